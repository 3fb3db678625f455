using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>What a case asked for against what the analyzers said.</summary>
public sealed class Verdict
{
    private Verdict(ImmutableArray<string> missing, ImmutableArray<string> unexpected) => (Missing, Unexpected) = (missing, unexpected);

    public ImmutableArray<string> Missing { get; }

    public ImmutableArray<string> Unexpected { get; }

    public bool Agrees => Missing.IsEmpty && Unexpected.IsEmpty;

    /// <summary>Compares; an expectation of a rule that the product does not have yet is left out of account.</summary>
    public static Verdict Of(CorpusCase corpusCase, IEnumerable<Found> found, ImmutableHashSet<string> supported)
    {
        List<Found> unexplained = [.. found];
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (Expectation expected in corpusCase.Expected.Where(e => supported.Contains(e.Id)).OrderByDescending(e => e.Exact))
        {
            if (!Explain(expected, unexplained))
                missing.Add($"{corpusCase.Name}({expected.Line}): {expected.Id} in {Members.At(corpusCase, expected.Line)}");
        }

        return new Verdict(missing.ToImmutable(), [.. unexplained.Select(item => $"{corpusCase.Name}({item.Line}): {item.Id} in {item.Member}: {item.Message}")]);
    }

    public override string ToString() =>
        string.Join("\n", [.. Missing.Select(line => "missing    " + line), .. Unexpected.Select(line => "unexpected " + line)]);

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
