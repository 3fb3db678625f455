using System;
using System.Linq;
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
                return Seen(parameter, parameter.Parameter, parameter.Type);
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
                return Self.IsOther ? Self.Place : _this;
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

        // What a pointer points to may be written through it from here on.
        if (operation is IAddressOfOperation { Reference: ILocalReferenceOperation or IParameterReferenceOperation } address && CursorLoop.SymbolOf(address.Reference) is { } pointedAt)
            _changedElsewhere.Add(pointedAt);

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
}
