using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>
/// What may still be asked for, per block: what is known beyond that can be forgotten, so that paths that differ in nothing that matters are one.
/// A number that is only copied, added to or compared to make another number is asked for where that one is.
/// </summary>
internal sealed class Liveness
{
    private readonly FlowProgram _program;
    private readonly Live[] _atStart;
    private readonly Live _elements;

    public Liveness(FlowProgram program, IReadOnlyList<int> order)
    {
        _program = program;
        _atStart = new Live[program.Blocks.Count];
        _elements = new Live(program.PlaceCount);
        foreach (var site in program.Sites.Where(site => site.Kind == SiteKind.Container))
        {
            for (var place = site.FirstElement; place <= site.Visited; place++)
                _elements.Add(place);
        }

        _elements.Add(program.Elsewhere);
        for (var i = 0; i < _atStart.Length; i++)
            _atStart[i] = new Live(_elements);
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = order.Count - 1; i >= 0; i--)
                changed |= Update(order[i]);
        }
    }

    /// <summary>What may be asked for from the step <paramref name="first"/> of <paramref name="block"/> on.</summary>
    public Live At(int block, int first) => first == 0 ? _atStart[block] : Before(block, first);

    private bool Update(int block)
    {
        var live = Before(block, 0);
        if (live.SameAs(_atStart[block]))
            return false;
        _atStart[block] = live;
        return true;
    }

    private Live Before(int block, int first)
    {
        var live = new Live(_elements);
        foreach (var target in _program.Blocks[block].End.Targets)
            live.Add(_atStart[target]);
        if (_program.Blocks[block].End is Branch branch)
            live.Add(branch.Condition);
        var ops = _program.Blocks[block].Ops;
        for (var i = ops.Count - 1; i >= first; i--)
            Pass(ops[i], live);
        return live;
    }

    private void Pass(Op op, Live live)
    {
        switch (op)
        {
            case MayThrow may:
                live.Add(_atStart[may.Target]);
                break;
            case Kill kill:
                foreach (var place in kill.Places.Places)
                    live.Remove(place);
                break;
            case Assign assign:
                live.Move(assign.Target, assign.Source);
                break;
            case AssignConstant constant:
                live.Remove(constant.Target);
                break;
            case AssignUnknown unknown:
                live.Remove(unknown.Target);
                break;
            case Add add:
                Make(live, add.Target, add.Source);
                break;
            case Compare compare:
                Make(live, compare.Target, compare.Source);
                break;
            case ComparePlaces compare:
                Make(live, compare.Target, compare.Left, compare.Right);
                break;
            case TestSite test:
                Make(live, test.Target, test.Source);
                break;
            case ReadMember read:
                Make(live, read.Target, read.Source);
                break;
            default:
                PassResource(op, live);
                break;
        }
    }

    /// <summary>The target gets a number that is made of others, and nothing else happens.</summary>
    private static void Make(Live live, int target, int source, int other = -1)
    {
        var isAsked = live.HasNumber(target);
        live.Remove(target);
        if (!isAsked)
            return;
        live.Add(source);
        live.Add(other);
    }

    private void PassResource(Op op, Live live)
    {
        switch (op)
        {
            case Acquire acquire:
                live.Remove(acquire.Target);
                live.AddName(acquire.Parent);
                live.AddName(acquire.Sibling);
                live.Add(acquire.Trait);
                break;
            case Share share:
                live.AddName(share.Source);
                break;
            case Touch touch:
                live.AddName(touch.Source);
                break;
            case Use use:
                live.AddName(use.Source);
                break;
            case Release release:
                live.AddName(release.Source);
                live.AddName(release.Through);
                live.Add(release.Promise);
                break;
            case Transfer transfer:
                live.AddName(transfer.Source);
                break;
            case Tie tie:
                live.AddName(tie.Source);
                live.AddName(tie.Parent);
                live.AddName(tie.Sibling);
                break;
            case Adopt adopt:
                live.AddName(adopt.Target);
                break;
            case Ascend ascend:
                live.Add(ascend.Target);
                live.AddName(ascend.Source);
                break;
            case Await await:
                live.Move(await.Target, await.Source);
                live.AddName(await.Source);
                if (await.Throw >= 0)
                    live.Add(_atStart[await.Throw]);
                break;
            case Observe observe:
                live.AddName(observe.Source);
                live.Add(observe.Result);
                break;
            case ObserveParts parts:
                foreach (var place in parts.Places)
                {
                    live.AddName(place);
                    live.Add(place);
                }

                break;
            default:
                PassMemory(op, live);
                break;
        }
    }

    private static void PassMemory(Op op, Live live)
    {
        switch (op)
        {
            case Link link:
                live.AddName(link.Source);
                live.Add(link.Memory);
                break;
            case Read read:
                live.AddName(read.Source);
                Ask(live, read.Span);
                break;
            case Write write:
                live.Add(write.Memory);
                Ask(live, write.Span);
                break;
            case Settle settle:
                live.Add(settle.Promise);
                live.Add(settle.Into);
                break;
            default:
                PassContainer(op, live);
                break;
        }
    }

    private static void Ask(Live live, Extent span)
    {
        live.Add(span.Start);
        live.Add(span.Plus);
        live.Add(span.Length);
    }

    private static void PassContainer(Op op, Live live)
    {
        switch (op)
        {
            case Put put:
                live.AddName(put.Container);
                live.Add(put.Source);
                live.Add(put.Index);
                live.Add(put.Memory);
                break;
            case PutAll all:
                live.AddName(all.Container);
                live.AddName(all.Source);
                break;
            case Take take:
                live.Remove(take.Target);
                live.AddName(take.Container);
                live.Add(take.Memory);
                break;
            case Absent absent:
                live.Add(absent.Memory);
                break;
            case Peek peek:
                live.Remove(peek.Target);
                live.AddName(peek.Container);
                live.Add(peek.Index);
                live.Add(peek.Memory);
                break;
            case Slice slice:
                live.Remove(slice.Target);
                live.AddName(slice.Source);
                live.Add(slice.Memory);
                foreach (var place in slice.Beside)
                    live.AddName(place);
                break;
            case Drop drop:
                live.AddName(drop.Container);
                live.Add(drop.Source);
                break;
            case Cursor cursor:
                live.AddName(cursor.Container);
                break;
        }
    }
}
