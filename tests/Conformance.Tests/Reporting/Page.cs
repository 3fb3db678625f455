using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Mutation;

namespace Devmem.Conformance.Reporting;

/// <summary>The figures as tables, and the disagreements as programs.</summary>
internal static class Page
{
    private const string Begin = "<!-- figures: written by the run -->\n";
    private const string End = "<!-- end of the figures -->";

    public static string Of(Figures figures, string command, IEnumerable<Comparison> smallest)
    {
        StringBuilder page = new();
        page.AppendLine("# What the analyzers say, and what executions show").AppendLine();
        page.AppendLine(Invariant($"{DateTime.UtcNow:yyyy-MM-dd}, by `{command}`.")).AppendLine();
        page.Append(Tables(figures));
        page.AppendLine("## Disagreements").AppendLine();
        bool any = false;
        foreach (Comparison comparison in smallest)
        {
            any = true;
            page.AppendLine("```text").AppendLine(comparison.ToString()).AppendLine("```").AppendLine();
        }

        foreach (Survivor survivor in figures.Sources.SelectMany(source => source.Survivors))
        {
            any = true;
            page.AppendLine("```text").AppendLine(survivor.ToString()).AppendLine("```").AppendLine();
        }

        if (!any)
            page.AppendLine("None.");
        return page.ToString();
    }

    /// <summary>A page whose figures, which stand between two marks, are those of a run.</summary>
    public static string Measured(string page, Figures figures, Figures again, string command)
    {
        (int from, int to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        return page[..from] + Invariant($"\n{DateTime.UtcNow:yyyy-MM-dd}, by `{command}`:\n\n") + Tables(figures) + Again(again) + page[to..];
    }

    /// <summary>The first programs of the run by themselves, so that a test can execute them once more.</summary>
    private static string Again(Figures again) => Invariant($"| the first {again.Programs} of these programs | value |\n| --- | --- |\n")
        + string.Concat(Compared(again).Select(row => Invariant($"| {row.Name} | {row.Value} |\n"))) + "\n";

    /// <summary>What may not get worse: names begin alike where less is better, and where more is.</summary>
    public static IEnumerable<(string Name, int Value, bool MoreIsBetter)> Compared(Figures figures) =>
    [
        ("missed again", figures.Missed, false),
        ("accused again in the exactly decided fragment", figures.AccusedInFragment, false),
        ("accused again elsewhere", figures.AccusedElsewhere, false),
        ("false alarms again", figures.FalseAlarms, false),
        ("on another path again", figures.Strayed, false),
        ("clean again", figures.CleanInFragment + figures.CleanElsewhere, true),
        ("proved again", figures.Proved, true),
        ("along their paths again", figures.Replayed, true),
        ("mutants noticed again", figures.Mutants.Noticed, true),
    ];

    /// <summary>The tables, as `docs/accuracy.md` has them.</summary>
    public static string Tables(Figures figures)
    {
        StringBuilder page = new();
        page.AppendLine("| figure | value |").AppendLine("| --- | --- |");
        page.AppendLine(Invariant($"| programs | {figures.Programs} |"));
        page.AppendLine(Invariant($"| executions | {figures.Runs} |"));
        page.AppendLine(Invariant($"| programs executed over all decisions within the bounds | {figures.Complete} |"));
        page.AppendLine(Invariant($"| programs in which paths of a body were joined | {figures.Joined} |"));
        page.AppendLine(Invariant($"| shown by executions | {figures.Shown} |"));
        page.AppendLine(Invariant($"| misses | {figures.Missed} |"));
        page.AppendLine(Invariant($"| left behind by a release method that threw, and not counted | {figures.Excused} |"));
        page.AppendLine(Invariant($"| clean programs in the exactly decided fragment | {figures.CleanInFragment} |"));
        page.AppendLine(Invariant($"| of them accused | {figures.AccusedInFragment} |"));
        page.AppendLine(Invariant($"| clean programs elsewhere | {figures.CleanElsewhere} |"));
        page.AppendLine(Invariant($"| of these accused | {figures.AccusedElsewhere} |"));
        page.AppendLine(Invariant($"| false alarms | {figures.FalseAlarms} |"));
        page.AppendLine(Invariant($"| findings proved by an execution | {figures.Proved} |"));
        page.AppendLine(Invariant($"| of them by an execution along the path that the finding tells | {figures.Replayed} |"));
        page.AppendLine(Invariant($"| findings that are right, but not on the path that they tell | {figures.Strayed} |"));
        page.AppendLine(Invariant($"| mutants condemned by the books | {figures.Mutants.Condemned} |"));
        page.AppendLine(Invariant($"| mutants noticed | {figures.Mutants.Noticed} |"));
        page.AppendLine().AppendLine("| rule | shown | missed | reported | proved | along its path | false |").AppendLine("| --- | --- | --- | --- | --- | --- | --- |");
        foreach ((string id, RuleCount rule) in figures.Rules)
            page.AppendLine(Invariant($"| {id} | {rule.Shown} | {rule.Missed} | {rule.Said} | {rule.Proved} | {rule.Replayed} | {rule.FalseAlarms} |"));
        page.AppendLine().AppendLine("| mutation | mutants | condemned by the books | noticed | accused without cause |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach ((string kind, MutantCount count) in figures.Mutants.Counts)
            page.AppendLine(Invariant($"| {kind} | {count.Made} | {count.Condemned} | {count.Noticed} | {count.WronglyAccused} |"));
        if (figures.Sources.Count > 0)
            page.AppendLine().AppendLine("| code of this repository | mutation | mutants | condemned by the books | noticed |").AppendLine("| --- | --- | --- | --- | --- |");
        foreach (SourceMutants source in figures.Sources)
        {
            foreach ((string kind, MutantCount count) in source.Counts)
                page.AppendLine(Invariant($"| {source.Name} | {kind} | {count.Made} | {count.Condemned} | {count.Noticed} |"));
        }

        return page.AppendLine().ToString();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
