using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Analysis;

/// <summary>The bodies that the compiler shows for a declaration: of a method or an accessor its own, of a field or property its initialiser, of a file its statements.</summary>
internal static class BodyRoots
{
    public static IEnumerable<IOperation> Of(SyntaxNode declaration, ISymbol owner, SemanticModel model, CancellationToken cancellation)
    {
        foreach (var node in Nodes(declaration, owner).OfType<SyntaxNode>())
        {
            var operation = model.GetOperation(node, cancellation);
            while (operation?.Parent is { } parent)
                operation = parent;
            if (operation is not null)
                yield return operation;
        }
    }

    private static IEnumerable<SyntaxNode?> Nodes(SyntaxNode declaration, ISymbol owner) => declaration switch
    {
        BaseFieldDeclarationSyntax => owner.DeclaringSyntaxReferences.Select(reference => (reference.GetSyntax() as VariableDeclaratorSyntax)?.Initializer),
        PropertyDeclarationSyntax property => [property.Initializer],
        _ => [declaration],
    };
}
