using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

internal sealed partial class Interpreter
{
    private List<World> RunOnThing(World world, Op op)
    {
        switch (op)
        {
            case Acquire it:
                return [Acquire(world, it)];
            case Assign it:
                return [Set(world, it.Target, world[it.Source], it.Origin)];
            case Touch it:
                world.At(it.Source)?.Members.Clear();
                return [world];
            case Use it:
                Use(world.At(it.Source), it.Origin);
                return [world];
            case Release it:
                Release(world, it);
                return [world];
            case Transfer it:
                Transfer(world, world[it.Source].Thing, it.Kind, it.Origin);
                return [world];
            case Adopt it:
                Adopt(world, it);
                return [world];
            case Kill it:
                foreach (var place in it.Places.Places)
                    Set(world, place, Slot.Unset, it.Origin);
                return [world];
            case Await it:
                if (world.At(it.Source) is { } kept)
                    kept.Pending = false;
                return [Set(world, it.Target, world[it.Source], it.Origin)];
            case MayThrow or Share:
                return [world];
            default:
                return RunOnContainer(world, op);
        }
    }

    private World Acquire(World world, Acquire op)
    {
        var site = _program.Sites[op.Site];
        var parent = op.Sibling >= 0 ? world.At(op.Sibling)?.Parent ?? -1 : op.Parent >= 0 ? world[op.Parent].Thing : -1;
        var thing = world.Add(new Thing
        {
            Site = op.Site,
            Owed = site.Kind == SiteKind.Owned,
            Pending = op.Pending,
            Parent = parent,
            Items = site.Kind == SiteKind.Container ? [] : null,
        });
        return Set(world, op.Target, new Slot(thing, null), op.Origin);
    }

    private static void Adopt(World world, Adopt op)
    {
        if (world.At(op.Target) is { Owed: true, Phase: Phase.Live } thing && world.Names(world[op.Target].Thing) == 1)
            thing.Site = op.Site;
    }

    private void Use(Thing? thing, int origin)
    {
        if (thing is null or { Items: not null })
            return;
        if (thing.Phase != Phase.Live)
            Say(FindingKind.UseAfterEnd, thing, origin);
        else if (thing.ParentEnded)
            Say(FindingKind.UseAfterParent, thing, origin);
    }

    private void Release(World world, Release op)
    {
        if (world[op.Source].Thing < 0)
            return;
        foreach (var number in world.Contents(world[op.Source].Thing))
            End(world, number, op);
    }

    private void End(World world, int number, Release op)
    {
        var thing = world.Things[number];
        if (op.Through >= 0 && world.At(op.Through) is { } through && thing.Parent >= 0 && world.Things[thing.Parent].Site != through.Site)
            Say(FindingKind.ReleasedElsewhere, thing, op.Origin);
        if (thing.Phase == Phase.Released && op.Strict)
            Say(FindingKind.ReleasedAgain, thing, op.Origin);
        if (thing.Phase == Phase.Taken)
            Say(FindingKind.UseAfterEnd, thing, op.Origin);
        if (thing.Phase != Phase.Live)
            return;
        if (thing.ParentEnded)
            Say(FindingKind.EndedAfterParent, thing, op.Origin);
        thing.Phase = Phase.Released;
        thing.Pending = false;
        foreach (var child in world.Things.Where(child => child.Parent == number && child.Phase == Phase.Live))
            child.ParentEnded = true;
    }

    private void Transfer(World world, int number, TransferKind kind, int origin)
    {
        if (number < 0)
            return;
        if (world.Things[number].IsForeign)
            return;
        foreach (var thing in world.Contents(number).Select(inner => world.Things[inner]))
            Transfer(thing, kind, origin);
        foreach (var container in Containers(world, number))
            container.IsForeign = true;
    }

    private void Transfer(Thing thing, TransferKind kind, int origin)
    {
        if (kind == TransferKind.Taken)
            Use(thing, origin);
        if (thing.Phase != Phase.Live)
            return;
        if (kind == TransferKind.Trusted)
            Say(FindingKind.Trusted, thing, origin);
        if (thing is { Owed: true, ParentEnded: true } && kind is TransferKind.Returned or TransferKind.Stored)
            Say(FindingKind.EndedAfterParent, thing, origin);
        thing.Pending = false;
        if (kind == TransferKind.Taken)
            thing.Phase = Phase.Taken;
        else
            thing.Owed = false;
    }

    private static IEnumerable<Thing> Containers(World world, int number)
    {
        var found = new HashSet<int>();
        var waiting = new Queue<int>([number]);
        while (waiting.Count > 0)
        {
            var next = waiting.Dequeue();
            if (next >= 0 && world.Things[next].Items is { } items && found.Add(next))
                items.ForEach(slot => waiting.Enqueue(slot.Thing));
        }

        return found.Select(container => world.Things[container]);
    }
}
