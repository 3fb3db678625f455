using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>A handle that is handed over in the end, but not where something throws before: released in a `catch` that throws on.</summary>
internal sealed class ReleaseOnException : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Variable is not { } variable || target.HandOvers.Count == 0)
            yield break;
        foreach (var extent in Extent.Of(target))
        {
            foreach (var range in Before(extent, target))
            {
                var changes = new Changes();
                if (new Wrapping(target, changes, range).Add("try", "catch", target.ReleaseOf(variable, target.MayBeNull()), "throw;") && changes.ApplyTo(target.Text) is { } text)
                    yield return new Proposal(FixActions.ReleaseOnException, $"Release '{variable}' when an exception is thrown", text);
            }
        }
    }

    /// <summary>What comes before the hand-over; with it where it is the last and can throw nothing itself, because later nobody may release any more.</summary>
    private static IEnumerable<StatementRange> Before(StatementRange extent, FixTarget target)
    {
        var first = extent.Statements.FirstOrDefault(statement => target.HandOvers.Any(place => statement.Span.Contains(place)));
        if (first is null)
            yield break;
        var index = extent.List.IndexOf(first);
        if (index + 1 == extent.End && Plain.Is(first))
            yield return extent;
        yield return extent with { End = index };
    }
}
