using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>Where the solver and the real runs disagree about a program.</summary>
internal static class Verdict
{
    /// <summary>Null if they agree.</summary>
    public static string? Of(FlowProgram program, Budget? budget = null)
    {
        var runs = Explorer.Of(program);
        var solution = Solver.Solve(program, budget);
        var wrong = runs.Harms.Where(harm => !IsReported(harm, solution)).Select(harm => $"missed: {harm}").ToList();
        if (runs.IsExact && Fragment.Decides(program, solution))
        {
            wrong.AddRange(solution.Findings.Select(HarmOf).Where(harm => !runs.Harms.Contains(harm)).Select(harm => $"false: {harm}"));
            wrong.AddRange(solution.Findings.Where(finding => Replay.Shows(program, finding) == false).Select(finding => $"no such path: {HarmOf(finding)}"));
        }

        return wrong.Count == 0 ? null : string.Join("\n", wrong.Distinct().Order());
    }

    private static bool IsReported(Harm harm, Solution solution) => solution.Findings.Any(finding =>
        finding.Site.Id == harm.Site
        && (finding.Kind == FindingKind.Trusted
            || (finding.Kind == harm.Kind && (harm.Exceptional || harm.Kind != FindingKind.Leak || !finding.Exceptional)
                && (solution.GaveUp || finding.Origin == harm.Origin))));

    private static Harm HarmOf(Finding finding) =>
        new(finding.Kind, finding.Site.Id, finding.Origin, finding.Kind == FindingKind.Leak && finding.Exceptional);
}
