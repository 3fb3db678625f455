using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.CodeFixes.Edits;

/// <summary>Where a handle goes to something without a body or a contract, that something says what it does: it borrows, as is assumed already, or it owns.</summary>
internal sealed class WriteContract : IEdit
{
    /// <inheritdoc/>
    public bool Reaches => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        if (GoesTo(target)?.OriginalDefinition is not { } symbol || symbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is not { } syntax
            || syntax.FirstAncestorOrSelf<SyntaxNode>(node => node is ParameterSyntax or MemberDeclarationSyntax) is not { } declaration || Contract.At(declaration).Any()
            || target.Document.Project.Solution.GetDocument(declaration.SyntaxTree) is not { } document)
            return [];
        var text = await ContractText.ReadAsync(document, declaration, cancellation).ConfigureAwait(false);
        return [.. new[] { "NotOwning", "Owning" }.Select(name => text.Propose(name, $"Mark '{symbol.Name}'{Where(symbol)} as [{name}]", target)).OfType<Proposal>()];
    }

    private static string Where(ISymbol symbol) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.DelegateInvoke } method } => $" of '{method.ContainingType.Name}'",
        IParameterSymbol => $" of '{symbol.ContainingSymbol.Name}'",
        _ => "",
    };

    /// <summary>The parameter, field or property that gets the handle.</summary>
    private static ISymbol? GoesTo(FixTarget target)
    {
        if (target.Node is AssignmentExpressionSyntax assignment)
            return target.Model.GetSymbolInfo(assignment.Left).Symbol is IFieldSymbol or IPropertySymbol ? target.Model.GetSymbolInfo(assignment.Left).Symbol : null;
        return target.Node.FirstAncestorOrSelf<ArgumentSyntax>() is { } argument && target.Model.GetOperation(argument) is IArgumentOperation passed ? passed.Parameter : null;
    }
}
