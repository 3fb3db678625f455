using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Which members of `System.Linq.Enumerable` are followed step by step, and whether all that a query goes into is.</summary>
internal static class Queries
{
    /// <summary>Whether <paramref name="method"/> is one of them: it makes a query, or carries one out.</summary>
    public static bool IsMember(IMethodSymbol method) => method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } } && (IsLazy(method) || CarriesOut(method));

    /// <summary>Whether nothing happens before somebody steps through what it returns.</summary>
    public static bool IsLazy(IMethodSymbol method) => method.Name is "Select" or "Where" or "Take" or "Skip" or "TakeWhile" or "SkipWhile" or "Distinct" or "AsEnumerable"
        && (method.ReducedFrom ?? method).Parameters is var all && (all.Length == 1 || all[all.Length - 1].Type is not INamedTypeSymbol { TypeKind: TypeKind.Delegate, TypeArguments.Length: > 2 });

    private static bool CarriesOut(IMethodSymbol method) => (method.ReducedFrom ?? method).Parameters.Length == 1
        && method.Name is "ToList" or "ToArray" or "ToHashSet" or "First" or "FirstOrDefault" or "Single" or "SingleOrDefault" or "Count" or "LongCount" or "Any";

    /// <summary>Whether a sequence is only stepped through, where that is seen: by loops, and by members that are followed.</summary>
    /// <param name="sequence">The operation, in the tree that the compiler bound.</param>
    /// <param name="body">The root of that tree.</param>
    public static bool IsFollowed(IOperation sequence, IOperation body)
    {
        while (sequence.Parent is IConversionOperation or ITranslatedQueryOperation or IParenthesizedOperation)
            sequence = sequence.Parent;
        return sequence.Parent switch
        {
            IForEachLoopOperation loop => loop.Collection == sequence,
            ISpreadOperation { Parent: ICollectionExpressionOperation } => true,
            IArgumentOperation { Parameter.Ordinal: 0, Parent: IObjectCreationOperation made } => Collections.IsSequence(made.Type),
            IArgumentOperation { Parent: IInvocationOperation call } when Collections.Of(call.TargetMethod) == CollectionMember.AddAll => true,
            IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation call } => IsMember(call.TargetMethod) && (!IsLazy(call.TargetMethod) || IsFollowed(call, body)),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => body.Descendants().OfType<ILocalReferenceOperation>()
                .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol)).All(reference => !IsInside(reference, body) && IsFollowed(reference, body)),
            _ => false,
        };
    }

    private static bool IsInside(IOperation operation, IOperation body)
    {
        for (var each = operation.Parent; each is not null && each != body; each = each.Parent)
        {
            if (each is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return true;
        }

        return false;
    }
}
