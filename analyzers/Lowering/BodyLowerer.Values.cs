using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>What an expression yields: a place that names it, or -1 where there is nothing to follow. Everything inside is lowered in the order in which it runs.</summary>
internal sealed partial class BodyLowerer
{
    private void LowerStatement(IOperation operation)
    {
        if (operation is IExpressionStatementOperation statement)
            LowerValue(statement.Operation);
        else
            LowerValue(operation);
    }

    /// <summary>Like <see cref="LowerValue"/>, but makes a place for what is unknown.</summary>
    private int LowerToPlace(IOperation operation)
    {
        var place = LowerValue(operation);
        if (place >= 0)
            return place;
        return operation.Type?.SpecialType == SpecialType.System_Boolean ? Unknown(operation, 0, 1) : Unknown(operation);
    }

    private int Unknown(IOperation operation, long low = long.MinValue, long high = long.MaxValue)
    {
        var place = NewTemporary(operation.Type);
        _builder.Emit(new AssignUnknown(_builder.Origin(operation.Syntax), place, low, high));
        return place;
    }

    private int Constant(IOperation operation, long value)
    {
        var place = NewTemporary(operation.Type);
        EmitParts(place, part => _builder.Emit(new AssignConstant(_builder.Origin(operation.Syntax), part, value)));
        return place;
    }

