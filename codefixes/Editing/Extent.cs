using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>The statements that run with a handle in its variable.</summary>
internal static class Extent
{
    /// <summary>The statements behind the acquisition, or those that a condition with the acquisition guards; likeliest first.</summary>
    public static IEnumerable<StatementRange> Of(FixTarget target)
    {
        if (BodyOf(target.Parameter) is { Statements.Count: > 0 } body)
            yield return new StatementList(body, body.Statements).From(0);
        if (target.Acquisition is not { Statement: { } statement } acquisition)
            yield break;
        if (acquisition.Reception == Reception.Out)
        {
            foreach (var guarded in Guarded(statement, acquisition.Value))
                yield return ListOf(guarded).From(0);
        }

        if (acquisition.Reception is Reception.Declared or Reception.Assigned or Reception.Out && StatementList.Around(statement) is { } list)
        {
            var whole = list.From(list.IndexOf(statement) + 1);
            if (list.Parent is SwitchSectionSyntax && !whole.IsEmpty && whole.LastStatement is BreakStatementSyntax)
                whole = whole with { End = whole.End - 1 };
            if (!whole.IsEmpty && EndOfParent(whole, target) is { } end)
                yield return whole with { End = end };
            yield return whole;
        }
    }

    private static BlockSyntax? BodyOf(ParameterSyntax? parameter) => parameter?.Parent?.Parent switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax function => function.Body,
        _ => null,
    };

    /// <summary>Where something ends what the handle came from while nobody has released it; null where that does not happen.</summary>
    private static int? EndOfParent(StatementRange range, FixTarget target)
    {
        var end = range.Statements.FirstOrDefault(statement => statement is ExpressionStatementSyntax call && target.Parent is { } parent && Handle.ReleasesOnly(call, parent) && target.IsRelease(call));
        return end is null || target.Releases.Any(range.FirstStatement.Parent!.Span.Contains) ? null : range.List.IndexOf(end);
    }

    /// <summary>Everything behind the declaration of the variable, where that is not the acquisition itself.</summary>
    public static StatementRange? OfVariable(FixTarget target) =>
        DeclarationOf(target)?.Parent?.Parent is LocalDeclarationStatementSyntax statement && !statement.Contains(target.Node) && StatementList.Around(statement) is { } list
            ? list.From(list.IndexOf(statement) + 1)
            : null;

    /// <summary>The local declaration of the variable; null for anything else.</summary>
    public static VariableDeclaratorSyntax? DeclarationOf(FixTarget target) =>
        target.Variable is { } name && target.Model.LookupSymbols(target.Node.SpanStart, name: name).OfType<ILocalSymbol>().FirstOrDefault() is { } local
            ? local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<VariableDeclaratorSyntax>().FirstOrDefault()
            : null;

    private static IEnumerable<StatementSyntax> Guarded(StatementSyntax statement, ExpressionSyntax value)
    {
        switch (statement)
        {
            case IfStatementSyntax choice when choice.Condition.Span.Contains(value.Span):
                yield return choice.Statement;
                if (choice.Else is { } other)
                    yield return other.Statement;
                break;
            case WhileStatementSyntax loop when loop.Condition.Span.Contains(value.Span):
                yield return loop.Statement;
                break;
        }
    }

    private static StatementList ListOf(StatementSyntax statement) =>
        statement is BlockSyntax block ? new StatementList(block, block.Statements) : new StatementList(statement.Parent!, [statement]);
}
