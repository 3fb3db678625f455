using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>From which members exceptions can come, by the rules of the catalogue: everything that is not known to be free of them.</summary>
internal sealed class Exceptions
{
    private const int DeepestChain = 250;

    /// <summary>The depth that says: the chain was cut, so what was found is no more than a guess.</summary>
    private const int Cut = -1;

    [ThreadStatic]
    private static Dictionary<ISymbol, int>? _running;

    [ThreadStatic]
    private static int _lowest;

    private readonly ConcurrentDictionary<ISymbol, Thrown> _known = new(SymbolEqualityComparer.Default);
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
    public Thrown ThrownBy(IMethodSymbol method) => ThrownBy(method, 0);

    private Thrown ThrownBy(IMethodSymbol method, int depth)
    {
        if (IsFreeByContract(method))
            return Thrown.Nothing;
        if (FrameworkContracts.ThrownBy(method) is { } known)
            return known;
        if (depth > DeepestChain)
        {
            _lowest = Cut;
            return UnlessGetter(method);
        }

        // An override may throw what it likes; of a getter only what can be seen counts.
        if (method.IsAbstract || method.IsVirtual || method.IsOverride || method.IsExtern)
            return !IsGetter(method) ? Thrown.Anything : method.IsAbstract ? Thrown.Nothing : BodyThrows(method, depth);
        return BodyThrows(method, depth);
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

    private Thrown BodyThrows(IMethodSymbol method, int depth)
    {
        _cancellation.ThrowIfCancellationRequested();
        var definition = method.OriginalDefinition;
        if (_known.TryGetValue(definition, out var known))
            return known;
        if (definition is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true } && !definition.ContainingType.DeclaringSyntaxReferences.IsEmpty)
            return Decide(definition, InitialisersThrow(definition.ContainingType) ? Thrown.Anything : Thrown.Nothing);
        if (definition.DeclaringSyntaxReferences.IsEmpty)
            return Decide(definition, IsImplicitConstructor(definition) ? Thrown.Nothing : UnlessGetter(definition));
        if (IsAutoAccessor(definition))
            return Decide(definition, Thrown.Nothing);
        if (_bodies.Of(definition) is not { } body)
            return Decide(definition, UnlessGetter(definition));
        // What is thrown in an iterator, as in an `async` method, comes out where somebody steps on or awaits, and not at the call.
        if (definition.IsAsync || Streams.IsIterator(definition))
            return Decide(definition, Thrown.Nothing);

        return BodyThrows(definition, body, depth);
    }

    /// <summary>
    /// A call chain that comes back to a method that is being asked about adds nothing of its own; but what was found on that footing holds for the
    /// method that began the circle, and is kept for no other.
    /// </summary>
    private Thrown BodyThrows(IMethodSymbol definition, IReadOnlyList<IOperation> body, int depth)
    {
        var running = _running ??= new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        if (running.TryGetValue(definition, out var begun))
        {
            _lowest = Math.Min(_lowest, begun);
            return Thrown.Nothing;
        }

        var around = depth == 0 ? int.MaxValue : _lowest;
        _lowest = int.MaxValue;
        running.Add(definition, depth);
        try
        {
            var thrown = ThrowFinder.Find(body, callee => ThrownBy(callee, depth + 1));
            if (_lowest >= depth || (thrown.IsAnything && _lowest != Cut))
                Decide(definition, thrown);
            return thrown;
        }
        finally
        {
            running.Remove(definition);
            _lowest = Math.Min(around, _lowest >= depth ? int.MaxValue : _lowest);
        }
    }

    /// <summary>A constructor that nobody wrote runs the initialisers, and the base's constructor.</summary>
    private static bool InitialisersThrow(INamedTypeSymbol type) =>
        type.BaseType is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType }
        || type.GetMembers().Where(member => member is IFieldSymbol or IPropertySymbol && !member.IsStatic)
            .SelectMany(member => member.DeclaringSyntaxReferences).Select(reference => InitialiserOf(reference.GetSyntax()))
            .Any(syntax => syntax is not null && syntax.DescendantNodes().Any(node => node is Microsoft.CodeAnalysis.CSharp.Syntax.InvocationExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.BaseObjectCreationExpressionSyntax));

    private static SyntaxNode? InitialiserOf(SyntaxNode member) => member switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax field => field.Initializer,
        Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    private Thrown Decide(IMethodSymbol method, Thrown thrown) => _known[method] = thrown;

    private static bool IsImplicitConstructor(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, ContainingType.IsValueType: true };

    private static bool IsAutoAccessor(IMethodSymbol method) => method.AssociatedSymbol is IPropertySymbol property
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));
}
