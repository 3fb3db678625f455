using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Calls: what goes in, whether it throws, what comes out.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerCallLike(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation { Instance: { } instance, Arguments.Length: 0 } query when query.TargetMethod.Attribute(KnownAttributes.OwesNothingWhen) is { } attribute:
                return ReadNumber(query, LowerToPlace(instance), _builder.MemberOf(query.TargetMethod.OriginalDefinition, () => MemberOf(query.TargetMethod.ReturnType, attribute)), used: true);
            case IInvocationOperation pure when NumberAgain(pure) is var again and >= 0:
                LowerChildren(pure);
                return again;
            case IInvocationOperation bounded when BoundOf(bounded) is var (low, high):
                LowerChildren(bounded);
                return Unknown(bounded, low, high);
            case IInvocationOperation invocation when LowerValueOrDefault(invocation) is { } value:
                return value.Place;
            case IInvocationOperation invocation when LowerEquality(invocation) is { } equality:
                return equality.Place;
            case IInvocationOperation invocation when LowerQuery(invocation) is { } query:
                return query.Place;
            case IInvocationOperation invocation when LowerSequenceCall(invocation) is { } sequence:
                return sequence.Place;
            case IInvocationOperation invocation when LowerDelegateCall(invocation) is { } called:
                return called.Place;
            case IInvocationOperation invocation when LowerAwaitedRun(invocation) is { } run:
                return run.Place;
            case IInvocationOperation invocation when LowerAtomic(invocation) is { } atomic:
                return atomic.Place;
            case IInvocationOperation invocation when LowerAlias(invocation) is { } alias:
                return alias.Place;
            case IInvocationOperation invocation when LowerPromiseCall(invocation) is { } promise:
                return promise.Place;
            case IInvocationOperation invocation:
                return LowerCall(new Call(invocation, invocation.TargetMethod, invocation.Instance, ArgumentsOf(invocation.Arguments)));
            case IObjectCreationOperation creation:
                return LowerCreation(creation);
            case ITypeParameterObjectCreationOperation made:
                MayThrowAt(made.Syntax);
                return _ownership.Handles.Of(made.Type) is null ? -1 : Arrive(made, made.Type!, made.Type!, new OutContract(true), 0, _ => -1, -1);
            case IPropertyReferenceOperation property:
                return LowerProperty(property);
            case IAwaitOperation await:
                return LowerAwait(await);
            default:
                return -1;
        }
    }

    private static IReadOnlyList<CallArgument> ArgumentsOf(IEnumerable<IArgumentOperation> arguments) =>
        [.. arguments.Where(argument => argument.Parameter is not null).Select(argument => new CallArgument(argument.Parameter!, argument.Value))];

    private int LowerCreation(IObjectCreationOperation creation)
    {
        var arguments = ArgumentsOf(creation.Arguments);
        if (creation.Type is { IsValueType: true } && arguments.Count == 0)
            return LowerDefault(creation);
        if (_ownership.Handles.Of(creation.Type) is null && _ownership.Handles.CarriedBy(creation.Type) is not null && arguments.Count == 1)
            return LowerValue(arguments[0].Value);
        if (ShapeOf(creation.Type).Count > 0 && creation.Constructor is not null)
            return LowerStructCreation(creation, arguments);
        if (IsFollowedCollection(creation.Type))
            return LowerCollectionCreation(creation, arguments);

        TrustLazy(creation);
        return creation.Constructor is { } constructor ? LowerCall(new Call(creation, constructor, null, arguments)) : -1;
    }

    /// <summary>A collection that is made of another one, or of one variable, holds what that holds.</summary>
    private int LowerCollectionCreation(IObjectCreationOperation creation, IReadOnlyList<CallArgument> arguments)
    {
        var places = arguments.Select(argument => LowerValue(argument.Value)).ToArray();
        var first = places.Length > 0 ? Collected(creation, places[0]) : -1;
        if (first >= 0 && (IsFollowedCollection(arguments[0].Value.Type) || first != places[0]))
            return first;
        var container = NewContainer(creation, creation.Type!);
        if (first >= 0 && arguments[0].Parameter.RefKind != RefKind.None)
            PutElement(creation.Syntax, container, first, ElementKind.Back);
        return container;
    }

    /// <summary>A value that is nothing, or an array of nothings.</summary>
    private int LowerDefault(IOperation operation) =>
        Collections.IsInlineArray(operation.Type) && IsFollowedCollection(operation.Type) ? NewContainer(operation, operation.Type!) : Constant(operation, 0);

    /// <summary>Whether what is awaited is the end of a disposal: release methods are not to throw.</summary>
    private bool IsDisposal(IOperation operation) => operation switch
    {
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" } configured => (configured.Instance ?? configured.Arguments.FirstOrDefault()?.Value) is { } inner && IsDisposal(inner),
        IInvocationOperation call => _ownership.Exceptions.IsRelease(call.TargetMethod),
        _ => false,
    };

    /// <summary>Lowers a call by its contract.</summary>
    private int LowerCall(Call call)
    {
        if (Binds && !call.Method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
            _builder.Emit(new Visit(_builder.Origin(call.Operation.Syntax)));
        if ((LowerInPlace(call) ?? LowerHelper(call)) is { } inlined)
            return inlined.Place;
        if (LowerOwnCall(call) is { } own)
        {
            BeginBasePart(call);
            EndBasePart(call);
            return own.Place;
        }

        if (call.Method is { IsPartialDefinition: true, PartialImplementationPart: null })
            return -1;
        var contract = _ownership.Methods.Of(call.Method);
        var receiver = LowerValue(call.Receiver);
        if (call.Operation is IInvocationOperation && call.Receiver?.Type is { IsReferenceType: true } or INamedTypeSymbol { IsReadOnly: true } && LowerOfParts(call, receiver) is { } told)
            return told.Place;
        var places = new int[call.Method.Parameters.Length];
        var targets = new IOperation?[places.Length];
        for (var i = 0; i < places.Length; i++)
            places[i] = -1;
        foreach (var argument in call.Arguments)
        {
            var ordinal = argument.Parameter.Ordinal;
            if (argument.Parameter.RefKind == RefKind.Out || (argument.Parameter.RefKind == RefKind.Ref && contract.Outs[ordinal] is not null))
                targets[ordinal] = argument.Value;
            if (argument.Parameter.RefKind != RefKind.Out)
                places[ordinal] = LowerValue(argument.Value);
        }

        return Apply(call, contract, receiver, places, targets);
    }

    private bool? _binds;

    /// <summary>Whether the body chooses a mode, so that it matters what runs meanwhile.</summary>
    private bool Binds => _binds ??= _frame.Graph.OriginalOperation.DescendantsAndSelf().Any(each => each switch
    {
        IInvocationOperation call => RuntimeNames.ModeGivenTo(call.TargetMethod) is not null || RuntimeNames.BringsBinding(call.TargetMethod),
        IObjectCreationOperation { Constructor: { DeclaringSyntaxReferences.IsEmpty: false } maker } => _ownership.Handles.Of(maker.ContainingType) is not null && _ownership.Methods.Of(maker).Result is { Trait: not Fact.NoTrait },
        _ => false,
    });

    private int LowerArgument(CallArgument argument)
    {
        var place = LowerValue(argument.Value);
        if (place >= 0 && MayName(argument.Value.Type))
            EmitParts(place, part => _builder.Emit(new Use(_builder.Origin(argument.Value.Syntax), part)));
        return place;
    }
}
