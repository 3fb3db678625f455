namespace Devmem.Conformance.Generating;

/// <summary>Methods with a contract, kept or not, and code of which nothing is known.</summary>
internal sealed partial class Generator
{
    /// <summary>A batch is handed to a method that says it takes it over, or ends it.</summary>
    private void Promised(Scope scope)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        _features.Add("contract");
        string contract = Pick(["Owning", "Releases"]), batch = Name("batch"), method = contract == "Owning" ? "Consume" : "Finish";
        if (!_members.ContainsKey(method))
            _members[method] = Apart(() => _code.Block($"static void {method}([{contract}] FragmentBatch batch)", () => Kept(Slips())));
        _code.Line($"FragmentBatch {batch} = {Pick(scope.Sockets)}.Receive(linear);");
        if (Chance(0.4))
            _code.Line($"linear[6] += (byte){batch}.Count;");
        _code.Line($"{method}({batch});");
    }

    private void Kept(bool isBroken)
    {
        switch (_random.Next(3))
        {
            case 0:
                _code.Line("if (Choose.Flag)");
                _code.Line(isBroken ? "    return;" : "    _ = batch.Count;");
                _code.Line("batch.Release();");
                break;
            case 1:
                if (isBroken)
                    _code.Line("Calls.Look(batch);");
                _code.Line("batch.Release();");
                break;
            default:
                _code.Block("try", () => _code.Line("Calls.Look(batch);"));
                _code.Block(isBroken ? "catch (IOException)" : "finally", () => _code.Line("batch.Release();"));
                break;
        }
    }

    /// <summary>A batch is lent to a method that says it only borrows it.</summary>
    private void Lent(Scope scope)
    {
        _features.Add("contract");
        if (!_members.ContainsKey("Sum"))
        {
            bool isBroken = Slips();
            _members["Sum"] = Apart(() => _code.Block("static int Sum([NotOwning] FragmentBatch batch)", () =>
            {
                _code.Line("int sum = batch.Count;");
                if (isBroken)
                    _code.Line(Pick(["batch.Release();", "if (sum > 2) batch.Dispose();", "if (Choose.Flag) batch.Release();"]));
                _code.Line("return sum;");
            }));
        }

        if (scope.MustBeQuiet && !Slips())
            Filler(scope);
        else
            _code.Line($"linear[7] += (byte)Sum({Pick(scope.Batches)});");
    }

    /// <summary>A batch goes where nobody can look.</summary>
    private void Trusted(Scope scope)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        _features.Add("trust");
        string batch = Name("batch");
        string acquire = $"FragmentBatch {batch} = {Pick(scope.Sockets)}.Receive(linear)";
        switch (_careless == 0 ? 0 : _random.Next(3))
        {
            case 0:
                _code.Line($"using ({acquire})");
                _code.Line(Chance(0.5) ? $"    Calls.Take({batch});" : $"    Calls.Perhaps(() => {batch}.Dispose());");
                break;
            case 1:
                _code.Line($"{acquire};");
                _code.Block("try", () => _code.Line($"Calls.Take({batch});"));
                _code.Block("finally", () => _code.Line($"{batch}.Release();"));
                break;
            default:
                _code.Line($"{acquire};");
                _code.Line($"Calls.Perhaps(() => {batch}.Release());");
                break;
        }
    }
}
