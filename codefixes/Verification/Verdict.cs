using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;

namespace Devmem.CodeFixes.Verification;

/// <summary>What the compiler and the rules say about one member, in terms that an edit around it does not change.</summary>
internal sealed class Verdict
{
    private readonly Dictionary<string, int> _counts;

    public Verdict(IEnumerable<Diagnostic> diagnostics)
    {
        Findings = [.. diagnostics];
        _counts = Findings.GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.Count());
    }

    /// <summary>What they say, one by one.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; }

    /// <summary>
    /// The id of a finding and the code it stands at, without its layout and without blocks in it, which an edit may change; of a binding, without its arguments, because the mode is one.
    /// Of the compiler's words only the id counts.
    /// </summary>
    public static string KeyOf(Diagnostic diagnostic) => !IsOfRules(diagnostic.Id) || diagnostic.Location.SourceTree is not { } tree ? diagnostic.Id
        : diagnostic.Id + " " + string.Concat(tree.GetText().ToString(diagnostic.Location.SourceSpan).TakeWhile(each => each != '{' && !(each == '(' && IsAboutModes(diagnostic.Id))).Where(each => !char.IsWhiteSpace(each)));

    public int CountOf(string key) => _counts.TryGetValue(key, out var count) ? count : 0;

    /// <summary>Whether something leaks that is, or may be, in <paramref name="variable"/>.</summary>
    public bool HasLeakOf(string? variable) => Findings.Any(finding => IsLeak(finding.Id)
        && (variable is null || !finding.Properties.TryGetValue(FindingProperties.Variable, out var other) || other == variable));

    /// <summary>The findings that came since <paramref name="before"/>: all of those of which there are more now.</summary>
    public IReadOnlyList<Diagnostic> CameSince(Verdict before) => [.. Findings.Where(finding => CountOf(KeyOf(finding)) > before.CountOf(KeyOf(finding)))];

    /// <summary>Whether nothing came that was not in <paramref name="before"/>.</summary>
    public bool AddsNothingTo(Verdict before) => _counts.All(pair => pair.Value <= before.CountOf(pair.Key));

    /// <summary>Whether nothing came that was not in <paramref name="before"/>, and one of <paramref name="gone"/> went.</summary>
    public bool Improves(Verdict before, string gone) =>
        _counts.All(pair => pair.Value <= before.CountOf(pair.Key) - (pair.Key == gone ? 1 : 0)) && CountOf(gone) < before.CountOf(gone);

    /// <summary>
    /// Whether one of <paramref name="gone"/> went and nothing came but uses and releases after a release, which fewer releases may mend, and losses of the same handle on other
    /// paths, which another edit may.
    /// </summary>
    public bool Removes(Verdict before, string gone) => CountOf(gone) < before.CountOf(gone)
        && _counts.All(pair => IsAfterRelease(pair.Key) || IsLeakOf(CodeOf(gone), pair.Key) || pair.Value <= before.CountOf(pair.Key));

    /// <summary>
    /// The keys of the leaks that came where one of <paramref name="gone"/> went: of the same handle, on other paths. Empty where nothing came or anything else did.
    /// </summary>
    public IReadOnlyList<string> Exchanged(Verdict before, string gone)
    {
        var code = CodeOf(gone);
        string[] came = [.. _counts.Where(pair => pair.Value > before.CountOf(pair.Key)).Select(pair => pair.Key)];
        return CountOf(gone) < before.CountOf(gone) && came.All(key => IsLeakOf(code, key)) ? came : [];
    }

    private static string CodeOf(string key) => key.Substring(key.IndexOf(' ') + 1);

    private static bool IsLeakOf(string code, string key) => IsLeak(key) && key.EndsWith(" " + code, System.StringComparison.Ordinal);

    /// <summary>Whether a key or an id is that of a leak.</summary>
    public static bool IsLeak(string key) => new[] { RuleIds.Leak, RuleIds.ExceptionLeak, RuleIds.NotClosed, RuleIds.KeptUntilClose }.Any(id => key.StartsWith(id, System.StringComparison.Ordinal));

    private static bool IsAboutModes(string id) => id is RuleIds.MixedModes or RuleIds.DefaultMode;

    private static bool IsAfterRelease(string key) =>
        key.StartsWith(RuleIds.UseAfterRelease, System.StringComparison.Ordinal) || key.StartsWith(RuleIds.DoubleRelease, System.StringComparison.Ordinal);

    private static bool IsOfRules(string key) => key.StartsWith("DEVMEM", System.StringComparison.Ordinal);
}
