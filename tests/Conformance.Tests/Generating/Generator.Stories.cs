using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Conformance.Generating;

/// <summary>Programs about order: several handles that hang on each other, ended in the right order or in another.</summary>
internal sealed partial class Generator
{
    /// <summary>Every second story has something wrong in it.</summary>
    private bool _goesWrong;

    private void Story(Scope scope)
    {
        _goesWrong = Chance(0.5);
        _features.Add("order");
        switch (_random.Next(8))
        {
            case 0 or 1:
                OneAfterTheOther(scope);
                break;
            case 2:
                InFinally(scope);
                break;
            case 3:
                Usings(scope);
                break;
            case 4:
                ManySockets(scope);
                break;
            case 5:
                Sends();
                break;
            default:
                Stations(scope);
                break;
        }
    }

    /// <summary>Bindings, their sockets, and what was received through them: at most six, parents first.</summary>
    private List<Thing> Things()
    {
        List<Thing> things = [];
        int bindings = Chance(0.35) ? 2 : 1;
        if (bindings == 2)
            _features.Add("two bindings");
        for (int queue = 0; queue < bindings; queue++)
            things.Add(new Thing("RxBinding", Name("binding"), $"device.BindRx(memory, [{queue}], AutoreleaseMode.{_mode})", Pick(["Unbind", "Dispose"]), null));
        foreach (Thing binding in things.ToArray())
        {
            int sockets = Chance(0.4) ? 2 : 1;
            for (int i = 0; i < sockets && things.Count < 5; i++)
                Through(things, new Thing("DevmemSocket", Name("socket"), $"{binding.Name}.Attach(Calls.Connect())", Pick(["Close", "Dispose"]), binding));
        }

        return things;
    }

    private void Through(List<Thing> things, Thing socket)
    {
        things.Add(socket);
        if (things.Count == 6 || Chance(0.25))
            return;
        Thing batch = new("FragmentBatch", Name("batch"), $"{socket.Name}.Receive(linear)", Pick(["Release", "Dispose"]), socket);
        things.Add(batch);
        if (things.Count == 6 || Chance(0.5))
            return;
        _features.Add("detach");
        things.Add(new Thing("DevmemToken", Name("token"), $"{batch.Name}.Detach(0)", Pick(["Release", "Dispose"]), batch));
    }

    /// <summary>The order in which they end: children first, unless it goes wrong. Then two change places, or one is forgotten.</summary>
    private List<Thing> Ends(IEnumerable<Thing> acquired)
    {
        List<Thing> ends = [.. acquired.Reverse()];
        if (!_goesWrong || ends.Count < 2 || Chance(0.4))
            return ends;
        _goesWrong = false;
        int one = _random.Next(ends.Count), other = _random.Next(ends.Count);
        if (one == other)
            ends.RemoveAt(one);
        else
            (ends[one], ends[other]) = (ends[other], ends[one]);
        return ends;
    }

    /// <summary>Acquired and ended on the normal way only, and where a branch returns early.</summary>
    private void OneAfterTheOther(Scope scope)
    {
        List<Thing> things = Things(), acquired = [];
        foreach (Thing thing in things)
        {
            _code.Line($"{thing.Type} {thing.Name} = {thing.Acquire};");
            acquired.Add(thing);
            if (Chance(0.25))
                Look(acquired);
            if (Chance(0.15))
            {
                _code.Block($"if ({Flag()})", () =>
                {
                    EndAll(acquired, things);
                    _code.Line("return;");
                });
            }
        }

        Early(acquired);
        EndAll(acquired, things);
    }

    private void EndAll(List<Thing> acquired, List<Thing> all)
    {
        foreach (Thing thing in Ends(acquired))
        {
            _code.Line(Ending(thing, all));
            if (Chance(0.08))
                Look(acquired.Where(other => other != thing && other.Type is "RxBinding" or "DevmemSocket").ToList());
        }
    }

    /// <summary>A token may go back through its socket; if it goes wrong, through another.</summary>
    private string Ending(Thing thing, List<Thing> all)
    {
        if (!thing.IsStruct || Chance(0.4))
            return thing.Ending;
        List<Thing> others = all.FindAll(other => other.Type == "DevmemSocket" && other != thing.Socket);
        bool isOther = _goesWrong && others.Count > 0 && all.IndexOf(others[0]) < all.IndexOf(thing);
        _goesWrong &= !isOther;
        return $"{(isOther ? others[0] : thing.Socket!).Name}.Release([{thing.Name}]);";
    }

