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

    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);
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
    public bool MayComeFrom(IMethodSymbol method) => MayComeFrom(method, 0);

    private bool MayComeFrom(IMethodSymbol method, int depth)
    {
        if (IsFreeByContract(method))
            return false;
        if (depth > DeepestChain)
        {
            _lowest = Cut;
            return !IsGetter(method);
        }

        if (method.IsAbstract || method.IsVirtual || method.IsOverride || method.IsExtern)
            return !IsGetter(method) || (!method.IsAbstract && BodyThrows(method, depth));
        return BodyThrows(method, depth);
    }

    /// <summary>Release methods are not to throw, getters are not unless their body shows it, and a few framework members cannot.</summary>
    private bool IsFreeByContract(IMethodSymbol method) =>
        FrameworkContracts.CannotThrow(method)
        || IsRelease(method)
        || method.Has(KnownAttributes.Releases)
        || method.Parameters.Any(parameter => parameter.Has(KnownAttributes.Releases));

    /// <summary>Whether <paramref name="method"/> ends what it is called on.</summary>
    public bool IsRelease(IMethodSymbol method) => !method.IsStatic
        && ((method.Parameters.IsEmpty && method.Name.Substring(method.Name.LastIndexOf('.') + 1) is "Dispose" or "DisposeAsync")
            || (_handles.Of(method.ContainingType) is { } handle && handle.IsReleasedBy(method)));

    private static bool IsGetter(IMethodSymbol method) => method.MethodKind == MethodKind.PropertyGet;

    private bool BodyThrows(IMethodSymbol method, int depth)
    {
        _cancellation.ThrowIfCancellationRequested();
        var definition = method.OriginalDefinition;
        if (_known.TryGetValue(definition, out var known))
            return known;
        if (definition is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true } && !definition.ContainingType.DeclaringSyntaxReferences.IsEmpty)
            return Decide(definition, InitialisersThrow(definition.ContainingType));
        if (definition.DeclaringSyntaxReferences.IsEmpty)
            return Decide(definition, !IsGetter(definition) && !IsImplicitConstructor(definition));
        if (IsAutoAccessor(definition))
            return Decide(definition, false);
        if (_bodies.Of(definition) is not { } body)
            return Decide(definition, !IsGetter(definition));

        return BodyThrows(definition, body, depth);
    }

    /// <summary>
    /// A call chain that comes back to a method that is being asked about adds nothing of its own; but what was found on that footing holds for the
    /// method that began the circle, and is kept for no other.
    /// </summary>
    private bool BodyThrows(IMethodSymbol definition, IReadOnlyList<IOperation> body, int depth)
    {
        var running = _running ??= new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        if (running.TryGetValue(definition, out var begun))
        {
            _lowest = Math.Min(_lowest, begun);
            return false;
        }

        var around = depth == 0 ? int.MaxValue : _lowest;
        _lowest = int.MaxValue;
        running.Add(definition, depth);
        try
        {
            var throws = body.Any(root => new ThrowFinder(this, depth).Finds(root));
            if (_lowest >= depth || (throws && _lowest != Cut))
                Decide(definition, throws);
            return throws;
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

    private bool Decide(IMethodSymbol method, bool throws) => _known[method] = throws;

    private static bool IsImplicitConstructor(IMethodSymbol method) =>
        method is { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true, ContainingType.IsValueType: true };

    private static bool IsAutoAccessor(IMethodSymbol method) => method.AssociatedSymbol is IPropertySymbol property
        && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>Looks for something that can throw and is not caught in the same body.</summary>
    private sealed class ThrowFinder : OperationWalker
    {
        private readonly Exceptions _exceptions;
        private readonly int _depth;
        private bool _found;

        public ThrowFinder(Exceptions exceptions, int depth)
        {
            _exceptions = exceptions;
            _depth = depth;
        }

        public bool Finds(IOperation root)
        {
            Visit(root);
            return _found;
        }

        public override void Visit(IOperation? operation)
        {
            if (!_found)
                base.Visit(operation);
        }

        public override void VisitThrow(IThrowOperation operation) => _found = true;

        public override void VisitAwait(IAwaitOperation operation) => _found = true;

        public override void VisitDynamicInvocation(IDynamicInvocationOperation operation) => _found = true;

        public override void VisitInvocation(IInvocationOperation operation)
        {
            base.VisitInvocation(operation);
            _found |= _exceptions.MayComeFrom(operation.TargetMethod, _depth + 1);
        }

        public override void VisitObjectCreation(IObjectCreationOperation operation)
        {
            base.VisitObjectCreation(operation);
            _found |= operation.Constructor is { } constructor && _exceptions.MayComeFrom(constructor, _depth + 1);
        }

        public override void VisitPropertyReference(IPropertyReferenceOperation operation)
        {
            base.VisitPropertyReference(operation);
            var accessor = operation.Parent is IAssignmentOperation assignment && assignment.Target == operation
                ? operation.Property.SetMethod : operation.Property.GetMethod;
            _found |= accessor is not null && _exceptions.MayComeFrom(accessor, _depth + 1);
        }

        public override void VisitConversion(IConversionOperation operation)
        {
            base.VisitConversion(operation);
            _found |= operation.OperatorMethod is { } method && _exceptions.MayComeFrom(method, _depth + 1);
        }

        public override void VisitBinaryOperator(IBinaryOperation operation)
        {
            base.VisitBinaryOperator(operation);
            _found |= operation.OperatorMethod is { } method && _exceptions.MayComeFrom(method, _depth + 1);
        }

        public override void VisitForEachLoop(IForEachLoopOperation operation)
        {
            base.VisitForEachLoop(operation);
            _found |= !FrameworkContracts.EnumeratesFreely(operation.Collection.Type);
        }

        public override void VisitTry(ITryOperation operation)
        {
            if (!operation.Catches.Any(IsGeneral))
                Visit(operation.Body);
            foreach (var handler in operation.Catches)
                Visit(handler);
            Visit(operation.Finally);
        }

        // What is only declared here does not run here.
        public override void VisitAnonymousFunction(IAnonymousFunctionOperation operation)
        {
        }

        public override void VisitLocalFunction(ILocalFunctionOperation operation)
        {
        }

        private static bool IsGeneral(ICatchClauseOperation handler) => handler.Filter is null
            && (handler.ExceptionType is null || handler.ExceptionType.SpecialType == SpecialType.System_Object || handler.ExceptionType.ToDisplayString() == "System.Exception");
    }
}
