using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>From which members exceptions can come, by the rules of the catalogue: everything that is not known to be free of them.</summary>
internal sealed class Exceptions
{
    private readonly Memo<ISymbol, Thrown> _known = new(SymbolEqualityComparer.Default);
    private readonly HandleTypes _handles;
    private readonly Bodies _bodies;
    private readonly CancellationToken _cancellation;

    public Exceptions(HandleTypes handles, Bodies bodies, CancellationToken cancellation)
    {
        _handles = handles;
        _bodies = bodies;
        _cancellation = cancellation;
    }

    /// <summary>Whether an exception can come from a call of <paramref name="method"/>.</summary>
    public bool MayComeFrom(IMethodSymbol method) => !ThrownBy(method).IsNothing;

    /// <summary>Which exceptions can come from a call of <paramref name="method"/>.</summary>
    public Thrown ThrownBy(IMethodSymbol method)
    {
        if (Known(method) is { } known)
            return known;
        foreach (var circle in Components.Below(method.OriginalDefinition, UnknownCallees))
            Settle(circle);
        return Known(method)!;
    }

    private IEnumerable<IMethodSymbol> UnknownCallees(IMethodSymbol method) => _bodies.CalleesOf(method).Where(callee => Known(callee) is null);

    /// <summary>What comes from a method by its contract, its kind, or what is known of its body by now; null: the body must be looked at.</summary>
    private Thrown? Known(IMethodSymbol method)
    {
        if (IsFreeByContract(method))
            return Thrown.Nothing;
        if (FrameworkContracts.ThrownBy(method) is { } listed)
            return listed;

        // An override may throw what it likes; of a getter only what can be seen counts.
        if (method.IsAbstract || ((method.IsVirtual || method.IsOverride || method.IsExtern) && !IsGetter(method)))
            return UnlessGetter(method);
        var definition = method.OriginalDefinition;
        return _known.TryGet(definition, out var known) ? known : Footprint.Of(() => WithoutBody(definition), out var on) is { } thrown ? _known.Keep(definition, thrown, on) : null;
    }

    private static Thrown UnlessGetter(IMethodSymbol method) => IsGetter(method) ? Thrown.Nothing : Thrown.Anything;

    /// <summary>Release methods are not to throw, getters are not unless their body shows it, and a few framework members cannot.</summary>
    private bool IsFreeByContract(IMethodSymbol method) =>
        FrameworkContracts.CannotThrow(method)
        || IsRelease(method)
        || method.Has(KnownAttributes.Releases)
        || method.Parameters.Any(parameter => parameter.Has(KnownAttributes.Releases));

    /// <summary>Whether <paramref name="method"/> ends what it is called on.</summary>
    public bool IsRelease(IMethodSymbol method) => !method.IsStatic
        && ((method.Parameters.IsEmpty && method.Name.Substring(method.Name.LastIndexOf('.') + 1) is "Dispose" or "DisposeAsync")
            || (_handles.MarkerOf(method.ContainingType) is { } handle && handle.IsReleasedBy(method)));

    private static bool IsGetter(IMethodSymbol method) => method.MethodKind == MethodKind.PropertyGet;

    private Thrown? WithoutBody(IMethodSymbol definition)
    {
        if (definition is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true } && !definition.ContainingType.DeclaringSyntaxReferences.IsEmpty)
            return InitialisersThrow(definition.ContainingType) ? Thrown.Anything : Thrown.Nothing;
        if (definition.MethodKind == MethodKind.Constructor && OwnerTypes.IsPrimary(definition))
            return InitialisersThrow(definition.ContainingType) ? Thrown.Anything : Thrown.Nothing;
        if (definition.DeclaringSyntaxReferences.IsEmpty)
            return IsImplicitConstructor(definition) ? Thrown.Nothing : UnlessGetter(definition);
        if (IsAutoAccessor(definition))
            return Thrown.Nothing;
        if (_bodies.Of(definition) is null)
            return UnlessGetter(definition);

        // What is thrown in an iterator, as in an `async` method, comes out where somebody steps on or awaits, and not at the call.
        return definition.IsAsync || Streams.IsIterator(definition) ? Thrown.Nothing : null;
    }

    /// <summary>Bodies that call one another in a circle throw what any of them throws by itself and nobody catches on the way: from nothing it goes up until nothing is added.</summary>
    private void Settle(IReadOnlyList<IMethodSymbol> circle)
    {
        var thrown = Footprint.Of(() => Find(circle), out var on);
        foreach (var method in circle)
            _known.Keep(method, thrown[method], on);
    }

    private Dictionary<IMethodSymbol, Thrown> Find(IReadOnlyList<IMethodSymbol> circle)
    {
        var thrown = circle.ToDictionary(method => method, _ => Thrown.Nothing, (IEqualityComparer<IMethodSymbol>)SymbolEqualityComparer.Default);
        for (var isChanged = true; isChanged;)
        {
            isChanged = false;
            foreach (var method in circle.Where(method => !thrown[method].IsAnything))
            {
                _cancellation.ThrowIfCancellationRequested();
                var comesBack = false;
                var found = ThrowFinder.Find(_bodies.Of(method)!, callee =>
                {
                    if (!thrown.TryGetValue(callee.OriginalDefinition, out var assumed))
                        return Known(callee) ?? UnlessGetter(callee);
                    comesBack = true;
                    return assumed;
                });
                isChanged |= !found.SameAs(thrown[method]) && comesBack;
                thrown[method] = found;
            }
        }

        return thrown;
    }

    /// <summary>A constructor that nobody wrote runs the initialisers, and the base's constructor.</summary>
    private static bool InitialisersThrow(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType }
        || type.GetMembers().Where(member => member is IFieldSymbol or IPropertySymbol && !member.IsStatic)
            .SelectMany(member => member.DeclaringSyntaxReferences).Select(reference => InitialiserOf(reference.GetSyntax()))
            .Any(syntax => syntax is not null && Footprint.Read(syntax).DescendantNodes().Any(node => node is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax));

    private static SyntaxNode? InitialiserOf(SyntaxNode member) => member switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax field => field.Initializer,
        Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    private static bool IsImplicitConstructor(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, ContainingType.IsValueType: true };

    private static bool IsAutoAccessor(IMethodSymbol method) => method.AssociatedSymbol is IPropertySymbol property
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
