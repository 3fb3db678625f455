using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;

namespace Devmem.CodeFixes.Verification;

/// <summary>What the compiler and the rules say about one member, in terms that an edit around it does not change.</summary>
internal sealed class Verdict
{
    private readonly Dictionary<string, int> _counts;

    public Verdict(IEnumerable<Diagnostic> diagnostics) =>
        _counts = diagnostics.GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.Count());

    /// <summary>The id of a finding and the code it stands at, without its layout and without blocks in it, which an edit may change. Of the compiler's words only the id counts.</summary>
    public static string KeyOf(Diagnostic diagnostic) => !IsOfRules(diagnostic.Id) || diagnostic.Location.SourceTree is not { } tree ? diagnostic.Id
        : diagnostic.Id + " " + string.Concat(tree.GetText().ToString(diagnostic.Location.SourceSpan).TakeWhile(each => each != '{').Where(each => !char.IsWhiteSpace(each)));

    public int CountOf(string key) => _counts.TryGetValue(key, out var count) ? count : 0;

    /// <summary>Whether a rule with one of <paramref name="ids"/> says anything.</summary>
    public bool HasAny(params string[] ids) => _counts.Keys.Any(key => ids.Any(id => key.StartsWith(id, System.StringComparison.Ordinal)));

    /// <summary>Whether nothing came that was not in <paramref name="before"/>.</summary>
    public bool AddsNothingTo(Verdict before) => _counts.All(pair => pair.Value <= before.CountOf(pair.Key));

    /// <summary>Whether nothing came that was not in <paramref name="before"/>, and one of <paramref name="gone"/> went.</summary>
    public bool Improves(Verdict before, string gone) =>
        _counts.All(pair => pair.Value <= before.CountOf(pair.Key) - (pair.Key == gone ? 1 : 0)) && CountOf(gone) < before.CountOf(gone);

    /// <summary>Whether one of <paramref name="gone"/> went and nothing came but uses and releases after a release: fewer releases may mend those.</summary>
    public bool Removes(Verdict before, string gone) =>
        CountOf(gone) < before.CountOf(gone) && _counts.All(pair => IsAfterRelease(pair.Key) || pair.Value <= before.CountOf(pair.Key));

    /// <summary>
    /// The keys of the leaks that came where one of <paramref name="gone"/> went: of the same handle, on other paths. Empty where nothing came or anything else did.
    /// </summary>
    public IReadOnlyList<string> Exchanged(Verdict before, string gone)
    {
        var code = gone.Substring(gone.IndexOf(' ') + 1);
        string[] came = [.. _counts.Where(pair => pair.Value > before.CountOf(pair.Key)).Select(pair => pair.Key)];
        return CountOf(gone) < before.CountOf(gone) && came.All(key => IsLeak(key) && key.EndsWith(" " + code, System.StringComparison.Ordinal)) ? came : [];
    }

    private static bool IsLeak(string key) => new[] { RuleIds.Leak, RuleIds.ExceptionLeak, RuleIds.NotClosed, RuleIds.KeptUntilClose }.Any(id => key.StartsWith(id, System.StringComparison.Ordinal));

    private static bool IsAfterRelease(string key) =>
        key.StartsWith(RuleIds.UseAfterRelease, System.StringComparison.Ordinal) || key.StartsWith(RuleIds.DoubleRelease, System.StringComparison.Ordinal);

    private static bool IsOfRules(string key) => key.StartsWith("DEVMEM", System.StringComparison.Ordinal);
}
