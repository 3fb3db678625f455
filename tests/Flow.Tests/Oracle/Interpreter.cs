using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;
using Devmem.Flow.Tests.Text;
using Range = Devmem.Analyzers.Flow.Range;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Runs single steps on worlds, as their descriptions say, with every outcome that a step may have.</summary>
/// <remarks>Shares nothing with the solver but the program, so that the two cannot be wrong together.</remarks>
internal sealed partial class Interpreter
{
    private readonly FlowProgram _program;
    private readonly long[] _domain;
    private readonly Action<Harm> _harm;
    private readonly int _mostItems;
    private readonly bool _indexesAreLiteral;

    public Interpreter(FlowProgram program, Action<Harm> harm, int mostItems)
    {
        _program = program;
        _harm = harm;
        _mostItems = mostItems;
        _domain = Domain.Of(program);
        _indexesAreLiteral = Fragment.HasLiteralIndexes(program);
    }

    /// <summary>Whether a path was cut for another reason than that there is none: a bound on sizes, or steps that make no sense together.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Whether a path did something that the solver only approximates; see <see cref="Fragment"/>.</summary>
    public bool WasApproximate { get; private set; }

    private List<World> Cut()
    {
        WasCut = true;
        return [];
    }

    /// <summary>
    /// The worlds in which a step with one outcome may leave the one before it. None: there is no such path.
    /// The world is changed, so pass one that nobody else needs.
    /// </summary>
    public List<World> Run(World world, Op op)
    {
        if (Unsettled(world, op) is var place && place >= 0)
            return [.. Settled(world, place).SelectMany(settled => Run(settled, op))];
        switch (op)
        {
            case AssignConstant it:
                return [Set(world, it.Target, Slot.Of(it.Value), it.Origin)];
            case AssignUnknown it:
                return Fork(world, it.Target, Within(it.Low, it.High), it.Origin);
            case Add it:
                return [Set(world, it.Target, Slot.Of(Clamp(NumberOf(world, it.Source) + it.Addend)), it.Origin)];
            case Compare it:
                return [Set(world, it.Target, Truth(it.Relation.Holds(NumberOf(world, it.Source), it.Value)), it.Origin)];
            case ComparePlaces it when world.At(it.Left) is not null || world.At(it.Right) is not null:
                return CompareReferences(world, it);
            case TestSite it:
                return TestSite(world, it);
            case ComparePlaces it:
                return [Set(world, it.Target, Truth(it.Relation.Holds(NumberOf(world, it.Left), NumberOf(world, it.Right))), it.Origin)];
            case ReadMember it:
                return ReadMember(world, it);
            default:
                return RunOnThing(world, op);
        }
    }

    /// <summary>Of two things it is known whether they are one; a thing and a number that is not 0 may be.</summary>
    private List<World> CompareReferences(World world, ComparePlaces op)
    {
        var (left, right) = (world[op.Left], world[op.Right]);
        var equal = op.Relation == Relation.Equal;
        if (left.Thing >= 0 && right.Thing >= 0)
            return [Set(world, op.Target, Truth(left.Thing == right.Thing == equal), op.Origin)];
        return (left.Thing >= 0 ? right : left).Number == 0 ? [Set(world, op.Target, Truth(!equal), op.Origin)] : Fork(world, op.Target, [0, 1], op.Origin);
    }

    private List<World> TestSite(World world, TestSite op) => world.At(op.Source) is { } thing ? [Set(world, op.Target, Truth(op.Sites.Contains(thing.Site)), op.Origin)]
        : world[op.Source].Number == 0 ? [Set(world, op.Target, Truth(false), op.Origin)]
        : Fork(world, op.Target, [0, 1], op.Origin);

    /// <summary>The world after the exception of this step, if it can throw.</summary>
    public World Throw(World world, Op op)
    {
        var thrown = world.Clone();
        if (op is Await await && thrown.At(await.Source) is { Pending: true })
        {
            var never = thrown[await.Source].Thing;
            thrown.Things[never].Owed = false;
            for (var place = 0; place < _program.PlaceCount; place++)
            {
                if (thrown[place].Thing == never)
                    thrown.Write(place, Slot.Of(1));
            }

            foreach (var container in thrown.Things.Where(thing => thing.Items is not null))
            {
                for (var i = 0; i < container.Items!.Count; i++)
                    container.Items[i] = container.Items[i].Thing == never ? Slot.Of(1) : container.Items[i];
            }
        }

        if (op is Await or MayThrow { ByCall: true })
        {
            foreach (var thing in thrown.Things.Where(thing => thing.Owed))
                thing.Exceptional = true;
        }

        return thrown;
    }

