using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Makes programs that look like lowered C#: nested ifs, loops, handlers, and steps over a few references, numbers and containers.</summary>
internal sealed partial class Generator
{
    private const int Origins = 1000;
    private static readonly int[] References = [0, 1, 2, 3];
    private static readonly int[] Numbers = [4, 5, 6];
    private static readonly int[] Containers = [7, 8];
    private static readonly int[] Conditions = [9, 10];
    private const int Array = 11;
    private const int LiteralIndex = 12;
    private const int UnknownIndex = 13;
    private const int Part = 14;
    private static readonly int[] OwnedSites = [0, 1, 2];
    private static readonly TransferKind[] Transfers = [TransferKind.Returned, TransferKind.Stored, TransferKind.Taken, TransferKind.Trusted];

    private readonly Tape _tape;
    private readonly List<(List<Op> Ops, Terminator? End)> _blocks = [];
    private readonly Stack<int> _handlers = new();
    private readonly Features _features;
    private int _current;
    private int _origin;
    private int _depth;

    private Generator(Tape tape)
    {
        _tape = tape;
        _features = (Features)tape.Next(256);
    }

    [Flags]
    private enum Features
    {
        Numbers = 1,
        Exceptions = 2,
        Loops = 4,
        Children = 8,
        Containers = 16,
        Bulk = 32,
        Promises = 64,
        Members = 128,
    }

    public static FlowProgram Of(byte[] bytes) => new Generator(new Tape(bytes)).Program();

    private FlowProgram Program()
    {
        var entry = NewBlock();
        var unwind = NewBlock();
        _blocks[unwind] = (_blocks[unwind].Ops, new Exit(Origin(), ExitKind.Throw));
        _handlers.Push(unwind);
        _current = entry;
        while (!_tape.IsAtEnd)
            Statement();
        if (_tape.Chance(2))
            Say(new Kill(Origin(), References.Aggregate(default(PlaceSet), (set, place) => set.With(place)), LeakExit.ScopeEnd));
        End(new Exit(Origin(), ExitKind.Return));
        const int places = Part + 1;
        return new FlowProgram(
            [.. _blocks.Select(block => new Block(block.Ops, block.End ?? new Exit(0, ExitKind.Return)))],
            [
                new Site(0, 0, SiteKind.Owned), new Site(1, 1, SiteKind.Owned), new Site(2, 2, SiteKind.Owned), new Site(3, 3, SiteKind.Borrowed),
                new Site(4, 4, SiteKind.Container, places), new Site(5, 5, SiteKind.Container, places + Site.ElementPlaces),
                new Site(6, 6, SiteKind.Container, places + (2 * Site.ElementPlaces)),
                new Site(7, 7, SiteKind.Container, places + (3 * Site.ElementPlaces)), new Site(8, 8, SiteKind.Borrowed),
            ],
            [new Member(0, 2, 0), new Member(0, 1), new Member(0, long.MaxValue, 0), new Member(0, 1, 1)],
            places + (4 * Site.ElementPlaces));
    }

    private bool Has(Features feature) => (_features & feature) != 0;

    private int Origin() => ++_origin + Origins;

    private int NewBlock()
    {
        _blocks.Add(([], null));
        return _blocks.Count - 1;
    }

    private void Say(Op op) => _blocks[_current].Ops.Add(op);

    private void End(Terminator end)
    {
        if (_blocks[_current].End is null)
            _blocks[_current] = (_blocks[_current].Ops, end);
    }

    private void Enter(int block)
    {
        End(new Goto(block));
        _current = block;
    }

    private void MayThrow()
    {
        if (Has(Features.Exceptions))
            Say(new MayThrow(Origin(), _handlers.Peek()));
    }

