using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Analysis;

/// <summary>Shows which bodies have to be looked at for the contracts of a compilation, where those of an earlier one of the same project are known. Nothing in the product calls it; tests do.</summary>
public static class InferenceCheck
{
    /// <summary>Finds the contracts of all methods that are declared in <paramref name="compilation"/>, and returns the names of those whose bodies were looked at for it.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static IReadOnlyList<string> BodiesRead(Compilation compilation, CancellationToken cancellation = default)
    {
        var read = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        var ownership = new Ownership(compilation, cancellation);
        OwnershipAnalysis.Infer(ownership, cancellation, method => read.Add(method));
        ownership.Methods.Store = SummaryStore.Of(compilation, callsThrow: true);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = ownership.Bodies.ModelOf(tree);
            foreach (var declaration in tree.GetRoot(cancellation).DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
            {
                if (model.GetDeclaredSymbol(declaration, cancellation) is IMethodSymbol method)
                    ownership.Methods.Of(method);
            }
        }

        return [.. read.Select(method => method.Name).OrderBy(name => name, System.StringComparer.Ordinal)];
    }
}
