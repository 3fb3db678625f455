using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>A handle that is handed over in the end, but not where something throws before: released in a `catch` that throws on.</summary>
/// <param name="movesDeclarations">Whether variables that are needed behind it may be declared above it: only where nothing else helps.</param>
internal sealed class ReleaseOnException(bool movesDeclarations = false) : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Variable is not { } variable || target.HandOvers.Count == 0)
            yield break;
        var release = target.ReleaseOf(variable, target.MayBeNull());
        foreach (var extent in Extent.Of(target).Where(extent => !extent.IsEmpty))
        {
            foreach (var text in Texts(extent, release, target).OfType<SourceText>())
                yield return new Proposal(FixActions.ReleaseOnException, $"Release '{variable}' when an exception is thrown", text);
        }
    }

    private IEnumerable<SourceText?> Texts(StatementRange extent, string release, FixTarget target)
    {
        foreach (var statement in extent.Statements.OfType<TryStatementSyntax>().Where(statement => statement.Catches.All(IsTyped) && HandsOverByReturn(statement, target)))
            yield return AddCatch(statement, release, target);
        foreach (var range in Before(extent, target))
        {
            var changes = new Changes();
            yield return new Wrapping(target, changes, range) { MovesDeclarations = movesDeclarations }.Add("try", "catch", release, "throw;") ? changes.ApplyTo(target.Text) : null;
        }
    }

    /// <summary>What is handed over inside of the `try` in another way may have an owner already when something throws.</summary>
    private static bool HandsOverByReturn(TryStatementSyntax statement, FixTarget target) => target.HandOvers.Where(statement.Block.Span.Contains)
        .All(place => target.Root.FindNode(place).FirstAncestorOrSelf<StatementSyntax>() is ReturnStatementSyntax);

    private static bool IsTyped(CatchClauseSyntax clause) => clause.Declaration is not null && !(clause.Filter is null && clause.Declaration.Type.ToString() is "Exception" or "System.Exception");

    /// <summary>The `try` that is there gets a `catch` for the exceptions that its others do not catch.</summary>
    private static SourceText? AddCatch(TryStatementSyntax statement, string release, FixTarget target)
    {
        var layout = target.Layout;
        if (!layout.IsFirstOnLine(statement.SpanStart))
            return null;
        var outer = layout.IndentationAt(statement.SpanStart);
        var inner = outer + layout.Unit;
        var clause = $"{layout.Open(outer, "catch")}{inner}{release}{layout.NewLine}{inner}throw;{layout.NewLine}{outer}}}";
        var changes = new Changes();
        changes.Insert(statement.Catches.LastOrDefault()?.Span.End ?? statement.Block.Span.End, layout.BracesOnOwnLine ? layout.NewLine + clause : " " + clause.TrimStart());
        return changes.ApplyTo(target.Text);
    }

    /// <summary>
    /// What comes before the hand-over; with it where it is the last and can throw nothing itself, because later nobody may release any more. Where only leaving hands it over,
    /// everything.
    /// </summary>
    private static IEnumerable<StatementRange> Before(StatementRange extent, FixTarget target)
    {
        if (target.HandOvers.All(place => place.Contains(target.Node.Span)))
        {
            yield return extent;
            yield break;
        }

        var first = extent.Statements.FirstOrDefault(statement => target.HandOvers.Any(place => statement.Span.Contains(place)));
        if (first is null)
            yield break;
        var index = extent.List.IndexOf(first);
        if (index + 1 == extent.End && Plain.Is(first))
            yield return extent;
        yield return extent with { End = index };
        for (var end = extent.End; end > index; end--)
        {
            var last = extent.List.Statements[end - 1];
            if (last is not TryStatementSyntax && target.HandOvers.Any(last.Span.Contains) && target.HandOvers.Where(place => place.Start < last.Span.End).All(place => IsOnlyReturned(place, target)))
                yield return extent with { End = end };
        }
    }

    /// <summary>Whether the statement of a hand-over gives the handle to the caller and does nothing that could throw behind it.</summary>
    private static bool IsOnlyReturned(TextSpan place, FixTarget target) =>
        target.Root.FindNode(place).FirstAncestorOrSelf<StatementSyntax>() is ReturnStatementSyntax { Expression: IdentifierNameSyntax or BaseObjectCreationExpressionSyntax };
}
