using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>A place where a handle may have to be released: before a statement that leaves or overwrites, or behind the last of a list.</summary>
/// <param name="Before">The statement; null for the end of <paramref name="End"/>.</param>
/// <param name="End">The statements at whose end it is released.</param>
/// <param name="Overwrites">Whether the statement gives the variable another value.</param>
/// <param name="Clears">Whether the variable is to be null after the release.</param>
/// <param name="Lacking">An `if` that gets an `else` with the release.</param>
internal sealed record ReleasePoint(StatementSyntax? Before, StatementRange? End, bool Overwrites = false, bool Clears = false, IfStatementSyntax? Lacking = null)
{
    /// <summary>The places where control leaves <paramref name="range"/>, in their order.</summary>
    public static IEnumerable<ReleasePoint> ExitsOf(StatementRange range, FixTarget target)
    {
        foreach (var jump in Inside(range).OfType<StatementSyntax>().Where(statement => Leaves(statement, range)))
            yield return new ReleasePoint(jump, null);
        if (EndsOpen(range, target))
            yield return new ReleasePoint(null, range);
    }

    /// <summary>The ends of branches and handlers inside of <paramref name="range"/> that go on behind it.</summary>
    public static IEnumerable<ReleasePoint> BranchEndsOf(StatementRange range, FixTarget target) =>
        Inside(range).OfType<BlockSyntax>().Where(block => block.Parent is IfStatementSyntax or ElseClauseSyntax or CatchClauseSyntax && block.Statements.Count > 0)
            .Select(block => new StatementList(block, block.Statements).From(0)).Where(inner => EndsOpen(inner, target)).Select(inner => new ReleasePoint(null, inner));

    /// <summary>The conditions in <paramref name="range"/> without an `else` under which somebody releases or gets the handle.</summary>
    public static IEnumerable<ReleasePoint> MissingElsesOf(StatementRange range, FixTarget target) =>
        Inside(range).OfType<IfStatementSyntax>()
            .Where(choice => choice.Else is null && target.Releases.Concat(target.HandOvers).Any(place => choice.Statement.Span.Contains(place) || choice.Condition.Span.Contains(place)))
            .Select(choice => new ReleasePoint(null, null, Lacking: choice));

    /// <summary>The branches in <paramref name="range"/> in which an attempt to hand the handle over has failed: before anything else happens there.</summary>
    public static IEnumerable<ReleasePoint> RefusedIn(StatementRange range, FixTarget target) => Inside(range).OfType<IfStatementSyntax>()
        .Where(choice => choice.Condition is PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } && target.HandOvers.Any(choice.Condition.Span.Contains))
        .Select(choice => choice.Statement is BlockSyntax block ? block.Statements.FirstOrDefault() : choice.Statement).OfType<StatementSyntax>().Select(first => new ReleasePoint(first, null));

    /// <summary>The statements that give <paramref name="variable"/> another value.</summary>
    public static IEnumerable<ReleasePoint> OverwritesIn(StatementRange range, string variable) =>
        Inside(range).OfType<ExpressionStatementSyntax>()
            .Where(statement => statement.Expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } && name.Identifier.ValueText == variable || Takes(statement, variable))
            .Select(statement => new ReleasePoint(statement, null, Overwrites: true));

    /// <summary>Behind the last mention of <paramref name="variable"/> in <paramref name="range"/>.</summary>
    public static IEnumerable<ReleasePoint> LastUseIn(StatementRange range, string variable)
    {
        var last = range.Statements.ToList().FindLastIndex(statement => Mentions(statement, variable));
        if (last >= 0 && last + 1 < range.End - range.First)
            yield return new ReleasePoint(null, range with { End = range.First + last + 1 });
    }

    private static bool Takes(ExpressionStatementSyntax statement, string variable) => statement.DescendantNodes().OfType<ArgumentSyntax>()
        .Any(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword) && argument.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == variable);

    /// <summary>Whether nobody else can own the handle there already, or gets it just there.</summary>
    public bool IsSafe(FixTarget target) => !(Before is ReturnStatementSyntax && target.HandOvers.Any(Before.Span.Contains)) && !(Before is not null ? HandOver.MayPrecede(target, Before)
        : Lacking is not null ? HandOver.MayPrecedeElseOf(target, Lacking) : HandOver.MayPrecedeEndOf(target, End!));

    /// <summary>Adds the release; false where it cannot stand there.</summary>
    public bool Add(FixTarget target, Changes changes, string release, string variable)
    {
        if (Lacking is not null && OnlyRelease(Lacking, variable) is { } only)
            changes.Replace(Lacking.Span, only.ToString());
        else if (Lacking is not null)
            Insertion.Else(Lacking, target, changes, release);
        else if (Before is null)
            Insertion.AtEnd(End!, target, changes, release);
        else if (Before is ReturnStatementSyntax { Expression: { } value } && (!Plain.Is(value) || Mentions(value, variable)))
            return AddBeforeValue(value, target, changes, release);
        else
            Insertion.Before(Before, target, changes, Clears ? [release, $"{variable} = null;"] : [release]);
        return true;
    }

    /// <summary>The release that is all that depends on a condition which does nothing: it may come in any case.</summary>
    private static ExpressionStatementSyntax? OnlyRelease(IfStatementSyntax choice, string variable) =>
        (choice.Statement is BlockSyntax { Statements: [var inner] } ? inner : choice.Statement) is ExpressionStatementSyntax release && Removal.WhatGoesWith(release) == choice && Handle.ReleasesOnly(release, variable) ? release : null;

    /// <summary>What is returned is worked out first: it may need the handle.</summary>
    private bool AddBeforeValue(ExpressionSyntax value, FixTarget target, Changes changes, string release)
    {
        if (target.Model.GetTypeInfo(value).ConvertedType is not { } type || type.TypeKind == TypeKind.Error)
            return false;
        var name = Names.Fresh(target, "result");
        Insertion.Before(Before!, target, changes, $"{Names.TypeOf(target, type)} {name} = {value};", release);
        changes.Replace(value.Span, name);
        return true;
    }

    private static bool Mentions(SyntaxNode node, string variable) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable);

    private static IEnumerable<SyntaxNode> Inside(StatementRange range) =>
        range.Statements.SelectMany(statement => statement.DescendantNodesAndSelf(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)));

    private static bool EndsOpen(StatementRange range, FixTarget target) =>
        !range.IsEmpty && target.Model.AnalyzeControlFlow(range.FirstStatement, range.LastStatement) is { Succeeded: true, EndPointIsReachable: true };

    private static bool Leaves(StatementSyntax statement, StatementRange range) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or GotoStatementSyntax => true,
        YieldStatementSyntax yield => yield.IsKind(SyntaxKind.YieldBreakStatement),
        BreakStatementSyntax => !range.Statements.Any(each => each.Contains(LoopOf(statement, breaks: true))),
        ContinueStatementSyntax => !range.Statements.Any(each => each.Contains(LoopOf(statement, breaks: false))),
        _ => false,
    };

    private static SyntaxNode? LoopOf(StatementSyntax jump, bool breaks) => jump.Ancestors().FirstOrDefault(node =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax || (breaks && node is SwitchStatementSyntax));
}
