using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Where a handle goes beyond what can be followed.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>A delegate goes where nobody sees when it runs, and how often: what it ends is in other hands, and what it only uses is lent to whoever runs it.</summary>
    private void Escape(IOperation operation, ControlFlowGraph graph)
    {
        var capture = CaptureUse.Of(graph, _ownership);
        foreach (var symbol in capture.Ended.Union(capture.Changed, SymbolEqualityComparer.Default).OfType<ISymbol>().Where(_places.ContainsKey))
            EmitParts(PlaceOf(symbol), part => _builder.Emit(new Transfer(_builder.Origin(operation.Syntax), part, TransferKind.Trusted, Outlives: IsKept(operation))));
        foreach (var symbol in capture.Used.Where(symbol => _places.ContainsKey(symbol) && !capture.Ended.Contains(symbol) && !capture.Changed.Contains(symbol)))
            Pass(PlaceOf(symbol), TransferKind.Exposed, operation.Syntax);
        foreach (var symbol in capture.Written.Where(symbol => _places.ContainsKey(symbol)))
            TrustLater(operation, symbol);
        _changedElsewhere.UnionWith(capture.Written);
    }

    /// <summary>Whether a delegate goes where it is still there when the body has ended: it is returned, stored into a member, or added to a collection that somebody else has too.</summary>
    private static bool IsKept(IOperation operation)
    {
        while (operation.Parent is IConversionOperation or IDelegateCreationOperation or IParenthesizedOperation)
            operation = operation.Parent;
        return operation.Parent is IReturnOperation or IAssignmentOperation { Target: IMemberReferenceOperation } or IEventAssignmentOperation or null
            || operation.Parent is IArgumentOperation { Parent: IInvocationOperation { Instance: IParameterReferenceOperation or IMemberReferenceOperation } call } && Collections.Of(call.TargetMethod) is CollectionMember.Add or CollectionMember.AddAnywhere;
    }

    /// <summary>A delegate that goes elsewhere gives a variable its value: whatever handle that will be, nobody here sees it come.</summary>
    private void TrustLater(IOperation operation, ISymbol variable) => TrustLater(operation, variable is ILocalSymbol local ? local.Type : ((IParameterSymbol)variable).Type, variable);

    /// <summary>What a lazy value makes when it is first asked for only its object's own code can release, if at all: nobody is seen to own it.</summary>
    private void TrustLazy(IObjectCreationOperation creation)
    {
        if (creation.Type is INamedTypeSymbol { Name: "Lazy", TypeArguments: [var made], ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } })
            TrustLater(creation, made, null);
    }

    private void TrustLater(IOperation operation, ITypeSymbol type, ISymbol? variable)
    {
        if (_ownership.Handles.CarriedBy(type) is not { } handle)
            return;
        var (origin, place) = (_builder.Origin(operation.Syntax), NewTemporary(type));
        var info = new SiteInfo(operation.Syntax, handle, ArrivalKind.Borrowed) { Via = variable, Variable = variable };
        _builder.Emit(new Acquire(origin, place, _builder.SiteAt(operation.Syntax, LaterPart, SiteKind.Borrowed, info)));
        _builder.Emit(new Transfer(origin, place, TransferKind.Exposed));
    }

    /// <summary>The part of a site's syntax that stands for what a delegate will bring.</summary>
    private const int LaterPart = 250;

    /// <summary>A lambda that is passed to something that calls it before it returns, and no more: it runs here, any number of times. False: it is none.</summary>
    private bool RunAtOnce(IOperation operation, IFlowAnonymousFunctionOperation lambda)
    {
        var passed = operation;
        while (passed.Parent is IConversionOperation or IDelegateCreationOperation)
            passed = passed.Parent;
        if (passed.Parent is not IArgumentOperation { Parameter.OriginalDefinition.Type.TypeKind: TypeKind.Delegate, Parent: IInvocationOperation call } || !FrameworkContracts.CallsAtOnce(call.TargetMethod)
            || _ownership.Handles.CarriedBy(lambda.Symbol.ReturnType) is not null || _frame.Depth(lambda.Symbol) > 0)
            return false;
        var origin = _builder.Origin(operation.Syntax);
        var (head, body, end) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Goto(head), head);
        _builder.Continue(new Choice(origin, [body, end]), body);
        foreach (var parameter in lambda.Symbol.Parameters)
        {
            if (_ownership.Handles.CarriedBy(parameter.Type) is { } handle)
                Arrives(parameter, handle, _ownership.PromiseOf(parameter), origin);
        }

        Inline(_frame.Graph.GetAnonymousFunctionControlFlowGraphInScope(lambda), lambda.Symbol, [], operation);
        _builder.Continue(new Goto(head), end);
        return true;
    }

    private void LowerDynamic(IOperation operation)
    {
        ForgetWritten(null, operation.Syntax);

        // What is called on a handle may end it; what it is given to borrows it, like every callee that cannot be seen.
        var receiver = operation is IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation member } ? member.Instance : null;
        foreach (var child in operation.ChildOperations)
        {
            var place = LowerValue(child is IDynamicMemberReferenceOperation { Instance: { } instance } ? instance : child);
            if (child is not IDynamicMemberReferenceOperation)
                Pass(place, TransferKind.Exposed, child.Syntax);
        }

        if (receiver is not null && receiver is not IInstanceReferenceOperation)
            Pass(LowerValue(receiver), TransferKind.Trusted, operation.Syntax);

        MayThrowAt(operation.Syntax);
    }

    private void LowerPointerCall(IFunctionPointerInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            Pass(LowerValue(argument.Value), TransferKind.Exposed, argument.Syntax);
        MayThrowAt(call.Syntax);
    }

    /// <summary>Handles in an array of anything, as reflection takes its arguments, are out of sight. What a member that only looks at its arguments takes is not.</summary>
    private void LowerUnfollowedSequence(IOperation operation)
    {
        var isLookedAt = operation.Parent is IArgumentOperation { Parent: IInvocationOperation call } && FrameworkContracts.OnlyLooks(call.TargetMethod);
        foreach (var child in operation.ChildOperations)
            LowerUnfollowedElement(child, isLookedAt);
    }

    private void LowerUnfollowedElement(IOperation element, bool isLookedAt)
    {
        if (element is IArrayInitializerOperation initializer)
        {
            foreach (var value in initializer.ElementValues)
                LowerUnfollowedElement(value, isLookedAt);
            return;
        }

        var place = LowerValue(element);
        if (!isLookedAt && MayName(element.Type))
            Pass(place, TransferKind.Exposed, element.Syntax);
    }

    /// <summary>A collection of anything owns what is added to it like every other, but what it hands out again is not known for a handle.</summary>
    private Lowered? LowerUnfollowedAdd(IInvocationOperation call, CollectionMember meaning, System.Collections.Generic.List<IOperation> arguments)
    {
        if (meaning is not (CollectionMember.Add or CollectionMember.AddAnywhere) || !arguments.Exists(argument => Unconverted(argument).Type is { } type && CarriesHandle(type)))
            return null;
        LowerValue(call.Instance);
        foreach (var argument in arguments)
            Pass(LowerValue(argument), TransferKind.Trusted, argument.Syntax);
        return new Lowered(-1);
    }

    /// <summary>
    /// A handle goes into a field. Who releases it is known where the field says so or the type's own release method names it; a lent one that is
    /// kept beyond the call is only as alive as whoever lent it sees to.
    /// </summary>
    private TransferKind StoreInto(IFieldSymbol field, IOperation? receiver)
    {
        if (IsDivided(field.Type) && !_ownership.Owners.Keeps((ISymbol?)field.AssociatedSymbol ?? field))
            return TransferKind.Trusted;
        if (field.IsStatic || field.Has(KnownAttributes.Owning) || receiver is IInstanceReferenceOperation)
            return TransferKind.Stored;
        return _ownership.Handles.Of(field.ContainingType) is not null ? TransferKind.Stored : TransferKind.Trusted;
    }

    /// <summary>A property that is more than a name for a field takes what its setter takes.</summary>
    private void ApplySetter(IPropertySymbol property, int value, SyntaxNode syntax)
    {
        if (property.SetMethod is not { Parameters.Length: > 0 } setter)
            return;
        var contract = _ownership.Methods.Of(setter);
        var taken = contract.Arguments[contract.Arguments.Count - 1];
        ApplyEffect(taken.Effect, value, -1, syntax);
        if (taken.IsTrusted)
            Pass(value, TransferKind.Exposed, syntax);
    }
}
