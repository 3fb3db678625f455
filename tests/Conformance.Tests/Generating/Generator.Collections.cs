using System;
using Devmem.Conformance.Running;

namespace Devmem.Conformance.Generating;

/// <summary>Collections that own what is added to them, filled and drained.</summary>
internal sealed partial class Generator
{
    /// <summary>Batches of a socket in a collection.</summary>
    private void Collect(Scope scope)
    {
        if (scope.MustBeQuiet && !Slips())
        {
            Filler(scope);
            return;
        }

        string socket = Pick(scope.Sockets);
        string all = Name("all");
        (string type, string add, Action drain) = Kind("FragmentBatch", all);
        _features.Add("collection");
        _code.Line($"{type} {all} = new();");
        Drained(scope, drain, inside =>
        {
            _code.Block($"while ({(Chance(0.5) ? "Choose.Flag" : "Choose.Bool()")})", () =>
            {
                string next = Name("next");
                _code.Line($"FragmentBatch {next} = {socket}.Receive(linear);");
                if (Slips())
                    Filler(inside with { MustBeQuiet = false });
                _code.Line($"{all}.{add}({next});");
            });
            Statements(inside);
        });
    }

    /// <summary>The tokens of a batch in a collection.</summary>
    private void Collected(Scope scope)
    {
        string batch = Pick(scope.Batches);
        if ((scope.MustBeQuiet && !Slips()) || Detached(batch) > 0)
        {
            Filler(scope);
            return;
        }

        string all = Name("all");
        (string type, string add, Action drain) = Kind("DevmemToken", all);
        _features.Add("collection");
        _features.Add("detach");
        _code.Line($"{type} {all} = new();");
        _detached[batch] = World.FragmentsOfABatch;
        Drained(scope, drain, inside =>
        {
            _code.Line($"for (int {Name("i")} = 0; i{_names} < {batch}.Count; i{_names}++)");
            _code.Line($"    {all}.{add}({batch}.Detach(i{_names}));");
            Statements(inside);
        });
    }

    private void Drained(Scope scope, Action drain, Action<Scope> fill)
    {
        if (Chance(0.75))
        {
            _code.Block("try", () => fill(scope.Deeper()));
            _code.Block("finally", drain);
            return;
        }

        fill(scope.Deeper().Exposed());
        if (!Slips())
            drain();
    }

    private (string Type, string Add, Action Drain) Kind(string element, string all)
    {
        string one = Name("one");
        return _random.Next(4) switch
        {
            0 => ($"List<{element}>", "Add", () =>
            {
                _code.Line($"foreach ({element} {one} in {all})");
                _code.Line($"    {one}.Dispose();");
            }
            ),
            1 => ($"Queue<{element}>", "Enqueue", () =>
            {
                _code.Line($"while ({all}.Count > 0)");
                _code.Line($"    {all}.Dequeue().{(element == "DevmemSocket" ? "Close" : "Release")}();");
            }
            ),
            2 => ($"Queue<{element}>", "Enqueue", () =>
            {
                _code.Line($"while ({all}.TryDequeue(out {element}{(element == "DevmemToken" ? "" : "?")} {one}))");
                _code.Line($"    {one}.Dispose();");
            }
            ),
            _ => ($"Stack<{element}>", "Push", () =>
            {
                _code.Block($"while ({all}.Count > 0)", () =>
                {
                    _code.Line($"using {element} {one} = {all}.Pop();");
                });
            }
            ),
        };
    }
}