    private int LowerValue(IOperation? operation)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (operation is null)
            return -1;
        if (operation.ConstantValue.HasValue)
            return LowerConstant(operation, operation.ConstantValue.Value);
        switch (operation)
        {
            case ILocalReferenceOperation local:
                return LowerLocal(local);
            case IParameterReferenceOperation parameter:
                return PlaceOf(parameter.Parameter);
            case IFlowCaptureOperation capture:
                LowerCapture(capture);
                return -1;
            case IFlowCaptureReferenceOperation reference:
                return LowerCaptureReference(reference);
            case IConversionOperation conversion:
                return LowerConversion(conversion);
            case IParenthesizedOperation parenthesized:
                return LowerValue(parenthesized.Operand);
            case IDefaultValueOperation:
                return LowerDefault(operation);
            case IAssignmentOperation or IIncrementOrDecrementOperation:
                return LowerAssignment(operation);
            case IUnaryOperation or IBinaryOperation or IIsNullOperation or IIsPatternOperation or IIsTypeOperation:
                return LowerTest(operation);
            case ITupleOperation tuple:
                return LowerTuple(tuple);
            case IAnonymousObjectCreationOperation anonymous:
                return LowerAnonymous(anonymous);
            case IVariableDeclaratorOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation:
                return LowerDeclaration(operation);
            case IDeclarationExpressionOperation declaration:
                return LowerValue(declaration.Expression);
            default:
                return LowerAccess(operation);
        }
    }

    private int LowerAccess(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation or IObjectCreationOperation or ITypeParameterObjectCreationOperation or IPropertyReferenceOperation or IAwaitOperation:
                return LowerCallLike(operation);
            case IFieldReferenceOperation field:
                return LowerField(field);
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation:
                return LowerElement(operation);
            case IArrayCreationOperation or ICollectionExpressionOperation:
                return LowerNewSequence(operation);
            case IReturnOperation yield when yield.Kind is OperationKind.YieldReturn:
                LowerYield(yield);
                return -1;
            case IFlowAnonymousFunctionOperation or IDelegateCreationOperation or IMethodReferenceOperation:
                return LowerDelegate(operation);
            case IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicObjectCreationOperation or IDynamicIndexerAccessOperation:
                LowerDynamic(operation);
                return -1;
            case IFunctionPointerInvocationOperation pointer:
                LowerPointerCall(pointer);
                return -1;
            case IThrowOperation thrown:
                LowerValue(thrown.Exception);
                _builder.Emit(new MayThrow(_builder.Origin(operation.Syntax), DispatchHere(thrown.Exception is null ? null : StaticTypeOf(thrown.Exception)), ByCall: false));
                _builder.Continue(new Exit(-1, ExitKind.Halt), _builder.NewBlock());
                return -1;
            case IWithOperation or IObjectOrCollectionInitializerOperation:
                LowerChildren(operation);
                return -1;
            case IInstanceReferenceOperation:
                return _this;
            case INameOfOperation or ITypeOfOperation or ISizeOfOperation or ICaughtExceptionOperation or ILiteralOperation:
                return -1;
            default:
                return LowerUnlisted(operation);
        }
    }

    /// <summary>Whatever has no meaning of its own here still runs its parts; and what the compiler does not describe is looked up in the syntax.</summary>
    private int LowerUnlisted(IOperation operation)
    {
        var children = operation.ChildOperations.ToList();
        var places = children.Select(LowerValue).ToList();
        if (operation.Syntax is StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax)
        {
            if (!IsFollowedStack(operation))
                return -1;
            var container = NewContainer(operation, operation.Type!);
            foreach (var (child, place) in children.Zip(places, (child, place) => (child, place)))
            {
                if (child.Type is { } type && CarriesHandle(type))
                    PutElement(child.Syntax, container, place, ElementKind.Back);
            }

            return container;
        }

        // Through a pointer: what it points to.
        return children.Count == 1 && (children[0].Type is IPointerTypeSymbol || operation is IAddressOfOperation) ? places[0] : -1;
    }

    private bool IsFollowedStack(IOperation operation) =>
        operation.Type is IPointerTypeSymbol pointer ? CarriesHandle(pointer.PointedAtType) : operation.Type is not null && IsFollowedCollection(operation.Type);

    private void LowerChildren(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
            LowerValue(child);
    }

    private int LowerConstant(IOperation operation, object? value) => value switch
    {
        null => Constant(operation, 0),
        bool truth => Constant(operation, truth ? 1 : 0),
        char character => Constant(operation, character),
        sbyte or byte or short or ushort or int or uint or long => Constant(operation, Convert.ToInt64(value)),
        string text => Constant(operation, _builder.NumberOf(text)),
        _ => -1,
    };

    private int LowerLocal(ILocalReferenceOperation local)
    {
        if (local.Local.IsRef && LocationsOf(local) is { Count: > 0 } locations && !ReferenceEquals(locations[0], local))
            return ReadThrough(local, locations);
        var place = PlaceOf(local.Local);
        if (_changedElsewhere.Contains(local.Local) && !_ownership.Handles.MayHold(local.Type))
            _builder.Emit(new AssignUnknown(_builder.Origin(local.Syntax), place));
        return place;
    }

    private void LowerCapture(IFlowCaptureOperation capture)
    {
        if (IsLocation(_frame, capture.Id))
        {
            Choose(capture, CaptureOf(_frame, capture.Id), capture.Value);
            return;
        }

        var value = LowerValue(capture.Value);
        AssignWhole(capture.Syntax, CaptureOf(_frame, capture.Id), value);
        if (_ownSequences.TryGetValue(value, out var member))
            _ownSequences[CaptureOf(_frame, capture.Id)] = member;
    }

    private int LowerCaptureReference(IFlowCaptureReferenceOperation reference)
    {
        return IsLocation(_frame, reference.Id) ? ReadThrough(reference, LocationsOf(reference)) : CaptureOf(_frame, reference.Id);
    }

    private int LowerConversion(IConversionOperation conversion)
    {
        if (conversion.OperatorMethod is { } method && !(Collections.IsSequence(method.ContainingType) && CarriesElements(conversion.Type)))
            return LowerCall(new Call(conversion, method, null, [new CallArgument(method.Parameters[0], conversion.Operand)]));
        if (conversion.Operand is ITupleOperation tuple)
            return LowerTuple(tuple);
        return LowerValue(conversion.Operand);
    }

    private bool CarriesElements(ITypeSymbol? type) => Collections.ElementOf(type) is { } element && CarriesHandle(element);

    private int LowerTuple(ITupleOperation tuple)
    {
        var values = tuple.Elements.Select(LowerValue).ToArray();
        var place = NewTemporary(tuple.Type ?? tuple.NaturalType);
        if (!_parts.TryGetValue(place, out var parts))
            return -1;
        for (var i = 0; i < parts.Count && i < values.Length; i++)
            AssignWhole(tuple.Elements[i].Syntax, parts[i], values[i]);
        return place;
    }

    private int LowerAnonymous(IAnonymousObjectCreationOperation anonymous)
    {
        var values = anonymous.Initializers.Select(initializer => LowerValue(initializer is ISimpleAssignmentOperation assignment ? assignment.Value : initializer)).ToArray();
        var place = NewTemporary(anonymous.Type);
        for (var i = 0; i < values.Length && _parts.TryGetValue(place, out var parts) && i < parts.Count; i++)
            AssignWhole(anonymous.Initializers[i].Syntax, parts[i], values[i]);
        return place;
    }

    private int LowerDeclaration(IOperation operation)
    {
        if (operation is IVariableDeclaratorOperation { Initializer.Value: { } value } declarator)
            AssignWhole(declarator.Syntax, PlaceOf(declarator.Symbol), LowerValue(value));
        else
            LowerChildren(operation);
        return -1;
    }

    private int LowerField(IFieldReferenceOperation field)
    {
        if (OwnPlaceOf(field) is var own and >= 0)
            return own;
        var receiver = LowerValue(field.Instance);
        var part = PartOf(receiver, field.Field);
        if (part >= 0)
            return part;
        if (receiver >= 0 && field.Field.Attribute(KnownAttributes.OwesNothingWhen) is { } attribute)
            return ReadNumber(field, receiver, _builder.MemberOf(field.Field.OriginalDefinition, () => MemberOf(field.Type!, attribute)), used: true);
        if (receiver >= 0 && MayName(field.Instance?.Type))
            _builder.Emit(new Use(_builder.Origin(field.Syntax), receiver));
        return StableMember(field.Instance, field.Field, field.Field.IsReadOnly || IsStableMemory(field.Field, field.Type), field.Type) is var stable and >= 0 ? stable : Borrowed(field, field.Field, field.Type);
    }

    private readonly Dictionary<(int Receiver, ISymbol Member), int> _stable = [];

    /// <summary>The place of a number that cannot change as long as the variable before the dot does not; -1 where there is none.</summary>
    private int StableMember(IOperation? receiver, ISymbol member, bool isReadOnly, ITypeSymbol? type)
    {
        var isNumber = type is { TypeKind: TypeKind.Enum } || type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64;
        var place = receiver switch
        {
            null or IInstanceReferenceOperation => -2,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.In } parameter when !_frame.Usage.Assigned.Contains(parameter.Parameter) => PlaceOf(parameter.Parameter),
            _ => -1,
        };
        if (!isReadOnly || !(isNumber || (type is not null && RuntimeNames.IsMemory(type))) || place == -1)
            return -1;
        var key = (place, member);
        if (!_stable.TryGetValue(key, out var stable))
        {
            _stable.Add(key, stable = _builder.NewPlace());
            if (!isNumber)
                _builder.EmitAtEntry(new AssignUnknown(-1, stable, 1));
        }

        return stable;
    }

    /// <summary>A handle that belongs to a field or a property: it can be used here, but it is not this body's.</summary>
    private int Borrowed(IOperation operation, ISymbol via, ITypeSymbol? type)
    {
        if (_ownership.Handles.CarriedBy(type) is not { } handle)
            return -1;
        var place = NewTemporary(type);
        var syntax = FirstRead(operation, via);
        var site = _builder.SiteAt(syntax, 0, SiteKind.Borrowed, new SiteInfo(syntax, handle, ArrivalKind.Borrowed) { Via = via });
        Acquired(new Acquire(_builder.Origin(operation.Syntax), place, site), type!);
        return place;
    }

    private readonly Dictionary<(ISymbol? Receiver, ISymbol Member), SyntaxNode> _reads = [];

    /// <summary>Where the same member of the same variable was read first: what it holds is taken to be the same each time, and so is what comes from it.</summary>
    private SyntaxNode FirstRead(IOperation operation, ISymbol member)
    {
        var receiver = (operation as IMemberReferenceOperation)?.Instance switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            null or IInstanceReferenceOperation => (ISymbol?)member.ContainingType,
            _ => null,
        };
        if (receiver is null || operation is IPropertyReferenceOperation { Arguments.Length: > 0 })
            return operation.Syntax;
        if (!_reads.TryGetValue((receiver, member), out var first))
            _reads.Add((receiver, member), first = operation.Syntax);
        return first;
    }

    private int DispatchHere(ITypeSymbol? type) => Dispatch(_frame, _context, _block.EnclosingRegion, type);

    /// <summary>An exception may come from here.</summary>
    private void MayThrowAt(SyntaxNode syntax, ITypeSymbol? type = null)
    {
        if (_ownership.CallsThrow)
            _builder.Emit(new MayThrow(_builder.Origin(syntax), DispatchHere(type)));
    }

    /// <summary>The exceptions of a callee may come from here, some of them with one value of an argument alone.</summary>
    private void MayThrowAt(SyntaxNode syntax, Thrown thrown, int[] arguments)
    {
        foreach (var kind in thrown.Kinds)
        {
            if (kind.Guard is not { } guard || arguments[guard.Ordinal] < 0)
            {
                MayThrowAt(syntax, kind.Type);
                continue;
            }

            var (throws, next) = (_builder.NewBlock(), _builder.NewBlock());
            _builder.Continue(new Branch(-1, arguments[guard.Ordinal], guard.WhenNothing ? next : throws, guard.WhenNothing ? throws : next), throws);
            MayThrowAt(syntax, kind.Type);
            _builder.Continue(new Exit(-1, ExitKind.Halt), next);
        }
    }

    private void LowerYield(IReturnOperation yield)
    {
        var value = LowerValue(yield.ReturnedValue);
        var origin = _builder.Origin(yield.Syntax);
        if (value >= 0 && _isProbe && _frame.Caller is null)
            EmitParts(value, part => _builder.Emit(new Observe(origin, part, YieldKey, _frame.ReturnPlace)));
        if (value >= 0)
            EmitParts(value, part => _builder.Emit(new Transfer(origin, part, TransferKind.Returned)));
        var next = _builder.NewBlock();
        _builder.Continue(new Choice(origin, [next, Abandoned(_frame, _context, _block.EnclosingRegion, yield.Syntax)]), next);
    }
}
