using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Walks every path of a program with real things, up to a bound on the number of different worlds.</summary>
internal sealed class Explorer
{
    private const int ManyWorlds = 8;

    private readonly FlowProgram _program;
    private readonly Interpreter _interpreter;
    private readonly NumbersAsked _asked;
    private readonly HashSet<(int Block, string World)> _seen = [];
    private readonly Stack<(int Block, World World)> _waiting = new();

    private Explorer(FlowProgram program, int mostItems)
    {
        _program = program;
        _interpreter = new Interpreter(program, harm => Harms.Add(harm), mostItems);
        _asked = new NumbersAsked(program);
    }

    /// <summary>What went wrong on some path.</summary>
    public HashSet<Harm> Harms { get; } = [];

    /// <summary>How many different worlds were met.</summary>
    public int Worlds => _seen.Count;

    /// <summary>Whether all paths were walked.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether moreover no path did what the solver only approximates.</summary>
    public bool IsExact { get; private set; }

    public static Explorer Of(FlowProgram program, int mostWorlds = 1200, int mostItems = 4)
    {
        var explorer = new Explorer(program, mostItems);
        explorer.Reach(0, new World(program.PlaceCount));
        while (explorer._waiting.Count > 0 && explorer._seen.Count < mostWorlds)
        {
            var (block, world) = explorer._waiting.Pop();
            explorer.Run(block, world);
        }

        explorer.IsComplete = explorer._waiting.Count == 0 && !explorer._interpreter.WasCut;
        explorer.IsExact = explorer.IsComplete && !explorer._interpreter.WasApproximate;
        return explorer;
    }

    private void Reach(int block, World world)
    {
        var (canonical, key) = world.Canonical(place => _asked.From(block, 0, place));
        if (_seen.Add((block, key)))
            _waiting.Push((block, canonical));
    }

    private void Run(int block, World start)
    {
        var worlds = new List<World> { start };
        var ops = _program.Blocks[block].Ops;
        for (var i = 0; i < ops.Count; i++)
        {
            var op = ops[i];
            if (Text.ProgramShape.ThrowTarget(op) is var target && target >= 0)
                worlds.ForEach(world => Reach(target, _interpreter.Throw(world, op)));
            worlds = [.. worlds.SelectMany(world => _interpreter.Run(world, op))];
            if (worlds.Count > ManyWorlds)
                worlds = Different(worlds, block, i + 1);
        }

        foreach (var world in worlds)
            Leave(world, _program.Blocks[block].End);
    }

    private List<World> Different(List<World> worlds, int block, int op)
    {
        var different = new Dictionary<string, World>();
        foreach (var world in worlds)
        {
            var (canonical, key) = world.Canonical(place => _asked.From(block, op, place));
            different.TryAdd(key, canonical);
        }

        return [.. different.Values];
    }

    private void Leave(World world, Terminator end)
    {
        switch (end)
        {
            case Branch branch:
                foreach (var settled in _interpreter.Settled(world, branch.Condition))
                    Reach(Interpreter.NumberOf(settled, branch.Condition) != 0 ? branch.WhenTrue : branch.WhenFalse, settled);
                break;
            case Exit { Kind: ExitKind.Halt }:
                break;
            case Exit exit:
                _interpreter.Leave(world, exit.Origin);
                break;
            default:
                foreach (var target in end.Targets)
                    Reach(target, world);
                break;
        }
    }
}
