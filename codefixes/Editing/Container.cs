using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>A local array or collection that holds handles.</summary>
/// <param name="Local">The variable.</param>
/// <param name="Declaration">Where it is declared.</param>
/// <param name="Element">The type of its handles.</param>
internal sealed record Container(ILocalSymbol Local, LocalDeclarationStatementSyntax Declaration, ITypeSymbol Element)
{
    /// <summary>The one container that gets the handle of <paramref name="target"/>; null where there is none, several, or something else gets it too.</summary>
    public static Container? Of(FixTarget target)
    {
        var places = target.HandOvers.Where(place => !IsBody(place, target)).ToArray();
        var names = places.Select(place => NameAt(target.Root.FindNode(place, getInnermostNodeForTie: true), target.Node)).Distinct().ToArray();
        if (names.Length == 0 && target.Acquisition?.Statement is LocalDeclarationStatementSyntax { Declaration.Variables: [var holder] })
            names = [holder.Identifier.ValueText];
        if (names is not [{ } name] || target.Model.LookupSymbols(target.Node.SpanStart, name: name).OfType<ILocalSymbol>().FirstOrDefault() is not { } local)
            return null;
        var declarator = local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).OfType<VariableDeclaratorSyntax>().FirstOrDefault();
        return declarator?.Parent?.Parent is LocalDeclarationStatementSyntax declaration && Elements.TypeOf(local.Type) is { } element
            ? new Container(local, declaration, element) { IsReturned = places.Length < target.HandOvers.Count } : null;
    }

    /// <summary>All the local containers of the same body that could hold the handle, those behind it first.</summary>
    public static IEnumerable<Container> AllFor(FixTarget target)
    {
        if (target.Node.Ancestors().FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or CompilationUnitSyntax) is not { } body)
            yield break;
        foreach (var declarator in body.DescendantNodes().OfType<VariableDeclaratorSyntax>().OrderBy(each => each.SpanStart < target.Node.SpanStart && !each.Contains(target.Node)))
        {
            if (declarator.Parent?.Parent is LocalDeclarationStatementSyntax { Declaration.Variables.Count: 1 } declaration && target.Model.GetDeclaredSymbol(declarator) is ILocalSymbol local
                && Elements.TypeOf(local.Type) is { } element && Elements.HoldsHandles(element, target))
                yield return new Container(local, declaration, element) { IsReturned = body.DescendantNodes().OfType<ReturnStatementSyntax>().Any(each => each.Expression is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name) };
        }
    }

    /// <summary>Whether the caller gets it in the end.</summary>
    public bool IsReturned { get; private init; }

    /// <summary>What the caller gets is said of the whole body.</summary>
    private static bool IsBody(TextSpan place, FixTarget target) => place.Contains(target.Node.Span) && target.Root.FindNode(place) is not (StatementSyntax or ExpressionSyntax) or BlockSyntax
        || target.Root.FindNode(place) is ReturnStatementSyntax;

    /// <summary>The statements that release everything in it, without indentation.</summary>
    /// <param name="target">The diagnostic.</param>
    /// <param name="parent">What they will stand in, where that is known.</param>
    public string[] Release(FixTarget target, SyntaxNode? parent = null) => Elements.Release(Local.Name, Local.Type, Element, target, parent);

    /// <summary>The loops in <paramref name="life"/> that take one after the other out of it, and the variable that each gets.</summary>
    public IEnumerable<(StatementSyntax Body, string Variable)> DrainsIn(StatementRange life)
    {
        foreach (var loop in life.Statements.SelectMany(statement => statement.DescendantNodesAndSelf()).OfType<WhileStatementSyntax>())
        {
            var taken = loop.Condition.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>()
                .FirstOrDefault(call => call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } && name.Identifier.ValueText == Local.Name);
            if (loop.Statement is var body and not BlockSyntax { Statements.Count: 0 } and not EmptyStatementSyntax && taken?.DescendantNodes().OfType<SingleVariableDesignationSyntax>().FirstOrDefault() is { } variable)
                yield return (body, variable.Identifier.ValueText);
        }

        foreach (var loop in life.Statements.SelectMany(statement => statement.DescendantNodesAndSelf()).OfType<ForEachStatementSyntax>().Where(IsDrain))
            yield return (loop.Statement, loop.Identifier.ValueText);
    }

    /// <summary>`foreach (var batch in queue.GetConsumingEnumerable())`: what it gives is taken out.</summary>
    private bool IsDrain(ForEachStatementSyntax loop) => loop.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetConsumingEnumerable" or "ReadAllAsync", Expression: var source } }
        && source.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().First().Identifier.ValueText == Local.Name;

    private static string? NameAt(SyntaxNode place, SyntaxNode handle) => place switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText,
        AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax name } } => name.Identifier.ValueText,
        ExpressionStatementSyntax statement => NameAt(statement.Expression, handle),
        _ when place.Span.Contains(handle.Span) => place.Ancestors().TakeWhile(node => node is ExpressionSyntax or CollectionElementSyntax or EqualsValueClauseSyntax or VariableDeclaratorSyntax)
            .OfType<VariableDeclaratorSyntax>().FirstOrDefault()?.Identifier.ValueText,
        _ => null,
    };
}
