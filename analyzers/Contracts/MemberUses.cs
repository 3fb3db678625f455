using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>What the bodies of a type do with the members of their own object, themselves and through what they call on it. An overridable method is the one that an object of exactly this type has.</summary>
internal sealed class MemberUses
{
    private readonly Memo<IMethodSymbol, MemberUse> _uses = new(SymbolEqualityComparer.Default);
    private static readonly HashSet<ISymbol> None = new(SymbolEqualityComparer.Default);

    private readonly Memo<IMethodSymbol, (HashSet<ISymbol> Named, HashSet<ISymbol> Written)> _reaches = new(SymbolEqualityComparer.Default);
    private readonly Memo<IMethodSymbol, HashSet<IMethodSymbol>> _closures = new(SymbolEqualityComparer.Default);
    private readonly Bodies _bodies;

    public MemberUses(INamedTypeSymbol type, Bodies bodies)
    {
        Type = type;
        _bodies = bodies;
    }

    /// <summary>The type.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>What the body of <paramref name="method"/> itself does.</summary>
    public MemberUse Of(IMethodSymbol method)
    {
        return _uses.GetOrAdd(Body(method), each => MemberUse.Read(_bodies.Of(each) ?? []));
    }

    /// <summary>The method with all that it calls on its own object.</summary>
    public IReadOnlyCollection<IMethodSymbol> ClosureOf(IMethodSymbol method) => _closures.GetOrAdd(Body(method), FindClosure);

    private HashSet<IMethodSymbol> FindClosure(IMethodSymbol method)
    {
        var closure = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default) { method };
        var waiting = new Queue<IMethodSymbol>(closure);
        while (waiting.Count > 0)
        {
            foreach (var (called, isVirtual) in Of(waiting.Dequeue()).Calls)
            {
                if (Target(called, isVirtual) is { } target && closure.Add(target))
                    waiting.Enqueue(target);
            }
        }

        return closure;
    }

    /// <summary>The members that <paramref name="method"/> names, and what it calls on its own object.</summary>
    public HashSet<ISymbol> NamedBy(IMethodSymbol method) => ReachOf(method).Named;

    /// <summary>Whether <paramref name="method"/>, or what it calls on its own object, names one of <paramref name="members"/>.</summary>
    public bool Mentions(IMethodSymbol method, HashSet<ISymbol> members) => ReachOf(method).Named.Overlaps(members);

    /// <summary>Whether it assigns one of them.</summary>
    public bool Writes(IMethodSymbol method, HashSet<ISymbol> members) => WrittenBy(method).Overlaps(members);

    /// <summary>The members that <paramref name="method"/> assigns, and what it calls on its own object.</summary>
    public HashSet<ISymbol> WrittenBy(IMethodSymbol method) => ReachOf(method).Written;

    private (HashSet<ISymbol> Named, HashSet<ISymbol> Written) ReachOf(IMethodSymbol method)
    {
        method = Body(method);
        if (_reaches.TryGet(method, out var reach))
            return reach;
        foreach (var circle in Components.Below(method, each => TargetsOf(each).Where(target => !_reaches.TryGet(target, out _))))
        {
            reach = Footprint.Of(() => ReachOf(circle), out var on);
            foreach (var each in circle)
                _reaches.Keep(each, reach, on);
        }

        return reach;
    }

    /// <summary>What methods reach that call one another, where what else they call is known.</summary>
    private (HashSet<ISymbol> Named, HashSet<ISymbol> Written) ReachOf(IReadOnlyList<IMethodSymbol> circle)
    {
        var own = circle.Select(Of).ToList();
        var called = circle.SelectMany(TargetsOf).Distinct(SymbolEqualityComparer.Default).Select(target => _reaches.TryGet((IMethodSymbol)target!, out var reach) ? reach : (None, None)).ToList();
        return (Union(own.Select(use => use.Named).Concat(called.Select(reach => reach.Item1))), Union(own.Select(use => use.Written).Concat(called.Select(reach => reach.Item2))));
    }

    private IEnumerable<IMethodSymbol> TargetsOf(IMethodSymbol method) => Of(method).Calls.Select(call => Target(call.Method, call.IsVirtual)).OfType<IMethodSymbol>();

    /// <summary>All of some sets; of one that has all of the others the same, so that a chain of calls costs no more than its members.</summary>
    private static HashSet<ISymbol> Union(IEnumerable<HashSet<ISymbol>> sets)
    {
        var (all, isOwn) = (None, false);
        foreach (var set in sets.Where(set => set.Count > 0 && !ReferenceEquals(set, all) && !all.IsSupersetOf(set)))
        {
            if (all.Count > 0 && !isOwn)
                (all, isOwn) = (new HashSet<ISymbol>(all, SymbolEqualityComparer.Default), true);
            if (isOwn)
                all.UnionWith(set);
            else
                all = set;
        }

        return all;
    }

    /// <summary>The method whose body runs when <paramref name="method"/> is called on an object of the type; null where it cannot be seen.</summary>
    public IMethodSymbol? Target(IMethodSymbol method, bool isVirtual)
    {
        var definition = method.OriginalDefinition;
        if (definition.ContainingType.TypeKind == TypeKind.Interface)
            return Type.FindImplementationForInterfaceMember(method) is IMethodSymbol implementation ? Body(implementation) : null;
        for (var type = Type; type is not null && isVirtual && (definition.IsVirtual || definition.IsAbstract || definition.IsOverride); type = type.BaseType?.OriginalDefinition)
        {
            foreach (var each in type.GetMembers(definition.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = each; overridden is not null; overridden = overridden.OverriddenMethod?.OriginalDefinition)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden, definition))
                        return each.IsAbstract ? null : Body(each);
                }
            }
        }

        return definition.IsAbstract || definition.DeclaringSyntaxReferences.IsEmpty ? null : Body(definition);
    }

    private static IMethodSymbol Body(IMethodSymbol method) => method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
}

