using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Conformance.Generating;

internal sealed partial class Generator
{
    private const int Deepest = 6;

    private void Statements(Scope scope)
    {
        int count = 1 + _random.Next(3);
        for (int i = 0; i < count && _budget > 0; i++)
            Statement(scope);
        if (_budget > 0 && !scope.MustBeQuiet && Chance(0.3))
            Filler(scope);
    }

    private void Statement(Scope scope)
    {
        _budget--;
        int what = _random.Next(scope.Depth >= Deepest ? 4 : 25);
        switch (what)
        {
            case 0:
                Filler(scope);
                break;
            case 1:
                Leave(scope);
                break;
            case 2 or 3 when scope.Depth < Deepest:
                If(scope);
                break;
            case 4 when Chance(0.6):
                Loop(scope);
                break;
            case 5 or 6:
                Try(scope);
                break;
            case 7 when scope.Sockets.Count > 0 && Chance(0.7):
                Collect(scope);
                break;
            case 8 when scope.Batches.Count > 0:
                Collected(scope);
                break;
            case 9 when scope.Bindings.Count > 0:
                SocketRegion(scope);
                break;
            case 10 when Chance(0.4):
                LocalFlag(scope);
                break;
            case 16 when scope.Sockets.Count > 0:
                Held(scope);
                break;
            case 17 when scope.Sockets.Count > 0:
                Deferred(scope);
                break;
            case 18 when scope.Sockets.Count > 0:
                Iterated(scope);
                break;
            case 22 when scope.Sockets.Count > 0:
                Promised(scope);
                break;
            case 23 when scope.Batches.Count > 0:
                Lent(scope);
                break;
            case 24 when scope.Sockets.Count > 0 && Chance(0.4):
                Trusted(scope);
                break;
            case 21:
                Mishap(scope);
                break;
            case 19 when scope.Batches.Count > 0:
                Copied(scope);
                break;
            case 20 when scope.HasDevice && !scope.MustBeQuiet:
                Sending(scope);
                break;
            case > 6 when scope.Batches.Count > 0 && Chance(0.4):
                TokenRegion(scope);
                break;
            case > 3 when scope.Sockets.Count > 0:
                BatchRegion(scope);
                break;
            default:
                Filler(scope);
                break;
        }
    }

    private void Filler(Scope scope)
    {
        bool quiet = scope.MustBeQuiet && !Slips();
        List<string> options = ["linear[0]++;"];
        foreach (string batch in scope.Batches)
            options.Add($"linear[1] += (byte){batch}.Count;");
        foreach (string token in scope.Tokens)
            options.Add($"linear[2] += (byte){token}.Length;");
        if (!quiet)
        {
            options.AddRange(["Calls.Work();", _async ? "await Calls.WorkAsync();" : "Calls.Work();"]);
            options.AddRange(scope.Batches.Concat(scope.Tokens).Select(handle => $"Calls.Look({handle});"));
            options.AddRange(scope.Batches.Select(batch => $"foreach (Fragment fragment in {batch}) linear[3] += (byte)fragment.Length;"));
            options.AddRange(scope.Batches.Select(batch => $"linear[4] += (byte){Measure()}({batch});"));
        }

        _code.Line(Pick(options));
    }

    /// <summary>A condition; one that nothing throws in where it must be quiet.</summary>
    private string Condition(Scope scope)
    {
        List<string> options = [Flag(), Flag(), "!" + Flag(), "Choose.Flag", Parameter("n") + " == " + _random.Next(3)];
        if (!scope.MustBeQuiet || Slips())
            options.AddRange(["Choose.Bool()", "Choose.Bool()", "Choose.Int(2) == 1"]);
        options.AddRange(scope.Flags);
        options.AddRange(scope.Flags.Select(flag => "!" + flag));
        options.AddRange(scope.Batches.Select(batch => $"{batch}.Count > 2"));
        string one = Pick(options);
        return Chance(0.12) ? $"{one} {Pick(["&&", "||"])} {Pick(options)}" : one;
    }

    private void If(Scope scope)
    {
        _code.Block($"if ({Condition(scope)})", () => Statements(scope.Deeper()));
        if (Chance(0.4))
            _code.Block("else", () => Statements(scope.Deeper()));
    }

    private void Loop(Scope scope)
    {
        _features.Add("loop");
        Scope inside = scope.Deeper() with { IsInLoop = true, MayLeaveLoop = true };
        switch (_random.Next(4))
        {
            case 0:
                _code.Block($"for (int {Name("i")} = 0; i{_names} < 2; i{_names}++)", () => Statements(inside));
                break;
            case 1:
                _code.Block("do", () => Statements(inside));
                _code.Line($"while ({(scope.MustBeQuiet ? "Choose.Flag" : "Choose.Bool()")});");
                break;
            default:
                _code.Block($"while ({(scope.MustBeQuiet || Chance(0.5) ? "Choose.Flag" : "Choose.Bool()")})", () => Statements(inside));
                break;
        }
    }

    private void Try(Scope scope)
    {
        string? caught = Pick<string?>(["IOException", "InvalidOperationException", "Exception", null]);
        bool rethrows = caught is not null && Chance(0.3);

        // What is held around this is safe from what the handler catches, but only where it catches all and does not throw again.
        bool catchesAll = caught == "Exception" && !rethrows;
        Scope inside = scope.Deeper() with { MustBeQuiet = scope.MustBeQuiet && !catchesAll };
        _code.Block("try", () => Statements(inside));
        if (caught is not null)
        {
            _features.Add("catch");
            string filter = !rethrows && !catchesAll && Chance(0.2) ? $" when ({Flag()})" : "";
            _code.Block($"catch ({caught}){filter}", () =>
            {
                if (Chance(0.5))
                    Filler(scope with { MustBeQuiet = true });
                if (rethrows)
                    _code.Line("throw;");
                else if (Chance(0.3))
                    Leave(scope);
            });
        }

        if (caught is null || Chance(0.2))
            _code.Block("finally", () => Filler(scope with { MustBeQuiet = true }));
    }

    /// <summary>Leaves the method or the loop, if that loses nothing here, or by a slip.</summary>
    private void Leave(Scope scope)
    {
        List<string> ways = [];
        if (scope.MayReturn || Slips())
            ways.Add("return;");
        if (scope.IsInLoop && (scope.MayLeaveLoop || Slips()))
            ways.AddRange(["break;", "continue;"]);
        if (!scope.MustBeQuiet || Slips())
            ways.Add("throw new Failure();");
        if (ways.Count == 0)
            return;
        _code.Line($"if ({Condition(scope)})");
        _code.Line("    " + Pick(ways));
    }

    private void LocalFlag(Scope scope)
    {
        _features.Add("flag");
        string flag = Name("flag");
        _code.Line($"bool {flag} = {Condition(scope)};");
        Scope inside = scope with { Flags = scope.Flags.Add(flag) };
        _code.Block($"if ({flag})", () => Statements(inside.Deeper()));
        Statements(inside);
    }
}
