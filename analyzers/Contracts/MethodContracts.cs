using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>Completes a declared contract from a body.</summary>
internal delegate MethodContract Inference(IMethodSymbol method, MethodContract declared);

/// <summary>What methods mean for ownership: by their attributes, and by the defaults where nothing is written. Read once per compilation.</summary>
internal sealed class MethodContracts
{
    private readonly Memo<IMethodSymbol, MethodContract> _contracts = new(SymbolEqualityComparer.Default);
    private readonly HandleTypes _handles;
    private readonly Exceptions _exceptions;

    public MethodContracts(HandleTypes handles, Exceptions exceptions)
    {
        _handles = handles;
        _exceptions = exceptions;
    }

    /// <summary>The contract of <paramref name="method"/>.</summary>
    public MethodContract Of(IMethodSymbol method) => IsKnown(method, out var known) ? known : Find(method);

    private MethodContract Find(IMethodSymbol method)
    {
        var isFinal = false;
        var contract = Footprint.Of(() => Circles.Watch(() => Infer is null ? Declared(method) : Infer(method, Declared(method)), out isFinal), out var on);
        return isFinal ? Keep(method, contract, on) : contract;
    }

    /// <summary>What earlier compilations of the project showed; null: nothing is kept.</summary>
    public SummaryStore? Store { get; set; }

    /// <summary>Whether the contract of <paramref name="method"/> is known by now.</summary>
    public bool Knows(IMethodSymbol method) => IsKnown(method, out _);

    private bool IsKnown(IMethodSymbol method, out MethodContract contract)
    {
        if (_contracts.TryGet(method, out contract))
            return true;
        if (Store?.Find(method) is not { } stored)
            return false;
        Footprint.Use(stored.On);
        contract = _contracts.Keep(method, stored.Contract, stored.On);
        return true;
    }

    /// <summary>Keeps the contract of <paramref name="method"/>, which will not change when more is known.</summary>
    /// <param name="method">The method.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="on">What it rests on.</param>
    public MethodContract Keep(IMethodSymbol method, MethodContract contract, Footprint on)
    {
        Store?.Keep(method, contract, on);
        return _contracts.Keep(method, contract, on);
    }

    /// <summary>What types do with their members; set by whoever knows.</summary>
    public OwnerTypes? Owners { get; set; }

    /// <summary>Completes what is declared by what the body shows; set by whoever can analyse bodies.</summary>
    public Inference? Infer { get; set; }

    /// <summary>What attributes say of <paramref name="method"/>, and the defaults where nothing is written.</summary>
    public MethodContract Declared(IMethodSymbol method)
    {
        var definition = method.PartialImplementationPart ?? method;
        return new MethodContract
        {
            Receiver = ReadReceiver(definition),
            Arguments = [.. method.Parameters.Select(parameter => ReadArgument(method, parameter))],
            Outs = [.. method.Parameters.Select(parameter => ReadOut(method, parameter))],
            Result = ReadResult(method),
            Ties = [.. TakenOver(method)],
            Yields = Streams.HandsOver(method, _handles),
            Throws = _exceptions.ThrownBy(method),
            NeverReturns = FrameworkContracts.EndsProcess(method) || method.Has("System.Diagnostics.CodeAnalysis.DoesNotReturnAttribute"),
        };
    }

    /// <summary>What takes over a handle must end before what that must end before.</summary>
    private System.Collections.Generic.IEnumerable<TieContract> TakenOver(IMethodSymbol method) => method is { IsStatic: false, MethodKind: MethodKind.Ordinary } && IsOutOfSight(method) && _handles.Of(method.ContainingType) is not null
        ? method.Parameters.Where(parameter => parameter.PromiseOf() == Promise.Owning && _handles.CarriedBy(parameter.Type) is not null).Select(parameter => new TieContract(-1, null, parameter.Name)) : [];

    private InContract ReadReceiver(IMethodSymbol method)
    {
        if (method.IsStatic || method.MethodKind is MethodKind.Constructor)
            return InContract.Borrow;
        if (method.ContainingType.ExtensionParameter is { } extended)
            return ReadArgument(method, extended);
        if (_handles.Of(method.ContainingType) is { } handle && handle.IsReleasedBy(method))
            return new InContract(handle.IsStrict(method) ? Effect.ReleaseOnce : Effect.Release);
        if (IsDisposal(method))
            return new InContract(Effect.Release);
        return method.Has(KnownAttributes.Releases) || method.Has(KnownAttributes.HandlesResourceDisposal) ? new InContract(Effect.Release) : InContract.Borrow;
    }

    /// <summary>Called through the interface, or on a type that is wide enough to hide a handle.</summary>
    private static bool IsDisposal(IMethodSymbol method) =>
        method.Parameters.IsEmpty && method.Name is "Dispose" or "DisposeAsync"
        && (method.ContainingType.TypeKind == TypeKind.Interface || method.ContainingType.Name is "ConfiguredAsyncDisposable");

