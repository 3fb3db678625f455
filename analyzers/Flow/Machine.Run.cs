using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

internal sealed partial class Machine
{
    /// <summary>Runs a step that always goes on in one way. False: it is not such a step.</summary>
    /// <param name="op">The step.</param>
    /// <param name="symbol">The name of the number it brings, if it brings an unknown one.</param>
    public bool Run(Op op, int symbol)
    {
        switch (op)
        {
            case Acquire { Parent: < 0, Sibling: < 0 } acquire:
                Acquire(acquire);
                return true;
            case Assign assign:
                Copy(assign.Target, assign.Source, assign.Origin);
                return true;
            case AssignConstant constant:
                SetKnown(constant.Target, constant.Value, constant.Origin);
                return true;
            case AssignUnknown unknown:
                SetUnknown(unknown.Target, symbol, Range.Between(unknown.Low, unknown.High), unknown.Origin);
                return true;
            case Add add:
                SetSum(add, symbol);
                return true;
            case Compare compare:
                SetComparison(compare.Target, compare.Source, compare.Relation, compare.Value, compare.Origin);
                return true;
            case Share share:
                foreach (var fact in Holders(share.Source))
                    Findings.HandedOver(fact, share.Origin);
                return true;
            case TestSite test:
                SetTest(test, symbol);
                return true;
            case ComparePlaces compare:
                SetComparison(compare, symbol);
                return true;
            case ReadMember read:
                SetMember(read, symbol);
                return true;
            default:
                return RunOnResource(op);
        }
    }

    /// <summary>Runs a step that may go on in several ways, or in none.</summary>
    public List<Machine> RunForking(Op op)
    {
        var next = new List<Machine>();
        switch (op)
        {
            case Acquire acquire:
                foreach (var path in Focused(acquire.Sibling >= 0 ? acquire.Sibling : acquire.Parent))
                {
                    path.Acquire(acquire);
                    next.Add(path);
                }

                break;
            case Put put:
                Put(put, next);
                break;
            case Take take:
                ForgetStored(take.Container);
                Take(take, next);
                break;
            case Peek peek:
                ForgetStored(peek.Container);
                Peek(peek, next);
                break;
            case Slice slice:
                Slice(slice, next);
                break;
            case Absent absent:
                FindNothing(absent, next);
                break;
            case Drop drop:
                Drop(drop, next);
                break;
            case Cursor cursor:
                ForgetStored(cursor.Container);
                Step(cursor, next);
                break;
        }

        return next;
    }

    private bool RunOnResource(Op op)
    {
        switch (op)
        {
            case Touch touch:
                Touch(touch.Source);
                return true;
            case Use use:
                ForgetStored(use.Source);
                Use(use);
                return true;
            case Release release:
                ForgetStored(release.Source);
                End(release);
                return true;
            case Transfer transfer:
                ForgetStored(transfer.Source);
                Transfer(transfer);
                return true;
            case Kill kill:
                Forget(kill);
                return true;
            case Adopt adopt:
                Adopt(adopt);
                return true;
            case Tie tie:
                Bind(tie);
                return true;
            case Observe observe:
                Observe(observe);
                return true;
            case ObserveParts parts:
                ObserveParts(parts);
                return true;
            case PutAll all:
                ForgetStored(all.Container);
                ForgetStored(all.Source);
                PutAll(all);
                return true;
            case Link link:
                LinkMemory(link);
                return true;
            case Read read:
                StartReading(read);
                return true;
            case Write write:
                WriteMemory(write);
                return true;
            case Ascend ascend:
                NameParent(ascend);
                return true;
            case Visit visit:
                TellAlive(visit.Origin);
                return true;
            case Settle settle:
                SettleReadings(settle);
                return true;
            case Await await:
                Keep(await);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Asks what there is whether it ends, because the set of what ends may be far larger.</summary>
    private void Forget(Kill op)
    {
        for (var i = _values.Count - 1; i >= 0; i--)
        {
            if (op.Places.Contains(_values.KeyAt(i)))
                _values.RemoveAt(i);
        }

        List<int>? named = null;
        foreach (var fact in _facts)
        {
            foreach (var place in fact.Aliases.Items)
            {
                if (op.Places.Contains(place) && named?.Contains(place) != true)
                    (named ??= []).Add(place);
            }
        }

        foreach (var place in named ?? [])
            Overwrite(place, op.Origin, op.Exit);
    }

    private void Keep(Await op)
    {
        Copy(op.Target, op.Source, op.Origin);
        foreach (var fact in WithElements(op.Source))
            Replace(fact, fact with { Pending = false });
    }
}
