using System.Collections;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Which places may still be read, per block: what is known of the others can be forgotten, so that paths that differ in nothing that matters are one.</summary>
internal sealed class Liveness
{
    private readonly FlowProgram _program;
    private readonly BitArray[] _liveAtStart;
    private readonly BitArray _elements;

    public Liveness(FlowProgram program, IReadOnlyList<int> order)
    {
        _program = program;
        _liveAtStart = new BitArray[program.Blocks.Count];
        _elements = new BitArray(program.PlaceCount);
        foreach (var site in program.Sites.Where(site => site.Kind == SiteKind.Container))
        {
            for (var place = site.FirstElement; place <= site.Visited; place++)
                _elements[place] = true;
        }

        if (program.Elsewhere >= 0)
            _elements[program.Elsewhere] = true;
        for (var i = 0; i < _liveAtStart.Length; i++)
            _liveAtStart[i] = new BitArray(_elements);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = order.Count - 1; i >= 0; i--)
                changed |= Update(order[i]);
        }
    }

    /// <summary>The places that may be read from the step <paramref name="first"/> of <paramref name="block"/> on.</summary>
    public BitArray At(int block, int first) => first == 0 ? _liveAtStart[block] : Before(block, first);

    private bool Update(int block)
    {
        var live = Before(block, 0);
        if (Same(live, _liveAtStart[block]))
            return false;
        _liveAtStart[block] = live;
        return true;
    }

    private BitArray Before(int block, int first)
    {
        var live = new BitArray(_elements);
        foreach (var target in _program.Blocks[block].End.Targets)
            live.Or(_liveAtStart[target]);
        if (_program.Blocks[block].End is Branch branch)
            live[branch.Condition] = true;
        var ops = _program.Blocks[block].Ops;
        for (var i = ops.Count - 1; i >= first; i--)
            Pass(ops[i], live);
        return live;
    }

    private void Pass(Op op, BitArray live)
    {
        switch (op)
        {
            case MayThrow may:
                live.Or(_liveAtStart[may.Target]);
                break;
            case Kill kill:
                foreach (var place in kill.Places.Places)
                    live[place] = false;
                break;
            case Acquire acquire:
                Set(live, acquire.Target, acquire.Parent, acquire.Trait, acquire.Sibling);
                break;
            case Assign assign:
                Set(live, assign.Target, assign.Source);
                break;
            case AssignConstant constant:
                Set(live, constant.Target);
                break;
            case AssignUnknown unknown:
                Set(live, unknown.Target);
                break;
            case Add add:
                Set(live, add.Target, add.Source);
                break;
            case Compare compare:
                Set(live, compare.Target, compare.Source);
                break;
            case Share share:
                Set(live, -1, share.Source);
                break;
            case TestSite test:
                Set(live, test.Target, test.Source);
                break;
            case ComparePlaces compare:
                Set(live, compare.Target, compare.Left, compare.Right);
                break;
            case ReadMember read:
                Set(live, read.Target, read.Source);
                break;
            case Touch touch:
                Set(live, -1, touch.Source);
                break;
            case Use use:
                Set(live, -1, use.Source);
                break;
            case Release release:
                Set(live, -1, release.Source, release.Through, release.Promise);
                break;
            case Transfer transfer:
                Set(live, -1, transfer.Source);
                break;
            case Await await:
                Set(live, await.Target, await.Source);
                if (await.Throw >= 0)
                    live.Or(_liveAtStart[await.Throw]);
                break;
            case Observe observe:
                Set(live, -1, observe.Source, observe.Result);
                break;
            case Link link:
                Set(live, -1, link.Source, link.Memory);
                break;
            case Read read:
                Set(live, -1, read.Source, read.Span.Start, read.Span.Plus, read.Span.Length);
                break;
            case Ascend ascend:
                Set(live, -1, ascend.Target, ascend.Source);
                break;
            case Settle settle:
                Set(live, -1, settle.Promise, settle.Into);
                break;
            case Write write:
                Set(live, -1, write.Memory, write.Span.Start, write.Span.Plus, write.Span.Length);
                break;
            case Adopt adopt:
                Set(live, -1, adopt.Target);
                break;
            case Put put:
                Set(live, -1, put.Container, put.Source, put.Index, put.Memory);
                break;
            case PutAll all:
                Set(live, -1, all.Container, all.Source);
                break;
            case Take take:
                Set(live, take.Target, take.Container, take.Memory);
                break;
            case Absent absent:
                Set(live, -1, absent.Memory);
                break;
            case Peek peek:
                Set(live, peek.Target, peek.Container, peek.Index, peek.Memory);
                break;
            case Slice slice:
                Set(live, slice.Target, slice.Source);
                break;
            case Drop drop:
                Set(live, -1, drop.Container, drop.Source);
                break;
            case Cursor cursor:
                Set(live, -1, cursor.Container);
                break;
        }
    }

    private static void Set(BitArray live, int written, params int[] read)
    {
        if (written >= 0)
            live[written] = false;
        foreach (var place in read)
        {
            if (place >= 0)
                live[place] = true;
        }
    }

    private static bool Same(BitArray left, BitArray right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
                return false;
        }

        return true;
    }
}
