namespace Devmem.Conformance.Generating;

/// <summary>The methods that a program calls with what it holds, or to get something.</summary>
internal sealed partial class Generator
{
    /// <summary>A statement that ends it, directly or by a helper.</summary>
    private string End(string type, string name, string release)
    {
        if (type is not ("FragmentBatch" or "DevmemToken") || !Chance(0.2))
            return $"{name}.{release}();";
        _features.Add("helper");
        string helper = "End" + type;
        _members[helper] = Apart(() => _code.Block($"static void {helper}({type} handle)", () => _code.Line("handle.Release();")));
        return $"{helper}({name});";
    }

    private string Receive(string socket)
    {
        if (_async && Chance(0.5))
            return $"await {socket}.ReceiveAsync(linear)";
        if (!Chance(0.2))
            return $"{socket}.Receive(linear)";
        _features.Add("helper");
        switch (_random.Next(3))
        {
            case 0:
                _members["Next"] = Apart(() => _code.Line("static FragmentBatch Next(DevmemSocket from, byte[] linear) => from.Receive(linear);"));
                return $"Next({socket}, linear)";
            case 1:
                _members["NextFull"] = Apart(() => _code.Block("static FragmentBatch NextFull(DevmemSocket from, byte[] linear)", () =>
                {
                    _code.Line("FragmentBatch next = from.Receive(linear);");
                    _code.Block("if (Choose.Flag)", () =>
                    {
                        _code.Line("next.Release();");
                        _code.Line("next = from.Receive(linear);");
                    });
                    _code.Line("return next;");
                }));
                return $"NextFull({socket}, linear)";
            default:
                _members["NextChecked"] = Apart(() => _code.Block("static FragmentBatch NextChecked(DevmemSocket from, byte[] linear)", () =>
                {
                    _code.Line("FragmentBatch next = from.Receive(linear);");
                    _code.Block("try", () =>
                    {
                        _code.Line("Calls.Look(next);");
                        _code.Line("return next;");
                    });
                    _code.Block("catch", () =>
                    {
                        _code.Line("next.Dispose();");
                        _code.Line("throw;");
                    });
                }));
                return $"NextChecked({socket}, linear)";
        }
    }

    private string FreshToken()
    {
        _features.Add("helper");
        _members["TokenOf"] = Apart(() => _code.Line("static DevmemToken TokenOf(FragmentBatch of, int index) => of.Detach(index);"));
        return "TokenOf";
    }

    private string Measure()
    {
        _features.Add("helper");
        _members["Measure"] = Apart(() => _code.Block("static int Measure(FragmentBatch of)", () =>
        {
            _code.Line("if (Choose.Flag)");
            _code.Line("    throw new Failure();");
            _code.Line("return of.Count;");
        }));
        return "Measure";
    }
}
