using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

internal sealed partial class Interpreter
{
    private List<World> RunOnContainer(World world, Op op) => op switch
    {
        Put it => Put(world, it),
        Take it => Take(world, it),
        Peek it => Peek(world, it),
        Drop it => Drop(world, it) ? [world] : Cut(),
        Slice it => [Slice(world, it)],
        Cursor it => Move(world, it) ? [world] : [],
        _ => throw new InvalidOperationException(op.ToString()),
    };

    private List<World> Put(World world, Put op)
    {
        var source = world[op.Source];
        if (world.ContainerAt(op.Container) is not { Items: { } items } container)
        {
            Transfer(world, source.Thing, TransferKind.Stored, op.Origin);
            return [world];
        }

        if (IsOutOfBounds(world, op, items))
            return Cut();
        WasApproximate |= source.Thing < 0 && op.Where == ElementKind.Anywhere;
        switch (op.Where)
        {
            case ElementKind.AtCursor:
                return container.Cursor < 0 || container.Cursor >= items.Count ? Cut() : [Replace(world, items, container.Cursor, source, op.Origin)];
            case ElementKind.AtIndex:
                return PutAt(world, op, items.Count, source);
            case ElementKind.Front:
                items.Insert(0, source);
                break;
            default:
                items.Add(source);
                break;
        }

        container.Cursor = Thing.NoCursor;
        return [world];
    }

    /// <summary>What the analysis does not claim to follow: the same thing twice in a container, a container in itself, more elements than the bound.</summary>
    private bool IsOutOfBounds(World world, Put op, List<Slot> items)
    {
        var source = world[op.Source].Thing;
        return items.Count >= _mostItems || (source >= 0 && items.Exists(slot => slot.Thing == source))
            || Containers(world, source).Contains(world.At(op.Container)!);
    }

    /// <summary>An array is at least as long as its greatest index; how much longer is not known.</summary>
    private List<World> PutAt(World world, Put op, int count, Slot source)
    {
        var index = NumberOf(world, op.Index);
        if (index < 0 || index >= _mostItems)
            return Cut();
        WasApproximate |= index >= count;
        if (!_indexesAreLiteral && IsTaken(world, op.Container, index))
            return Cut();
        int[] lengths = index < count ? [count] : [(int)index + 1, (int)index + 2];
        return [.. lengths.Select(length =>
        {
            var put = world.Clone();
            var items = put.ContainerAt(op.Container)!.Items!;
            if (!_indexesAreLiteral)
                ForgetEnded(put, items);
            while (items.Count < length)
                items.Add(Slot.Of(0));
            return Replace(put, items, (int)index, source, op.Origin);
        })];
    }

    /// <summary>Indexes that are not known are taken to be different: a run that puts two live things at the same one is none that the solver speaks of.</summary>
    private static bool IsTaken(World world, int container, long index) =>
        world.ContainerAt(container)!.Items! is var items && index < items.Count && items[(int)index].Thing >= 0 && !HasEnded(world, items[(int)index]);

    private World Replace(World world, List<Slot> items, int index, Slot slot, int origin)
    {
        var before = items[index].Thing;
        items[index] = slot;
        LetGo(world, before, origin);
        return world;
    }

    private List<World> Take(World world, Take op)
    {
        if (world.ContainerAt(op.Container) is not { Items: { } items })
            return [Acquire(world, new Acquire(op.Origin, op.Target, op.Site))];
        return [.. Positions(items.Count, op.Where).Select(position => TakeAt(world.Clone(), op, position))];
    }

    private World TakeAt(World world, Take op, int position)
    {
        var container = world.ContainerAt(op.Container)!;
        var slot = container.Items![position];
        container.Items.RemoveAt(position);
        container.Cursor = Thing.NoCursor;
        return Set(world, op.Target, slot, op.Origin);
    }

