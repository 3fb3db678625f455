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
    private readonly Liveness _liveness;
    private readonly Worklist _worklist;
    private readonly Meeting[] _meetings;
    private readonly Collector _collector;
    private readonly Budget _budget;
    private int _nodes;

    private Solver(FlowProgram program, Budget budget)
    {
        _program = program;
        _budget = budget;
        var order = BlockOrder.Of(program);
        _liveness = new Liveness(program, order);
        _worklist = new Worklist(program.Blocks.Count, order);
        _collector = new Collector(program);
        _meetings = new Meeting[program.Blocks.Count];
    }

    /// <summary>Finds what can go wrong in <paramref name="program"/>.</summary>
    /// <param name="program">The program.</param>
    /// <param name="budget">What may be kept apart; <see cref="Budget.Full"/> if null.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static Solution Solve(FlowProgram program, Budget? budget = null, CancellationToken cancellation = default)
    {
        for (var allowed = budget ?? Budget.Full; ; allowed = allowed.Smaller!)
        {
            var solver = new Solver(program, allowed);
            if (solver.Run(cancellation))
                return solver._collector.Result(solver.GaveUp() || allowed != (budget ?? Budget.Full));
        }
    }

    private bool GaveUp()
    {
        foreach (var meeting in _meetings)
        {
            if (meeting is { IsJoined: true })
                return true;
        }

        return false;
    }

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
        var forks = new Stack<(Machine Machine, int Op)>();
        forks.Push((Machine.Thaw(_program, _symbols, _collector, node.State), 0));
        while (forks.Count > 0)
        {
            var (machine, first) = forks.Pop();
            var running = true;
            for (var i = first; running && i < block.Ops.Count; i++)
            {
                _collector.MoveTo(node, i);
                running = Step(machine, node, i, forks);
            }

            if (running)
            {
                _collector.MoveTo(node, block.Ops.Count);
                Leave(machine, node, block);
            }
        }
    }

    /// <summary>Runs one step. False: the machine went on as forks, or there is no such path.</summary>
    private bool Step(Machine machine, Node node, int index, Stack<(Machine Machine, int Op)> forks)
    {
        var op = _program.Blocks[node.Block].Ops[index];
        switch (op)
        {
            case MayThrow may:
                Throw(machine, node, index, may.Target, may.ByCall, may.Origin, promise: -1);
                return true;
            case Await await when await.Throw >= 0:
                Throw(machine, node, index, await.Throw, true, await.Origin, await.Source);
                break;
        }

        if (machine.IsSimple(op))
            machine.Run(op, _symbols.OfStep(node.Block, index));
        else
            machine.RunForking(op, next => forks.Push((next, index + 1)));
        return machine.IsSimple(op);
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

    private void Reach(int block, Machine machine, Node from, int viaOp, StepKind via, int origin) =>
        Reach(block, machine.Freeze(place => _liveness.IsLive(block, place)), from, viaOp, via, origin);

    private void Reach(int block, State state, Node? from, int viaOp, StepKind via, int origin)
    {
        var meeting = _meetings[block] ??= new Meeting(block, _symbols, _budget);
        if (meeting.Add(state, from, viaOp, via, origin) is { } node)
            _worklist.Add(node);
    }
}
