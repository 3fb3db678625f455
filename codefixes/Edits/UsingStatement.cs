using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>A `using` statement around what works with the handle, up to where it is released, or to the end of the block.</summary>
/// <param name="asInFile">Only where the file's language or style asks for it, and not for a declaration.</param>
internal sealed class UsingStatement(bool asInFile) : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Acquisition is not { Statement: not null } && target.Parameter is null || target.Variable is null || !target.IsUsable() || target.HandOvers.Count > 0)
            yield break;
        if (asInFile && !target.PrefersUsingStatements())
            yield break;
        if (target.Parameter?.Parent?.Parent is { } owner && ExpressionBody.Around(target, owner, $"{target.Using()} ({target.Variable})") is { } block)
            yield return new Proposal(FixActions.UsingStatement, $"Put '{target.Variable}' in a using statement", block);
        foreach (var extent in Extent.Of(target).Where(extent => !extent.IsEmpty))
        {
            foreach (var end in Ends(target, extent))
            {
                if (Wrap(target, extent, end) is { } text)
                    yield return new Proposal(FixActions.UsingStatement, $"Put '{target.Variable}' in a using statement", text);
            }
        }
    }

    /// <summary>The release that the closing brace replaces, then the end of the block where nobody can tell the difference.</summary>
    private static IEnumerable<StatementSyntax?> Ends(FixTarget target, StatementRange extent)
    {
        StatementSyntax? end = target.ReleasesIn(extent).FirstOrDefault(release => extent.Statements.Contains(release));
        return end is null ? [null] : Plain.IsAllUntilEndOf(extent.List, end) ? [end, null] : [end];
    }

    private static SourceText? Wrap(FixTarget target, StatementRange extent, StatementSyntax? end)
    {
        var changes = new Changes();
        var range = end is null ? extent : extent with { End = extent.List.IndexOf(end) };
        StatementSyntax[] gone = [.. target.ReleasesIn(extent).Select(Removal.WhatGoesWith).Where(release => release == end || (Removal.IsPossible(release) && Plain.IsAllUntilEndOf(extent.List, release)))];
        gone = [.. gone, .. Siblings(extent, target).Except(gone)];
        foreach (var release in range.Statements.All(gone.Contains) ? [] : gone)
            Removal.Of(release, target, changes);
        var done = target.Acquisition is { Reception: Reception.Declared, Statement: LocalDeclarationStatementSyntax declaration }
            ? Declare(target, declaration, range, changes)
            : new Wrapping(target, changes, range).Add($"{target.Using()} ({Bare(target.Variable!)})");
        return done ? changes.ApplyTo(target.Text) : null;
    }

    /// <summary>An expression between parentheses that need no more of them.</summary>
    private static string Bare(string expression) => expression.StartsWith("((", System.StringComparison.Ordinal) ? expression.Substring(1, expression.Length - 2) : expression;

    /// <summary>The releases at the end of those that are declared, and so released, with it.</summary>
    public static IEnumerable<StatementSyntax> Siblings(StatementRange extent, FixTarget target) =>
        target.Acquisition?.Statement is LocalDeclarationStatementSyntax { Declaration.Variables: { Count: > 1 } variables }
            ? extent.Statements.Reverse().TakeWhile(statement => statement is ExpressionStatementSyntax call && target.IsRelease(call) && variables.Any(each => Handle.ReleasesOnly(call, each.Identifier.ValueText))) : [];

    private static bool Declare(FixTarget target, LocalDeclarationStatementSyntax declaration, StatementRange range, Changes changes)
    {
        if (range.IsEmpty)
            return false;
        changes.Insert(declaration.GetFirstToken().SpanStart, target.Using() + " (");
        changes.Replace(declaration.SemicolonToken.Span, ")");
        DropBlankLines(target, declaration, range, changes);
        return new Wrapping(target, changes, range).Add("");
    }

    /// <summary>The brace belongs right below its head.</summary>
    public static void DropBlankLines(FixTarget target, LocalDeclarationStatementSyntax declaration, StatementRange range, Changes changes)
    {
        if (range.IsEmpty)
            return;
        var first = target.Layout.LineAt(declaration.Span.End).LineNumber + 1;
        var last = first;
        while (target.Layout.IsBlank(last) && target.Text.Lines[last].End < range.FirstStatement.SpanStart)
            last++;
        if (last > first)
            changes.Delete(TextSpan.FromBounds(target.Text.Lines[first].Start, target.Text.Lines[last].Start));
    }
}