    private InContract ReadArgument(IMethodSymbol method, IParameterSymbol parameter)
    {
        var promise = _handles.MayHold(parameter.Type) ? parameter.PromiseOf() : Promises.Written(parameter);
        if (promise is Promise.Releases or Promise.Owning)
            return new InContract(promise == Promise.Releases ? Effect.ReleaseOnce : Effect.Take);
        var isKept = method.MethodKind == MethodKind.Constructor && promise == Promise.None && _handles.CarriedBy(parameter.Type) is not null
            && Owners is not null && OwnerTypes.IsPrimary(method) && Owners.KeepsPrimary(parameter.OriginalDefinition);
        return isKept ? new InContract(Effect.Store) : InContract.Borrow with { IsTrusted = promise == Promise.None && IsOutOfSight(method) };
    }

    /// <summary>Whether what runs when <paramref name="method"/> is called cannot be seen, so that only a contract can tell.</summary>
    private static bool IsOutOfSight(IMethodSymbol method) =>
        (method.DeclaringSyntaxReferences.IsEmpty || method.IsAbstract || method.IsExtern || method.IsVirtual || method.MethodKind == MethodKind.DelegateInvoke
            || (method.IsOverride && !method.IsSealed && !method.ContainingType.IsSealed))
        && !FrameworkContracts.OnlyLooks(method);

    private OutContract? ReadOut(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.Out || !_handles.MayHold(parameter.Type))
            return null;
        var handle = _handles.CarriedBy(parameter.Type);
        var when = WhenHanded(method, parameter);
        return new OutContract(handle is not null && parameter.PromiseOf() != Promise.NotOwning)
        {
            When = when,
            MayBeNull = when == Outcome.Always && parameter.NullableAnnotation == NullableAnnotation.Annotated,
            Parent = parameter.Attribute(KnownAttributes.OutlivedBy)?.Text(),
            Sibling = parameter.Attribute(KnownAttributes.SameOwnerAs)?.Text(),
        };
    }

    /// <summary>A method that tells by its result whether it hands something out, as the Try pattern does.</summary>
    private static Outcome WhenHanded(IMethodSymbol method, IParameterSymbol parameter)
    {
        if (method.ReturnType.SpecialType != SpecialType.System_Boolean)
            return Outcome.Always;
        var notNull = parameter.Attribute("System.Diagnostics.CodeAnalysis.NotNullWhenAttribute");
        var maybeNull = parameter.Attribute("System.Diagnostics.CodeAnalysis.MaybeNullWhenAttribute");
        var tells = notNull?.ConstructorArguments[0].Value as bool? ?? (maybeNull?.ConstructorArguments[0].Value is bool fails ? !fails : null);
        return tells is false ? Outcome.WhenFalse : Outcome.WhenTrue;
    }

    private OutContract? ReadResult(IMethodSymbol method)
    {
        var type = method.MethodKind == MethodKind.Constructor ? method.ContainingType : method.ReturnType;
        if (_handles.CarriedBy(type) is null && !IsOwnedCollection(method, type))
            return null;
        var accessor = method.MethodKind is MethodKind.PropertyGet;
        var promise = method.ResultPromise();
        return new OutContract(promise == Promise.Owning || (promise == Promise.None && !accessor && !method.ReturnsByRef && !method.ReturnsByRefReadonly))
        {
            MayBeNull = method.MethodKind != MethodKind.Constructor && MayBeNull(type),
            Parent = method.ReturnAttribute(KnownAttributes.OutlivedBy)?.Text(),
            Sibling = method.ReturnAttribute(KnownAttributes.SameOwnerAs)?.Text() ?? WrappedBy(method),
        };
    }

    /// <summary>Whether a collection comes out whose elements are the caller's, as it says.</summary>
    private bool IsOwnedCollection(IMethodSymbol method, ITypeSymbol type) => method.ResultPromise() == Promise.Owning && Collections.ElementOf(Unpromised(type)) is { } element && _handles.CarriedBy(element) is not null;

    private static ITypeSymbol Unpromised(ITypeSymbol type) => HandleTypes.IsPromise(type) ? ((INamedTypeSymbol)type).TypeArguments[0] : type;

    /// <summary>The only parameter that a type keeps which declares it beside its name: what wraps something must end before what that came from.</summary>
    private string? WrappedBy(IMethodSymbol method) => method.MethodKind == MethodKind.Constructor && Owners is not null && OwnerTypes.IsPrimary(method)
        && method.Parameters.Where(parameter => _handles.CarriedBy(parameter.Type) is not null && Owners.KeepsPrimary(parameter.OriginalDefinition)).ToList() is [var only] ? only.Name : null;

    private static bool MayBeNull(ITypeSymbol type) => type switch
    {
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => true,
        INamedTypeSymbol { IsValueType: true, TypeArguments.Length: 1 } named => MayBeNull(named.TypeArguments[0]),
        INamedTypeSymbol { TypeArguments.Length: 1 } named when HandleTypes.IsPromise(named) => MayBeNull(named.TypeArguments[0]),
        _ => type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated,
    };
}
