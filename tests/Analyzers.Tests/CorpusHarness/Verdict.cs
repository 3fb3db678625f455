using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>One point on which a case and the analyzers disagree.</summary>
/// <param name="Member">The member it is about; the unit in which a disagreement can be pending.</param>
/// <param name="Text">What is missing or unexpected, and where.</param>
public readonly record struct Difference(string Member, string Text)
{
    public override string ToString() => Text;
}

/// <summary>What a case asked for against what the analyzers said.</summary>
public static class Verdict
{
    /// <summary>Compares; an expectation of a rule that the product does not have yet is left out of account.</summary>
    public static ImmutableArray<Difference> Of(CorpusCase corpusCase, IEnumerable<Found> found, ImmutableHashSet<string> supported)
    {
        List<Found> unexplained = [.. found];
        var differences = ImmutableArray.CreateBuilder<Difference>();
        foreach (Expectation expected in corpusCase.Expected.Where(e => supported.Contains(e.Id)).OrderByDescending(e => e.Exact))
        {
            if (!Explain(expected, unexplained))
                differences.Add(Missing(corpusCase, expected));
        }

        differences.AddRange(unexplained.Select(item => Unexpected(corpusCase, item)));
        return differences.ToImmutable();
    }

    private static Difference Missing(CorpusCase corpusCase, Expectation expected)
    {
        string member = Members.At(corpusCase, expected.Line);
        return new Difference(member, $"missing    {corpusCase.Name}({expected.Line}): {expected.Id} in {member}");
    }

    private static Difference Unexpected(CorpusCase corpusCase, Found item) =>
        new(item.Member, $"unexpected {corpusCase.Name}({item.Line}): {item.Id} in {item.Member}: {item.Message}");

    private static bool Explain(Expectation expected, List<Found> unexplained)
    {
        if (!expected.Exact)
            return unexplained.RemoveAll(item => item.Id == expected.Id && item.Extent.Contains(expected.Line)) > 0;
        int index = unexplained.FindIndex(item => item.Id == expected.Id && item.Line == expected.Line);
        if (index >= 0)
            unexplained.RemoveAt(index);
        return index >= 0;
    }
}
