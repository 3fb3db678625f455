using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>What the solver decides exactly: it finds what the runs show, and nothing else.</summary>
/// <remarks>Outside of it the solver may find what no run shows, but still misses nothing.</remarks>
internal static class Fragment
{
    public static bool Decides(FlowProgram program, Solution solution) =>
        solution is { GaveUp: false, IsCoarse: false } && !HasTrustOfItsOwn(program, solution) && !TakesWhatIsNotOwed(program) && program.Blocks.SelectMany(block => block.Ops).All(IsExact);

    /// <summary>Whether every index is a known number. Unknown ones are taken to be those of different elements that have not ended.</summary>
    public static bool HasLiteralIndexes(FlowProgram program)
    {
        var ops = program.Blocks.SelectMany(block => block.Ops).ToList();
        var indexes = ops.Select(op => op switch { Put it => it.Index, Peek it => it.Index, _ => -1 }).Where(index => index >= 0).ToHashSet();
        return ops.All(op => op is AssignConstant || !Text.ProgramShape.Writes(op).Any(indexes.Contains))
            && indexes.All(index => ops.Any(op => Text.ProgramShape.Writes(op).Contains(index)));
    }

    /// <summary>Sums are kept only as far as their sign, numbers that were compared are not known to be ordered, and what is of a site is not known not to be null.</summary>
    private static bool IsExact(Op op) => op is not (Add or ComparePlaces or TestSite);

    /// <summary>Of elements that somebody else owes the solver keeps no number, so it may take one more than there is out of a container.</summary>
    private static bool TakesWhatIsNotOwed(FlowProgram program)
    {
        var ops = program.Blocks.SelectMany(block => block.Ops).ToList();
        return ops.Exists(op => op is Take) && ops.Exists(op => op is Transfer { Kind: not TransferKind.Taken });
    }

    /// <summary>Whether the solver gave up on a resource that the program does not ask it to trust.</summary>
    private static bool HasTrustOfItsOwn(FlowProgram program, Solution solution)
    {
        var asked = program.Blocks.SelectMany(block => block.Ops).OfType<Transfer>().Where(op => op.Kind == TransferKind.Trusted).Select(op => op.Origin).ToHashSet();
        return solution.Findings.Any(finding => finding.Kind == FindingKind.Trusted && !asked.Contains(finding.Origin));
    }
}