    /// <summary>The worlds in which the number of a place is known.</summary>
    public IEnumerable<World> Settled(World world, int place)
    {
        if (world[place] is not { Thing: < 0, Number: null })
            return [world];
        return _domain.Select(number =>
        {
            var settled = world.Clone();
            settled.Write(place, Slot.Of(number));
            return settled;
        });
    }

    /// <summary>The number in a place; a reference to something is 1.</summary>
    public static long NumberOf(World world, int place) => world[place].Thing >= 0 ? 1 : world[place].Number!.Value;

    /// <summary>The body ends, and with it every name.</summary>
    public void Leave(World world, int origin)
    {
        foreach (var thing in world.Things.Where(thing => thing is { Owed: true, Phase: Phase.Live }))
            Leak(thing, origin);
    }

    private static int Unsettled(World world, Op op)
    {
        var read = op switch
        {
            Add it => [it.Source],
            Assign it => [it.Source],
            Compare it => [it.Source],
            ComparePlaces it => [it.Left, it.Right],
            ReadMember it => [it.Source],
            TestSite it => [it.Source],
            Await it => [it.Source],
            Put it => [it.Source, it.Index],
            Peek it => [it.Index],
            _ => Array.Empty<int>(),
        };
        var found = Array.FindIndex(read, place => place >= 0 && world[place] is { Thing: < 0, Number: null });
        return found < 0 ? -1 : read[found];
    }

    private List<World> Fork(World world, int target, IEnumerable<long> numbers, int origin) =>
        [.. numbers.Select(number => Set(world.Clone(), target, Slot.Of(number), origin))];

    private static Slot Truth(bool truth) => Slot.Of(truth ? 1 : 0);

    private long Clamp(long number) => Math.Clamp(number, _domain[0] - 2, _domain[^1] + 2);

    private IEnumerable<long> Within(long low, long high)
    {
        var fitting = _domain.Where(number => number >= low && number <= high).ToArray();
        return fitting.Length > 0 ? fitting : [low == long.MinValue ? high : low];
    }

    private List<World> ReadMember(World world, ReadMember op)
    {
        var member = _program.Members[op.Member];
        var thing = world.At(op.Source);
        if (thing is null or { IsForeign: true })
        {
            return thing is null && world[op.Source].Number == 0 && member.NothingOwedWhen is { } nothing
                ? [Set(world, op.Target, Slot.Of(nothing), op.Origin)]
                : Fork(world, op.Target, Within(member.Low, member.High), op.Origin);
        }

        if (thing.Items is { } items && member.NothingOwedWhen is { } empty)
        {
            return items.Count == 0 ? [Set(world, op.Target, Slot.Of(empty), op.Origin)]
                : empty == 0 ? [Set(world, op.Target, Slot.Of(Math.Min(items.Count, member.High)), op.Origin)]
                : Fork(world, op.Target, Within(member.Low, member.High).Where(number => number != empty), op.Origin);
        }

        var numbers = thing.Members.TryGetValue(op.Member, out var known) ? [known] : Within(member.Low, member.High);
        return [.. numbers.Select(number => Told(world.Clone(), op, number))];
    }

    private World Told(World world, ReadMember op, long number)
    {
        var thing = world.At(op.Source)!;
        thing.Members[op.Member] = number;
        if (_program.Members[op.Member].NothingOwedWhen == number)
            (thing.Owed, thing.Parent, thing.ParentEnded) = (false, -1, false);
        return Set(world, op.Target, Slot.Of(number), op.Origin);
    }

    private World Set(World world, int target, Slot slot, int origin)
    {
        var before = world[target].Thing;
        world.Write(target, slot);
        LetGo(world, before, origin);
        return world;
    }

    private void LetGo(World world, int thing, int origin)
    {
        if (thing < 0)
            return;
        var gone = new List<Thing>();
        world.LetGo(thing, gone);
        foreach (var lost in gone.Where(lost => lost is { Owed: true, Phase: Phase.Live }))
            Leak(lost, origin);
        foreach (var lost in gone)
            lost.Owed = false;
    }

    private void Leak(Thing thing, int origin) => _harm(new Harm(FindingKind.Leak, thing.Site, origin, thing.Exceptional));

    private void Say(FindingKind kind, Thing thing, int origin) => _harm(new Harm(kind, thing.Site, origin, false));
}
