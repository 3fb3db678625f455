using System.Collections.Concurrent;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Whether a body has to do with handles at all; most have not, and cost no more than this question.</summary>
internal sealed class Relevance
{
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _types = new(SymbolEqualityComparer.Default);
    private readonly HandleTypes _handles;

    public Relevance(HandleTypes handles) => _handles = handles;

    public bool Mentions(IOperation root, ISymbol owner) =>
        (owner is IMethodSymbol method && method.Parameters.Any(parameter => Mentions(parameter.Type))) || root.DescendantsAndSelf().Any(Mentions);

    private bool Mentions(IOperation operation) =>
        (operation is IInvocationOperation or IObjectCreationOperation or ITypeParameterObjectCreationOperation or IMemberReferenceOperation or ILocalReferenceOperation or IParameterReferenceOperation or IVariableDeclaratorOperation)
        && (Mentions(operation.Type) || (operation is IMethodReferenceOperation reference && reference.Method.Parameters.Any(parameter => Mentions(parameter.Type))) || (operation is IVariableDeclaratorOperation declarator && Mentions(declarator.Symbol.Type)) || (operation is IInvocationOperation call && call.TargetMethod.Parameters.Any(parameter => parameter.RefKind != RefKind.None && Mentions(parameter.Type))));

    private bool Mentions(ITypeSymbol? type) => type is not null && _types.GetOrAdd(type, MentionsNew);

    private bool MentionsNew(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => _handles.Of(type) is not null,
        IArrayTypeSymbol array => Mentions(array.ElementType),
        INamedTypeSymbol named => _handles.Of(named) is not null || named.TypeArguments.Any(Mentions),
        _ => false,
    };
}
