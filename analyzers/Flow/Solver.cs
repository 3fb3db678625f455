using System.Collections.Generic;
using System.Threading;

namespace Devmem.Analyzers.Flow;

/// <summary>
/// Runs a flow program over all its paths at once: states that differ are kept apart as long as the budget allows, states that say the same are one.
/// It ends, because what a state can say is bounded by the program and joined states only ever say less.
/// </summary>
public sealed class Solver
{
    private readonly FlowProgram _program;
    private readonly SymbolTable _symbols = new();
    private readonly Layout _layout;
    private readonly Points _points;
    private readonly Worklist _worklist;
    private readonly List<Meeting?> _meetings = [];
    private readonly Collector _collector;
    private readonly Budget _budget;
    private int _nodes;

    private Solver(FlowProgram program, Budget budget)
    {
        _program = program;
        _budget = budget;
        _layout = new Layout(program);
        var order = BlockOrder.Of(program);
        _points = new Points(program, new Liveness(program, order));
        _worklist = new Worklist(program.Blocks.Count, order);
        _collector = new Collector(program);
    }

    /// <summary>Finds what can go wrong in <paramref name="program"/>.</summary>
    /// <param name="program">The program.</param>
    /// <param name="budget">What may be kept apart; <see cref="Budget.Full"/> if null.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BodyTooLargeException">Even joined there is more to say of its paths than can be followed.</exception>
    public static Solution Solve(FlowProgram program, Budget? budget = null, CancellationToken cancellation = default)
    {
        for (var allowed = budget ?? Budget.Full; ; allowed = allowed.Smaller!)
        {
            var solver = new Solver(program, allowed);
            if (solver.Run(cancellation))
                return solver._collector.Result(solver.GaveUp() || allowed != (budget ?? Budget.Full)) with { IsCoarse = solver._meetings.Exists(meeting => meeting is { IsCoarse: true }) };
        }
    }

    private bool GaveUp() => _collector.IsUnsure || _meetings.Exists(meeting => meeting is { GaveUp: true });

    private bool Run(CancellationToken cancellation)
    {
        Reach(0, new State([], [], []), null, 0, StepKind.Plain, -1);
        while (_worklist.Next() is { } node)
        {
            cancellation.ThrowIfCancellationRequested();
            if (++_nodes > _budget.Nodes && _budget.Smaller is not null)
                return false;
            Run(node);
        }

        return true;
    }

    private void Run(Node node)
    {
        var block = _program.Blocks[node.Block];
        var machine = Machine.Thaw(_layout, _symbols, _collector, node.State);
        for (var i = node.First; i < block.Ops.Count; i++)
        {
            _collector.MoveTo(node, i);
            if (Step(machine, node, i) is not { } next)
                return;
            machine = next;
        }

        _collector.MoveTo(node, block.Ops.Count);
        Leave(machine, node, block);
    }

    /// <summary>Runs one step. Null: there is no such path, or several, and they go on as nodes of their own.</summary>
    private Machine? Step(Machine machine, Node node, int index)
    {
        var op = _program.Blocks[node.Block].Ops[index];
        switch (op)
        {
            case MayThrow may:
                Throw(machine, node, index, may.Target, may.ByCall, may.Origin, promise: -1);
                return machine;
            case Await await when await.Throw >= 0:
                Throw(machine, node, index, await.Throw, true, await.Origin, await.Source);
                break;
        }

        if (machine.Run(op, _symbols.OfStep(node.Block, index)))
            return machine;
        var next = machine.RunForking(op);
        if (next.Count == 1)
            return next[0];
        foreach (var path in next)
            Reach(_points.At(node.Block, index + 1), path, node, index + 1, StepKind.Plain, -1);
        return null;
    }

    private void Throw(Machine machine, Node node, int index, int target, bool byCall, int origin, int promise)
    {
        var thrown = machine.Copy();
        if (promise >= 0)
            thrown.Fail(promise);
        if (byCall)
            thrown.MarkThrown();
        Reach(target, thrown, node, index, byCall ? StepKind.CallThrew : StepKind.Threw, origin);
    }

    private void Leave(Machine machine, Node node, Block block)
    {
        switch (block.End)
        {
            case Goto next:
                Reach(next.Target, machine, node, block.Ops.Count, StepKind.Plain, -1);
                break;
            case Choice choice:
                foreach (var option in choice.Options)
                    Reach(option, machine.Copy(), node, block.Ops.Count, StepKind.Chosen, choice.Origin);
                break;
            case Branch branch:
                var other = machine.Copy();
                if (machine.Assume(branch.Condition, true))
                    Reach(branch.WhenTrue, machine, node, block.Ops.Count, StepKind.WhenTrue, branch.Origin);
                if (other.Assume(branch.Condition, false))
                    Reach(branch.WhenFalse, other, node, block.Ops.Count, StepKind.WhenFalse, branch.Origin);
                break;
            case Exit { Kind: not ExitKind.Halt } exit:
                machine.LeaveBody(exit.Origin, exit.Kind switch
                {
                    ExitKind.Throw => LeakExit.Throw,
                    ExitKind.Abandon => LeakExit.Abandon,
                    _ => LeakExit.Return,
                });
                break;
        }
    }

    private void Reach(int point, Machine machine, Node from, int viaOp, StepKind via, int origin) =>
        Reach(point, machine.Freeze(_points.LiveAt(point)), from, viaOp, via, origin);

    private void Reach(int point, State state, Node? from, int viaOp, StepKind via, int origin)
    {
        while (_meetings.Count <= point)
            _meetings.Add(null);
        var meeting = _meetings[point] ??= new Meeting(point, _layout, _symbols, _collector, _budget);
        var (block, first) = _points[point];
        foreach (var node in meeting.Add(new Node(point, block, first, state, from, viaOp, via, origin)))
            _worklist.Add(node);
    }
}