    /// <summary>Something ends in the middle: in a branch, or on every way.</summary>
    private void Early(List<Thing> acquired)
    {
        if (!_goesWrong || Chance(0.5))
        {
            Look(acquired);
            return;
        }

        _goesWrong = false;
        Thing early = Pick(acquired);
        if (Chance(0.5))
            _code.Block($"if ({Flag()})", () => _code.Line(early.Ending));
        else
            _code.Line(early.Ending);
        Look(acquired);
    }

    /// <summary>Uses something: what was received is read, a socket receives more.</summary>
    private void Look(List<Thing> acquired)
    {
        if (acquired.Count == 0)
            return;
        Thing thing = Pick(acquired);
        switch (thing.Type)
        {
            case "DevmemSocket":
                _code.Line(Chance(0.5) ? $"{thing.Name}.Receive(linear).Dispose();" : $"using (FragmentBatch {Name("more")} = {thing.Name}.Receive(linear)) linear[1]++;");
                break;
            case "FragmentBatch":
                _code.Line($"linear[2] += (byte){thing.Name}.Count;");
                break;
            case "DevmemToken":
                _code.Line($"linear[3] += (byte){thing.Name}.Length;");
                break;
            default:
                _code.Line("linear[4]++;");
                break;
        }
    }

    /// <summary>Acquired within a try, ended in its finally.</summary>
    private void InFinally(Scope scope)
    {
        _features.Add("null guard");
        List<Thing> things = Things();
        foreach (Thing thing in things)
            _code.Line(thing.IsStruct ? $"{thing.Type} {thing.Name} = default;" : $"{thing.Type}? {thing.Name} = null;");
        _code.Block("try", () =>
        {
            foreach (Thing thing in things)
            {
                _code.Line($"{thing.Name} = {thing.Acquire};");
                if (Chance(0.15))
                    Leave(scope);
            }

            Early(things);
        });
        _code.Block("finally", () =>
        {
            foreach (Thing thing in Ends(things))
            {
                if (thing.IsStruct)
                    _code.Line(Chance(0.5) ? $"{thing.Name}.Dispose();" : $"if (!{thing.Name}.IsDefault) {thing.Name}.Dispose();");
                else if (Chance(0.5))
                    _code.Line($"{thing.Name}?.Dispose();");
                else
                    _code.Line($"if ({thing.Name} != null) {thing.Name}.Dispose();");
            }
        });
    }

    /// <summary>Each in a using; what ends in between ends too early, or is harmless.</summary>
    private void Usings(Scope scope)
    {
        List<Thing> things = Things();
        Used(0);

        void Used(int at)
        {
            if (at == things.Count)
            {
                Early(things);
                if (Chance(0.4))
                    Leave(scope with { MayReturn = true });
                Look(things);
                return;
            }

            Thing thing = things[at];
            if (Chance(0.7))
            {
                _code.Line($"using {thing.Type} {thing.Name} = {thing.Acquire};");
                Used(at + 1);
                return;
            }

            _code.Block($"using ({thing.Type} {thing.Name} = {thing.Acquire})", () => Used(at + 1));
        }
    }

    /// <summary>The sockets of a binding in a collection.</summary>
    private void ManySockets(Scope scope)
    {
        _features.Add("collection");
        _budget = Math.Min(_budget, 4);
        string binding = Name("binding"), all = Name("sockets"), each = Name("each");
        (string type, string add, Action drain) = Kind("DevmemSocket", all);
        _code.Line($"RxBinding {binding} = device.BindRx(memory, [0], AutoreleaseMode.{_mode});");
        _code.Line($"{type} {all} = new();");
        bool early = _goesWrong && Chance(0.4), reversed = _goesWrong && !early && Chance(0.5), forgets = _goesWrong && !early && !reversed;
        _code.Block("try", () =>
        {
            _code.Line($"for (int i = 0; i < 2; i++)");
            _code.Line($"    {all}.{add}({binding}.Attach(Calls.Connect()));");
            if (early)
                _code.Line($"{binding}.Unbind();");
            _code.Block($"foreach (DevmemSocket {each} in {all})", () => Statements(scope.Deeper() with { Sockets = [each], IsInLoop = true, MayLeaveLoop = true }));
        });
        _code.Block("finally", () =>
        {
            if (reversed)
                _code.Line($"{binding}.Unbind();");
            if (!forgets)
                drain();
            if (!reversed)
                _code.Line($"{binding}.Unbind();");
        });
    }
}
