using System.Collections.Generic;
using System.Linq;

namespace Devmem.Conformance.Generating;

/// <summary>Stories about sends: what the NIC still reads must not be written, and its sender stays open.</summary>
internal sealed partial class Generator
{
    private const int Slot = 64;

    private void Sends()
    {
        _features.Add("sender");
        string binding = Name("transmit"), sender = Name("sender");
        bool usings = Chance(0.6);
        _code.Line($"{(usings ? "using " : "")}TxBinding {binding} = device.BindTx(memory);");
        _code.Line($"{(usings ? "using " : "")}DevmemSender {sender} = {binding}.Attach(Calls.Connect());");
        List<(string Name, int Slot)> pending = [];
        int steps = 3 + _random.Next(4);
        for (int i = 0; i < steps; i++)
            SendStep(sender, pending, usings);
        if (_goesWrong && Chance(0.5))
        {
            _goesWrong = false;
            _code.Line($"{sender}.Close();");
        }

        if (usings)
            return;
        List<string> ends = [.. pending.Select(operation => $"{operation.Name}.{Pick(["Wait", "Dispose"])}();"), $"{sender}.Close();", $"{binding}.Unbind();"];
        if (_goesWrong && ends.Count > 2)
        {
            int moved = _random.Next(ends.Count - 1);
            (ends[moved], ends[moved + 1]) = (ends[moved + 1], ends[moved]);
        }

        ends.ForEach(_code.Line);
    }

    /// <summary>A send, a wait, or a write: over what is being sent only if it goes wrong.</summary>
    private void SendStep(string sender, List<(string Name, int Slot)> pending, bool usings)
    {
        int slot = _random.Next(4);
        switch (_random.Next(4))
        {
            case 0 or 1 when pending.Count < 3 && pending.TrueForAll(operation => operation.Slot != slot):
                string name = Name("sent");
                _code.Line($"{(usings ? "using " : "")}SendOperation {name} = {sender}.Send({slot * Slot}, {Slot});");
                pending.Add((name, slot));
                break;
            case 2 when pending.Count > 0:
                WaitFor(pending);
                break;
            default:
                bool overlaps = pending.Exists(operation => operation.Slot == slot);
                if (overlaps && !_goesWrong)
                    slot = Enumerable.Range(0, 5).First(free => !pending.Exists(operation => operation.Slot == free));
                _goesWrong &= !overlaps || Chance(0.3);
                _code.Line(Write(slot * Slot, _random.Next(3)));
                break;
        }
    }

    /// <summary>What was waited for only in a branch is pending still.</summary>
    private void WaitFor(List<(string Name, int Slot)> pending)
    {
        (string Name, int Slot) operation = Pick(pending);
        if (_goesWrong && Chance(0.4))
        {
            _code.Line($"if ({Flag()}) {operation.Name}.Wait();");
            _code.Line(Write(operation.Slot * Slot, 0));
            _goesWrong = false;
            return;
        }

        _code.Line($"{operation.Name}.Wait();");
        pending.Remove(operation);
        if (Chance(0.6))
            _code.Line(Write(operation.Slot * Slot, _random.Next(3)));
    }

    private string Write(int offset, int way)
    {
        switch (way)
        {
            case 0:
                return $"memory.CopyFrom({offset}, linear.AsSpan(0, {Slot}));";
            case 1:
                return $"memory.CopyFrom({offset}, new byte[{Slot}]);";
            default:
                _features.Add("told offset");
                _members["Write"] = Apart(() => _code.Line("static void Write(Dmabuf into, byte[] linear, int offset) => into.CopyFrom(offset, linear.AsSpan(0, 64));"));
                return $"Write(memory, linear, {offset});";
        }
    }
}
