using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Walks a program along the path of a finding: from where the resource is acquired on, each decision must be the next that the path names, and at its end stands the harm.</summary>
internal sealed class Replay
{
    private readonly FlowProgram _program;
    private readonly Finding _finding;
    private readonly Interpreter _interpreter;
    private readonly HashSet<(int Block, int At, string World)> _seen = [];
    private readonly Stack<(int Block, int At, World World)> _waiting = new();
    private readonly NumbersAsked _asked;
    private bool _harmed;

    private Replay(FlowProgram program, Finding finding)
    {
        _program = program;
        _finding = finding;
        _asked = new NumbersAsked(program);
        _interpreter = new Interpreter(program, harm => _harmed |= harm.Kind == finding.Kind && harm.Site == finding.Site.Id && harm.Origin == finding.Origin, mostItems: 4);
    }

    /// <summary>Whether some run goes that way, or null if there are too many runs to tell.</summary>
    public static bool? Shows(FlowProgram program, Finding finding, int mostWorlds = 800)
    {
        var replay = new Replay(program, finding);
        replay.Reach(0, finding.Path[0].Kind == StepKind.Acquired ? -1 : 0, new World(program.PlaceCount));
        while (replay._waiting.Count > 0)
        {
            if (replay._seen.Count > mostWorlds)
                return null;
            var (block, at, world) = replay._waiting.Pop();
            if (replay.Run(block, at, world))
                return true;
        }

        return replay._interpreter.WasCut ? null : false;
    }

    private IReadOnlyList<Step> Path => _finding.Path;

    private bool IsDue(int at) => at == Path.Count - 1;

    private void Reach(int block, int at, World world)
    {
        var (canonical, key) = world.Canonical(place => _asked.From(block, 0, place));
        if (_seen.Add((block, at, key)))
            _waiting.Push((block, at, canonical));
    }

    private bool Run(int block, int start, World world)
    {
        var states = new List<(int At, World World)> { (start, world) };
        foreach (var op in _program.Blocks[block].Ops)
        {
            if (Text.ProgramShape.ThrowTarget(op) is var target && target >= 0)
                states.ForEach(state => Throw(op, target, state.At, state.World));
            var next = new List<(int, World)>();
            foreach (var (at, before) in states)
            {
                _harmed = false;
                var after = _interpreter.Run(before, op);
                if (_harmed && IsDue(at))
                    return true;
                next.AddRange(after.SelectMany(it => Positions(op, at).Select(position => (position, it.Clone()))));
            }

            states = next;
        }

        return states.Any(state => Leave(_program.Blocks[block].End, state.At, state.World));
    }

    /// <summary>The places of the path where a run may be after a step.</summary>
    private IEnumerable<int> Positions(Op op, int at)
    {
        if (at < 0)
            return Starts(op) ? [-1, 1] : [-1];
        return at < Path.Count && Path[at].Kind == StepKind.Ended && Path[at].Origin == op.Origin ? [at + 1] : [at];
    }

    private bool Starts(Op op) => op.Origin == Path[0].Origin && Text.ProgramShape.SiteOf(op) == _finding.Site.Id;

    private void Throw(Op op, int target, int at, World world) =>
        Decide(target, at, op is MayThrow { ByCall: false } ? StepKind.Threw : StepKind.CallThrew, op.Origin, _interpreter.Throw(world, op));

    private void Decide(int target, int at, StepKind kind, int origin, World world)
    {
        if (at < 0)
            Reach(target, at, world);
        else if (Path[at].Kind == kind && Path[at].Origin == origin)
            Reach(target, at + 1, world);
    }

    private bool Leave(Terminator end, int at, World world)
    {
        switch (end)
        {
            case Branch branch:
                foreach (var settled in _interpreter.Settled(world, branch.Condition))
                {
                    var truth = Interpreter.NumberOf(settled, branch.Condition) != 0;
                    Decide(truth ? branch.WhenTrue : branch.WhenFalse, at, truth ? StepKind.WhenTrue : StepKind.WhenFalse, branch.Origin, settled);
                }

                return false;
            case Choice choice:
                foreach (var option in choice.Options)
                    Decide(option, at, StepKind.Chosen, choice.Origin, world);
                return false;
            case Exit { Kind: ExitKind.Halt }:
                return false;
            case Exit exit:
                _harmed = false;
                _interpreter.Leave(world, exit.Origin);
                return _harmed && IsDue(at);
            default:
                Reach(((Goto)end).Target, at, world);
                return false;
        }
    }
}