    private List<World> Peek(World world, Peek op)
    {
        if (world.ContainerAt(op.Container) is not { Items: { } items } container)
            return PeekOutside(world, op);
        if (op.Where == ElementKind.AtIndex)
        {
            var index = NumberOf(world, op.Index);
            WasApproximate |= index >= items.Count;
            if (!_indexesAreLiteral && index >= 0 && index < items.Count && HasEnded(world, items[(int)index]))
                return Cut();
            return index < 0 ? Cut() : [Set(world, op.Target, index < items.Count ? items[(int)index] : Slot.Of(0), op.Origin)];
        }

        if (op.Where == ElementKind.AtCursor)
            return container.Cursor < 0 || container.Cursor >= items.Count ? Cut() : [Set(world, op.Target, items[container.Cursor], op.Origin)];
        if (op.Where == ElementKind.Anywhere && items.Exists(slot => HasEnded(world, slot)))
            return Cut();
        return [.. Positions(items.Count, op.Where).Select(position => Set(world.Clone(), op.Target, items[position], op.Origin))];
    }

    /// <summary>What somebody else's container holds is somebody else's.</summary>
    private List<World> PeekOutside(World world, Peek op)
    {
        if (op.Site < 0)
            return [Set(world, op.Target, Slot.Unset, op.Origin)];
        List<World> seen = op.MayBeNothing ? [Set(world.Clone(), op.Target, Slot.Of(0), op.Origin)] : [];
        return [.. seen, Acquire(world, new Acquire(op.Origin, op.Target, op.Site))];
    }

    /// <summary>False: there is no element at the cursor.</summary>
    private bool Drop(World world, Drop op)
    {
        if (world.ContainerAt(op.Container) is not { Items: { } items } container)
            return true;
        var at = op.Source >= 0 ? world[op.Source].Thing < 0 ? -1 : items.FindIndex(slot => slot.Thing == world[op.Source].Thing)
            : op.Where switch { ElementKind.Front => items.Count == 0 ? -1 : 0, ElementKind.Back => items.Count - 1, _ => container.Cursor };
        if (op.Where == ElementKind.AtCursor && (at < 0 || at >= items.Count))
            return false;
        container.Cursor = op.Where == ElementKind.AtCursor ? container.Cursor - 1 : Thing.NoCursor;
        if (at < 0)
            return true;
        var dropped = items[at].Thing;
        items.RemoveAt(at);
        container.Members.Clear();
        LetGo(world, dropped, op.Origin);
        return true;
    }

    private World Slice(World world, Slice op)
    {
        if (world.ContainerAt(op.Source) is not { Items: { } items })
            return Set(world, op.Target, Slot.Unset, op.Origin);
        var part = items.Skip(op.Low).Take(op.High == int.MaxValue ? items.Count : op.High - op.Low).ToList();
        WasApproximate = true;
        return Set(world, op.Target, new Slot(world.Add(new Thing { Site = op.Site, Owed = false, Parent = -1, Items = part }), null), op.Origin);
    }

    private static bool HasEnded(World world, Slot slot) => slot.Thing >= 0 && world.Things[slot.Thing] is { Phase: not Phase.Live };

    /// <summary>Where something ended its place in an array is taken to be free again.</summary>
    private static void ForgetEnded(World world, List<Slot> items)
    {
        for (var i = 0; i < items.Count; i++)
            items[i] = HasEnded(world, items[i]) ? Slot.Of(0) : items[i];
    }

    private static IEnumerable<int> Positions(int count, ElementKind where) => where switch
    {
        _ when count == 0 => [],
        ElementKind.Front => [0],
        ElementKind.Back => [count - 1],
        _ => Enumerable.Range(0, count),
    };

    /// <summary>False: there is no such path.</summary>
    private bool Move(World world, Cursor op)
    {
        if (world.ContainerAt(op.Container) is not { Items: { } items } container)
            return true;
        WasCut |= op.Step is CursorStep.Next or CursorStep.End && container.Cursor == Thing.NoCursor;
        switch (op.Step)
        {
            case CursorStep.Start:
                container.Cursor = Thing.BeforeFirst;
                return true;
            case CursorStep.Next:
                return container.Cursor != Thing.NoCursor && ++container.Cursor < items.Count;
            case CursorStep.End:
                var passed = container.Cursor != Thing.NoCursor && container.Cursor >= items.Count - 1;
                container.Cursor = Thing.NoCursor;
                return passed;
            case CursorStep.Empty:
                return items.Count == 0;
            default:
                var held = items.Select(slot => slot.Thing).ToList();
                items.Clear();
                held.ForEach(thing => LetGo(world, thing, op.Origin));
                container.Cursor = Thing.NoCursor;
                return true;
        }
    }
}
