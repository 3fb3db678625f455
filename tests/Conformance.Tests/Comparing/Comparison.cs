using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Compiling;

namespace Devmem.Conformance.Comparing;

/// <summary>What the analyzers say of a program beside what its runs showed.</summary>
internal sealed record Comparison(ProgramText Program, IReadOnlyList<Finding> Findings, Exploration Exploration)
{
    /// <summary>What a run showed and no diagnostic says.</summary>
    public IReadOnlyList<Shown> Missed { get; } = [.. Exploration.Shown.Where(shown => !shown.SaidBy.Any(each => Findings.Any(finding => finding.Id == each.Id && finding.Line == each.Line)))];

    /// <summary>Diagnostics that no run proves right. They are wrong if all runs were seen.</summary>
    public IReadOnlyList<Finding> Unproved { get; } =
    [
        .. Findings.Where(finding => Rules.Compared.Contains(finding.Id) && !Exploration.Shown.Any(shown => shown.Justifies.Contains((finding.Id, finding.Line)))),
    ];

    /// <summary>Diagnostics that are wrong.</summary>
    public IReadOnlyList<Finding> FalseAlarms => Exploration.IsComplete ? Unproved : [];

    /// <summary>No run went wrong, and all were seen.</summary>
    public bool IsClean => Exploration is { IsComplete: true, Shown.Count: 0 };

    public bool Agrees => Missed.Count == 0 && FalseAlarms.Count == 0;

    /// <summary>For people: the program with line numbers, and both verdicts.</summary>
    public override string ToString() => string.Join(
        "\n",
        [
            $"{Program.Origin}, autorelease {Program.Mode}, {Exploration.Runs} runs{(Exploration.IsComplete ? "" : " (not all)")}",
            .. Program.Text.TrimEnd().Split('\n').Select((line, index) => $"{index + 1,4} {line}"),
            .. Exploration.Shown.Select(shown => $"shown: {shown.What} -> {string.Join(" or ", shown.SaidBy.Distinct().Select(each => $"{each.Id}@{each.Line}"))}{(Missed.Contains(shown) ? "   MISSED" : "")}").Distinct(),
            .. Findings.Select(finding => $"said: {finding}{(FalseAlarms.Contains(finding) ? "   FALSE ALARM" : "")}"),
        ]);

    /// <summary>Compares programs of one mode, which are compiled together.</summary>
    public static IEnumerable<Comparison> Of(IReadOnlyList<ProgramText> programs, int mostRuns)
    {
        IReadOnlyList<IReadOnlyList<Finding>> findings = Analyzed.Of(programs);
        using Compiled compiled = new(programs);
        for (int i = 0; i < programs.Count; i++)
            yield return new Comparison(programs[i], findings[i], Exploration.Of(compiled.Subjects[i], mostRuns, seed: i));
    }
}
