using System;
using System.Linq;

namespace Devmem.Analyzers.Flow;

internal sealed partial class Machine
{
    /// <summary>Whether the step has one outcome.</summary>
    public bool IsSimple(Op op) => op is not (Flow.Take or Cursor);

    /// <summary>Runs a step with one outcome.</summary>
    /// <param name="op">The step.</param>
    /// <param name="symbol">The name of the number it brings, if it brings an unknown one.</param>
    public void Run(Op op, int symbol)
    {
        switch (op)
        {
            case Acquire acquire:
                Acquire(acquire);
                break;
            case Assign assign:
                Copy(assign.Target, assign.Source, assign.Origin);
                break;
            case AssignConstant constant:
                SetKnown(constant.Target, constant.Value, constant.Origin);
                break;
            case AssignUnknown unknown:
                SetUnknown(unknown.Target, symbol, Range.Between(unknown.Low, unknown.High), unknown.Origin);
                break;
            case Add add:
                SetSum(add, symbol);
                break;
            case Compare compare:
                SetComparison(compare.Target, compare.Source, compare.Relation, compare.Value, compare.Origin);
                break;
            case ComparePlaces compare:
                SetComparison(compare);
                break;
            case ReadMember read:
                SetMember(read, symbol);
                break;
            default:
                RunOnResource(op);
                break;
        }
    }

    /// <summary>Runs a step that may have several outcomes, or none.</summary>
    public void RunForking(Op op, Action<Machine> next)
    {
        if (op is Take take)
            Take(take, next);
        else
            Step((Cursor)op, next);
    }

    private void RunOnResource(Op op)
    {
        switch (op)
        {
            case Touch touch:
                Touch(touch.Source);
                break;
            case Use use:
                Use(use.Source, use.Origin);
                break;
            case Release release:
                End(release);
                break;
            case Transfer transfer:
                Transfer(transfer.Source, transfer.Kind, transfer.Origin);
                break;
            case Kill kill:
                Forget(kill);
                break;
            case Await await:
                Keep(await);
                break;
            case Adopt adopt:
                Adopt(adopt);
                break;
            case Put put:
                Put(put);
                break;
            case Peek peek:
                Peek(peek);
                break;
        }
    }

    /// <summary>Asks what there is whether it ends, because the set of what ends may be far larger.</summary>
    private void Forget(Kill op)
    {
        foreach (var place in _values.Keys.Where(op.Places.Contains).ToArray())
            _values.Remove(place);
        foreach (var place in _facts.SelectMany(fact => fact.Aliases.Places).Where(op.Places.Contains).Distinct().ToArray())
            Overwrite(place, op.Origin, op.Exit);
    }

    private void Keep(Await op)
    {
        Copy(op.Target, op.Source, op.Origin);
        foreach (var fact in Holders(op.Source))
            Replace(fact, fact with { Pending = false });
    }
}