    private void Statement()
    {
        switch (_tape.Next(20))
        {
            case 0 or 1 or 2:
                Acquire();
                break;
            case 3 or 4:
                Rename();
                break;
            case 5 or 6 or 7:
                Say(new Release(Origin(), _tape.Pick(References), _tape.Chance(2), Has(Features.Children) && _tape.Chance(4) ? _tape.Pick(References) : -1));
                break;
            case 8 when _tape.Chance(6):
                Say(new Adopt(Origin(), _tape.Pick(References), _tape.Pick(OwnedSites)));
                break;
            case 8 when _tape.Chance(6):
                Question();
                break;
            case 8:
                Say(new Use(Origin(), _tape.Pick(References)));
                break;
            case 9:
                Say(new Transfer(Origin(), _tape.Pick(References), _tape.Pick(Transfers)));
                break;
            case 10:
                MayThrow();
                break;
            case 11 or 12 when Has(Features.Numbers):
                Number();
                break;
            case 13 or 14:
                If();
                break;
            case 15 when Has(Features.Loops):
                Loop();
                break;
            case 16 when Has(Features.Exceptions):
                Try();
                break;
            case 17 or 18 when Has(Features.Containers | Features.Bulk):
                if (_tape.Chance(4))
                    ArrayStep();
                else
                    Container();
                break;
            case 19 when Has(Features.Promises):
                Say(new Await(Origin(), _tape.Pick(References), _tape.Pick(References), _tape.Chance(4) ? -1 : _handlers.Peek()));
                break;
            case 12 when Has(Features.Members):
                Member();
                break;
            case 18:
                Leave();
                break;
            default:
                Say(new Kill(Origin(), PlaceSet.Of(_tape.Pick(References)), LeakExit.ScopeEnd));
                break;
        }
    }

    private void Acquire()
    {
        if (_tape.Chance(2))
            MayThrow();
        var relation = Has(Features.Children) ? _tape.Next(5) : 0;
        Say(new Acquire(
            Origin(), _tape.Pick(References), _tape.Chance(8) ? 3 : _tape.Pick(OwnedSites),
            Parent: relation is 1 or 2 ? _tape.Pick(References) : -1,
            Sibling: relation == 3 ? _tape.Pick(References) : -1,
            Pending: Has(Features.Promises) && _tape.Chance(2)));
    }

    private void Rename()
    {
        if (_tape.Chance(4))
            Say(new AssignConstant(Origin(), _tape.Pick(References), 0));
        else
            Say(new Assign(Origin(), _tape.Pick(References), _tape.Pick(References)));
    }

    private void Number()
    {
        var target = _tape.Pick(Numbers);
        var source = _tape.Pick(Numbers);
        Say(_tape.Next(8) switch
        {
            0 or 1 => new AssignUnknown(Origin(), target, 0, 1),
            2 => new AssignUnknown(Origin(), target),
            3 => new Assign(Origin(), target, source),
            4 => new Compare(Origin(), target, source, (Relation)_tape.Next(6), _tape.Next(2)),
            5 => new ComparePlaces(Origin(), target, source, (Relation)_tape.Next(6), _tape.Pick(Numbers)),
            6 => new Add(Origin(), target, source, 1),
            _ => new AssignConstant(Origin(), target, _tape.Next(2)),
        });
    }

    /// <summary>What references hold: of which site it is, and whether it is the same.</summary>
    private void Question()
    {
        var target = _tape.Pick(Conditions);
        Say(_tape.Next(3) switch
        {
            0 => new Share(Origin(), _tape.Pick(References)),
            1 => new TestSite(Origin(), target, _tape.Pick(References), [_tape.Pick(OwnedSites), 3]),
            _ => new ComparePlaces(Origin(), target, _tape.Pick(References), _tape.Chance(2) ? Relation.Equal : Relation.NotEqual, _tape.Pick(References)),
        });
        var (whenTrue, after) = (NewBlock(), NewBlock());
        if (_depth >= MostDepth)
            return;
        End(new Branch(Origin(), target, whenTrue, after));
        _current = whenTrue;
        Body();
        Enter(after);
    }

    private void Member()
    {
        if (_tape.Chance(4))
            Say(new Touch(Origin(), _tape.Pick(References)));
        else
            Say(new ReadMember(Origin(), _tape.Pick(Numbers), _tape.Chance(4) ? _tape.Pick(Containers) : _tape.Pick(References), _tape.Next(4)));
    }

    private void Leave()
    {
        if (_tape.Chance(3))
            Say(new MayThrow(Origin(), _handlers.Peek(), ByCall: false));
        else if (_tape.Chance(8))
            End(new Exit(Origin(), _tape.Chance(2) ? ExitKind.Abandon : ExitKind.Halt));
        else if (_tape.Chance(3))
            End(new Exit(Origin(), ExitKind.Return));
    }
}
