using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers;
using Devmem.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>What the fixes about the order of ends share: a parent, which ends too early, and a child that came from it.</summary>
internal static class Ordering
{
    /// <summary>What must come before an end that comes too early.</summary>
    public static IReadOnlyList<TextSpan> LateUses(this FixTarget target, StatementSyntax end)
    {
        IEnumerable<TextSpan> ends = target.Releases.Where(place => place.Start >= end.Span.End);
        return target.Diagnostic.Id switch
        {
            RuleIds.UseAfterRelease => [target.Node.Span],
            RuleIds.UsedAfterUnbind => [target.Node.Span, .. ends],
            _ => [.. ends],
        };
    }

    /// <summary>The proposal with <paramref name="text"/>.</summary>
    public static Proposal Proposal(FixTarget target, SourceText text) => target.Diagnostic.Id == RuleIds.UsedAfterUnbind
        ? new Proposal(FixActions.MoveRelease, $"End {ParentName(target)} behind the last use of {target.Name}", text)
        : new Proposal(FixActions.EndInOrder, target.Variable is null ? $"End what came from {ParentName(target)} first" : $"{Verb(target)} {target.Name} before {ParentName(target)}", text);

    /// <summary>The declaration of the parent, where it is a local variable of its own.</summary>
    public static LocalDeclarationStatementSyntax? ParentDeclaration(this FixTarget target) => Declaration(target, target.Parent);

    /// <summary>The declaration of the child, where it is a local variable of its own.</summary>
    public static LocalDeclarationStatementSyntax? ChildDeclaration(this FixTarget target) => Declaration(target, target.Variable);

    private static LocalDeclarationStatementSyntax? Declaration(FixTarget target, string? name) =>
        name is not null && target.Model.LookupSymbols(target.Node.SpanStart, name: name).OfType<ILocalSymbol>().FirstOrDefault() is { } local
        && local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<VariableDeclaratorSyntax>().FirstOrDefault()
            is { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax declaration } } ? declaration : null;

    private static string Verb(FixTarget target) => target.Diagnostic.Id == RuleIds.ClosedUnderTokens ? "Release" : "End";

    private static string ParentName(FixTarget target) => target.Parent is { } parent ? $"'{parent}'" : $"'{target.Root.FindNode(target.EndedAt ?? target.Node.Span)}'";
}
