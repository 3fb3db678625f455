using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Conformance.Compiling;
using Devmem.Conformance.Witnesses;

namespace Devmem.Conformance.Comparing;

/// <summary>What the analyzers say of a program beside what its runs showed.</summary>
internal sealed partial class Comparison
{
    private const int RunsAlongAPath = 1000;

    private readonly HashSet<Finding> _confirmed = [];

    private Comparison(ProgramText program, IReadOnlyList<Finding> findings, Exploration exploration)
    {
        (Program, Findings, Exploration) = (program, findings, exploration);
        Compared = [.. findings.Where(finding => Rules.Compared.Contains(finding.Id) && (finding.Id != Rules.MixedModes || program.StandsAlone))];
        foreach (Finding finding in Compared)
        {
            if (!Replay.Confirms(finding, exploration.Traces))
                exploration.Follow(finding, RunsAlongAPath);
            if (Replay.Confirms(finding, exploration.Traces))
                _confirmed.Add(finding);
        }

        Missed = [.. exploration.Shown.Where(shown => shown.SaidBy.Any(each => Analyzed.Rules.Contains(each.Id)) && !shown.SaidBy.Any(each => findings.Any(finding => finding.Id == each.Id && finding.Line == each.Line)))];
        Unproved = [.. Compared.Where(finding => !IsProved(finding))];
        Astray = exploration.WasCut || IsGivenUp ? [] : [.. Compared.Where(finding => IsShown(finding) && !_confirmed.Contains(finding) && !IsForgotten(finding))];
    }

    public ProgramText Program { get; }

    /// <summary>Everything the analyzers say.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>What they say that an execution can confirm. That a mode contradicts a setting is none of that.</summary>
    public IReadOnlyList<Finding> Compared { get; }

    public Exploration Exploration { get; }

    /// <summary>What a run showed and no diagnostic says.</summary>
    public IReadOnlyList<Shown> Missed { get; }

    /// <summary>Diagnostics that no run proves right. They are wrong if all runs were seen.</summary>
    public IReadOnlyList<Finding> Unproved { get; }

    /// <summary>Diagnostics that runs prove right, but none that goes the way that the diagnostic tells. Behind a misuse that ends the run no way can be tried.</summary>
    public IReadOnlyList<Finding> Astray { get; }

    /// <summary>Diagnostics that are wrong.</summary>
    public IReadOnlyList<Finding> FalseAlarms => Exploration is { IsComplete: true, WasCut: false } && !IsGivenUp ? [.. Unproved.Where(IsExecuted)] : [];

    /// <summary>Whether a run went the way that a diagnostic tells, to the harm that it names.</summary>
    public bool IsConfirmed(Finding finding) => _confirmed.Contains(finding);

    /// <summary>No run went wrong, and all were seen.</summary>
    public bool IsClean => Exploration is { IsComplete: true, Shown.Count: 0 };

    /// <summary>The analyzers themselves say that they did not follow each path.</summary>
    public bool IsGivenUp => Findings.Any(finding => finding.Id == Rules.Trusted && finding.Message.Contains("a body in", System.StringComparison.Ordinal));

    public bool Agrees => Missed.Count == 0 && FalseAlarms.Count == 0;

    /// <summary>For people: the program with line numbers, and both verdicts.</summary>
    public override string ToString() => string.Join(
        "\n",
        [
            $"{Program.Origin}, autorelease {Program.Mode}, {Exploration.Runs} runs{(Exploration.IsComplete ? "" : " (not all)")}",
            .. Program.Text.TrimEnd().Split('\n').Select((line, index) => $"{index + 1,4} {line}"),
            .. Exploration.Shown.Select(shown => $"shown: {shown.What} -> {string.Join(" or ", shown.SaidBy.Distinct().Select(each => $"{each.Id}@{each.Line}"))}{(Missed.Contains(shown) ? "   MISSED" : "")}").Distinct(),
            .. Findings.Select(finding => $"said: {finding}{(FalseAlarms.Contains(finding) ? "   FALSE ALARM" : Unproved.Contains(finding) ? "   not proved" : Astray.Contains(finding) ? "   NOT ON THAT PATH: " + string.Join(", ", finding.Path.Select(step => $"{step.Kind} {step.Text.Split('\n')[0]}@{step.Line}")) : "")}"),
        ]);

    /// <summary>What no run goes into, no run can show. A member loses what it holds where it gets something else: it must get it. Two bindings of different methods can be alive together in another program that calls them, or on two threads, and another program can call the methods of an object in another order.</summary>
    private bool IsExecuted(Finding finding) => finding.Id switch
    {
        Rules.OwningField => (finding.Message.Contains("but loses it", System.StringComparison.Ordinal) ? Exploration.Refilled : Exploration.Filled).Contains(finding.Line),
        Rules.MixedModes => finding.Related.Count > 0 && finding.Related.All(line => BodyAround(line) == BodyAround(finding.Line)) && WasEntered(finding.Line),
        Rules.UnboundEarly or Rules.ClosedEarly when LateLine().Match(finding.Message) is { Success: true } late && BodyAround(int.Parse(late.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)) != BodyAround(finding.Line) => false,
        _ => WasEntered(finding.Line) && !Exploration.Trusted.Contains(finding.Line),
    };

    /// <summary>Where a message says that something ends too late.</summary>
    [GeneratedRegex(@"only (?:at|where its 'using' of) line (\d+)")]
    private static partial Regex LateLine();

    private bool WasEntered(int line) => BodyAround(line) is not { } body || Exploration.Entered.Contains(body);

    private int? BodyAround(int line) => HandlerMarks.BodyAround(Program.Text, line);

    private bool IsProved(Finding finding) => IsShown(finding) || IsForgotten(finding);

    /// <summary>An object that was not ended: on the way that the diagnostic tells it may have held nothing yet.</summary>
    private bool IsForgotten(Finding finding) => finding.Id == Rules.NotClosed && Exploration.Forgotten.Contains(finding.Line);

    private bool IsShown(Finding finding) => Exploration.Shown.Any(shown => shown.Justifies.Contains((finding.Id, finding.Line)));

    /// <summary>Compares programs of one mode, which are compiled together.</summary>
    public static IEnumerable<Comparison> Of(IReadOnlyList<ProgramText> programs, int mostRuns)
    {
        IReadOnlyList<IReadOnlyList<Finding>> findings = Analyzed.Of(programs);
        using Compiled compiled = new(programs);
        for (int i = 0; i < programs.Count; i++)
            yield return new Comparison(programs[i], findings[i], Exploration.Of(compiled.Subjects[i], mostRuns, seed: i));
    }
}
