using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>The path that shows a finding, read back from the nodes.</summary>
internal static class Witness
{
    public static IReadOnlyList<Step> Of(FlowProgram program, Node last, int lastOp, Finding finding)
    {
        var steps = new List<Step>();
        var leftAt = lastOp;
        for (var node = last; node is not null; node = node.From)
        {
            for (var i = System.Math.Min(leftAt, program.Blocks[node.Block].Ops.Count) - 1; i >= node.First; i--)
            {
                if (Says(program.Blocks[node.Block].Ops[i], finding) is not { } step)
                    continue;
                steps.Add(step);
                if (step.Kind == StepKind.Acquired)
                    return Reversed(steps, finding);
            }

            if (node.Via != StepKind.Plain)
                steps.Add(new Step(node.Via, node.Origin));
            leftAt = node.ViaOp;
        }

        return Reversed(steps, finding);
    }

    private static Step? Says(Op op, Finding finding) => op switch
    {
        Acquire acquire when acquire.Site == finding.Site.Id => new Step(StepKind.Acquired, acquire.Origin),
        Adopt adopt when adopt.Site == finding.Site.Id => new Step(StepKind.Acquired, adopt.Origin),
        Take take when take.Site == finding.Site.Id => new Step(StepKind.Acquired, take.Origin),
        Release release when release.Origin == finding.EndedAt => new Step(StepKind.Ended, release.Origin),
        Transfer transfer when transfer.Origin == finding.EndedAt => new Step(StepKind.Ended, transfer.Origin),
        _ => null,
    };

    private static IReadOnlyList<Step> Reversed(List<Step> steps, Finding finding)
    {
        steps.Reverse();
        steps.Add(new Step(StepKind.Harm, finding.Origin));
        return steps;
    }
}
