using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>Which fields and automatic properties a call may write, as far as that can be seen: a number that is read from one before the call and again behind it is the same where it may not.</summary>
internal sealed class MemberWrites(Bodies bodies)
{
    /// <summary>What reaches farther may write anything.</summary>
    private const int MostMethods = 40;

    private readonly Memo<IMethodSymbol, HashSet<ISymbol>?> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a call of <paramref name="method"/> may write <paramref name="member"/>.</summary>
    public bool May(IMethodSymbol method, ISymbol member) => _known.GetOrAdd(method.OriginalDefinition, Find) is not { } written || written.Contains(member.OriginalDefinition);

    /// <summary>The members that it writes, or what it calls; null: any.</summary>
    private HashSet<ISymbol>? Find(IMethodSymbol method)
    {
        var (written, seen) = (new HashSet<ISymbol>(SymbolEqualityComparer.Default), new HashSet<ISymbol>(SymbolEqualityComparer.Default));
        var waiting = new Queue<IMethodSymbol>([method]);
        while (waiting.Count > 0)
        {
            var next = waiting.Dequeue();
            if (!seen.Add(next))
                continue;
            if (seen.Count > MostMethods || !AddWrites(next, written, waiting))
                return null;
        }

        return written;
    }

    /// <summary>Adds what one method writes and calls. False: it may write anything.</summary>
    private bool AddWrites(IMethodSymbol method, HashSet<ISymbol> written, Queue<IMethodSymbol> waiting)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty && method.MethodKind != MethodKind.DelegateInvoke)
            return !RunsOthers(method);
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsExtern || method.MethodKind == MethodKind.DelegateInvoke)
            return false;
        foreach (var operation in (bodies.Of(method) ?? []).SelectMany(body => body.DescendantsAndSelf()))
        {
            switch (operation)
            {
                case IAssignmentOperation { Target: var target }:
                    Add(target, written);
                    break;
                case IIncrementOrDecrementOperation { Target: var target }:
                    Add(target, written);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var target }:
                    Add(target, written);
                    break;
                case IInvocationOperation call:
                    waiting.Enqueue(call.TargetMethod.OriginalDefinition);
                    break;
                case IObjectCreationOperation { Constructor: { IsImplicitlyDeclared: false } constructor }:
                    waiting.Enqueue(constructor.OriginalDefinition);
                    break;
                case IAwaitOperation or IDynamicInvocationOperation or IFunctionPointerInvocationOperation or IAddressOfOperation or ILockOperation:
                    return false;
                case IVariableDeclaratorOperation { Symbol.IsRef: true }:
                    return false;
            }
        }

        return true;
    }

    private static void Add(IOperation target, HashSet<ISymbol> written)
    {
        foreach (var part in target.DescendantsAndSelf().OfType<IMemberReferenceOperation>())
            written.Add(part.Member.OriginalDefinition);
    }

    /// <summary>Whether a method of a library may run code of the compilation, or wait for another thread that does.</summary>
    private static bool RunsOthers(IMethodSymbol method) => method.Parameters.Any(parameter => parameter.Type.TypeKind == TypeKind.Delegate)
        || method.ContainingType?.ContainingNamespace is { Name: "Threading" } or { Name: "Tasks" };
}