/// <summary>What one body does with the members of its own object.</summary>
internal sealed class MemberUse
{
    /// <summary>Members that it names.</summary>
    public HashSet<ISymbol> Named { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Members that it assigns, or passes by reference.</summary>
    public HashSet<ISymbol> Written { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Methods, constructors and accessors that it calls on its own object.</summary>
    public List<(IMethodSymbol Method, bool IsVirtual)> Calls { get; } = [];

    /// <summary>Methods of its own object that it makes delegates of.</summary>
    public HashSet<IMethodSymbol> Delegates { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the code does not bind.</summary>
    public bool IsBroken { get; private set; }

    public static MemberUse Read(IEnumerable<IOperation> roots)
    {
        var use = new MemberUse();
        foreach (var operation in roots.SelectMany(root => root.DescendantsAndSelf()))
            use.Read(operation);
        return use;
    }

    private void Read(IOperation operation)
    {
        IsBroken |= operation is IInvalidOperation;
        if (OwnMembers.NamedBy(operation) is { } member)
        {
            Named.Add(member);
            if (IsWritten(operation))
                Written.Add(member);
        }

        switch (operation)
        {
            case IInvocationOperation call when call.TargetMethod.MethodKind != MethodKind.LocalFunction && (call.TargetMethod.IsStatic || OwnMembers.IsThis(call.Instance)):
                Calls.Add((call.TargetMethod, call.IsVirtual || call.TargetMethod.ContainingType.TypeKind == TypeKind.Interface));
                break;
            case IPropertyReferenceOperation reference when OwnMembers.IsThis(reference.Instance):
                foreach (var accessor in new[] { reference.Property.GetMethod, reference.Property.SetMethod })
                {
                    if (accessor is not null)
                        Calls.Add((accessor, true));
                }

                break;
            case IMethodReferenceOperation reference when OwnMembers.IsThis(reference.Instance):
                Delegates.Add(reference.Method.OriginalDefinition);
                break;
        }
    }

    private static bool IsWritten(IOperation member)
    {
        var operation = member;
        while (operation.Parent is IConversionOperation or ITupleOperation)
            operation = operation.Parent;
        return operation.Parent switch
        {
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Target == operation,
            IAssignmentOperation assignment => assignment.Target == operation,
            IIncrementOrDecrementOperation => true,
            IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => true,
            IFieldInitializerOperation or IPropertyInitializerOperation => true,
            _ => false,
        };
    }
}
