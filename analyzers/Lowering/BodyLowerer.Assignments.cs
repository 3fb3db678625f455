using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Assignments in all their forms.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerAssignment(IOperation operation)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: true, Target: ILocalReferenceOperation { Local: var step } } reference when IsStep(step):
                AssignWhole(reference.Syntax, PlaceOf(step), LowerValue(reference.Value));
                return -1;
            case ISimpleAssignmentOperation { IsRef: true } reference:
                LowerValue(reference.Value);
                if (reference.Target is ILocalReferenceOperation { Local: var named })
                    Choose(reference, PlaceOf(named), reference.Value);
                return -1;
            case ISimpleAssignmentOperation { Value: ICaughtExceptionOperation } caught:
                AssignTo(caught.Target, Unknown(caught, 1), caught.Syntax);
                return -1;
            case ISimpleAssignmentOperation simple:
                LowerReceivers(simple.Target);
                var value = LowerValue(simple.Value);
                if (value < 0 && OwnPlaceOf(simple.Target) >= 0 && simple.Value.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated })
                    value = Unknown(simple.Value, 1);
                AssignTo(simple.Target, value, simple.Syntax);
                return value;
            case IDeconstructionAssignmentOperation deconstruction:
                return LowerDeconstruction(deconstruction);
            case ICompoundAssignmentOperation compound:
                return LowerCompound(compound);
            case IIncrementOrDecrementOperation step:
                return LowerStep(step);
            case ICoalesceAssignmentOperation coalesce:
                LowerChildren(coalesce);
                return -1;
            default:
                LowerChildren(operation);
                return -1;
        }
    }

    /// <summary>What stands before the dot or in the brackets of a target runs first.</summary>
    private void LowerReceivers(IOperation target)
    {
        if (target is IMemberReferenceOperation { Instance: { } instance } && instance is not (ILocalReferenceOperation or IParameterReferenceOperation or IInstanceReferenceOperation or IFlowCaptureReferenceOperation))
            LowerValue(instance);
    }

    private void AssignTo(IOperation target, int value, SyntaxNode syntax)
    {
        switch (target)
        {
            case ILocalReferenceOperation { Local: var step } when IsStep(step):
                AssignWhole(syntax, PlaceOf(step), value);
                if (StepOf(step) is { Instance: { } enumerator })
                    PutElement(syntax, LowerValue(enumerator), value, ElementKind.AtCursor);
                break;
            case ILocalReferenceOperation local when local.Local.IsRef && LocationsOf(local) is { Count: > 0 } locations && !ReferenceEquals(locations[0], local):
                AssignThrough(local, locations, value, syntax);
                break;
            case ILocalReferenceOperation local:
                AssignWhole(syntax, PlaceOf(local.Local), value);
                StartLoops(local.Local, syntax);
                ForgetElements(local.Local, syntax);
                break;
            case IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation when OwnPlaceOf(target) is var own and >= 0:
                AssignToOwn(OwnMembers.NamedBy(target)!, own, value, syntax);
                break;
            case IParameterReferenceOperation parameter:
                AssignWhole(syntax, PlaceOf(parameter.Parameter), value);
                ForgetElements(parameter.Parameter, syntax);
                break;
            case IFlowCaptureReferenceOperation capture when IsLocation(_frame, capture.Id):
                AssignThrough(capture, LocationsOf(capture), value, syntax);
                break;
            case IFlowCaptureReferenceOperation capture:
                AssignWhole(syntax, CaptureOf(_frame, capture.Id), value);
                break;
            case IDiscardOperation:
                break;
            case IConversionOperation conversion:
                AssignTo(conversion.Operand, value, syntax);
                break;
            case IDeclarationExpressionOperation declaration:
                AssignTo(declaration.Expression, value, syntax);
                break;
            case ITupleOperation tuple:
                AssignToTuple(tuple, value, syntax);
                break;
            default:
                AssignToMember(target, value, syntax);
                RememberWrite(target, value, syntax);
                LoadOwner(target, syntax);
                break;
        }
    }

    /// <summary>A counter that is set, and not just stepped, begins its loops anew.</summary>
    private void StartLoops(ILocalSymbol counter, SyntaxNode syntax)
    {
        var isStep = syntax is Microsoft.CodeAnalysis.CSharp.Syntax.PostfixUnaryExpressionSyntax or Microsoft.CodeAnalysis.CSharp.Syntax.PrefixUnaryExpressionSyntax
            || (syntax is Microsoft.CodeAnalysis.CSharp.Syntax.AssignmentExpressionSyntax && !syntax.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression));
        if (isStep)
            return;
        foreach (var sequence in _frame.Loops.StartedBy(counter))
            _builder.Emit(new Cursor(_builder.Origin(syntax), PlaceOf(sequence), CursorStep.Start));
        if (!syntax.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression))
            return;
        foreach (var sequence in _frame.Loops.FilledBy(counter))
            _builder.Emit(new Cursor(_builder.Origin(syntax), PlaceOf(sequence), CursorStep.Refill));
    }

    private void AssignToTuple(ITupleOperation tuple, int value, SyntaxNode syntax)
    {
        var parts = value >= 0 && _parts.TryGetValue(value, out var known) ? known : null;
        for (var i = 0; i < tuple.Elements.Length; i++)
            AssignTo(tuple.Elements[i], parts is not null && i < parts.Count ? parts[i] : -1, syntax);
    }

    private void AssignToMember(IOperation target, int value, SyntaxNode syntax)
    {
        switch (target)
        {
            case IFieldReferenceOperation field when PartOf(PlaceOfReceiver(field.Instance), field.Field) is var part and >= 0:
                AssignWhole(syntax, part, value);
                break;
            case IFieldReferenceOperation field:
                Entrust((ISymbol?)field.Field.AssociatedSymbol ?? field.Field, value, syntax);
                if (_isProbe ? _ownership.Owners.Keeps((ISymbol?)field.Field.AssociatedSymbol ?? field.Field) : !field.Field.Has(KnownAttributes.NotOwning))
                    Pass(value, StoreInto(field.Field, field.Instance), syntax);
                break;
            case IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation:
                StoreElement(target, value, syntax);
                break;
            case IPropertyReferenceOperation property when IsElement(property):
                StoreElement(property, value, syntax);
                break;
            case IPropertyReferenceOperation property when PartOf(PlaceOfReceiver(property.Instance), property.Property) is var part and >= 0:
                AssignWhole(syntax, part, value);
                break;
            case IPropertyReferenceOperation property:
                AssignToProperty(property, value, syntax);
                break;
            case IInvocationOperation { TargetMethod.ReturnsByRef: true }:
            case IEventReferenceOperation:
                Pass(value, TransferKind.Stored, syntax);
                break;
            default:
                Pass(value, TransferKind.Trusted, syntax);
                break;
        }
    }

    /// <summary>Whether what is made holds nothing before its initialiser gives it something: till then nothing is lost with it.</summary>
    private bool IsLoadedLater(IObjectCreationOperation creation) => FirstLoadOf(creation) is not null
        && ((creation.Type!.IsValueType && creation.Arguments.IsEmpty) || (creation.Constructor is { } constructor && _ownership.Methods.Of(constructor).Result is { IsEmpty: true }));

    /// <summary>The first assignment in an initialiser by which an owner gets something to own.</summary>
    private SyntaxNode? FirstLoadOf(IObjectCreationOperation creation) =>
        creation.Syntax is BaseObjectCreationExpressionSyntax { Initializer.Expressions: var assignments } && _ownership.Handles.Of(creation.Type) is { IsOwner: true }
            ? assignments.FirstOrDefault(each => each is AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } && creation.Type!.GetMembers(name.Identifier.ValueText).Any(_ownership.Owners.Keeps)) : null;

    private void LoadOwner(IOperation target, SyntaxNode syntax)
    {
        if (target is not IMemberReferenceOperation { Instance: IFlowCaptureReferenceOperation capture } || !_frame.Usage.Captured.TryGetValue(capture.Id, out var values)
            || values is not [IObjectCreationOperation creation] || !IsLoadedLater(creation) || FirstLoadOf(creation) != syntax)
            return;
        var info = new SiteInfo(creation.Syntax, _ownership.Handles.Of(creation.Type), ArrivalKind.Call) { Via = creation.Constructor };
        _builder.Emit(new Acquire(_builder.Origin(creation.Syntax), CaptureOf(_frame, capture.Id), _builder.SiteAt(creation.Syntax, 0, SiteKind.Owned, info)));
    }

    private int PlaceOfReceiver(IOperation? receiver) => receiver switch
    {
        IFieldReferenceOperation or IPropertyReferenceOperation when OwnPlaceOf(receiver) is var own and >= 0 => own,
        ILocalReferenceOperation local when !local.Local.IsRef || IsStep(local.Local) => PlaceOf(local.Local),
        IParameterReferenceOperation parameter => PlaceOf(parameter.Parameter),
        IFieldReferenceOperation field => PartOf(PlaceOfReceiver(field.Instance), field.Field),
        IPropertyReferenceOperation property => PartOf(PlaceOfReceiver(property.Instance), property.Property),
        IFlowCaptureReferenceOperation capture when !IsLocation(_frame, capture.Id) => CaptureOf(_frame, capture.Id),
        _ => -1,
    };

    private void AssignToProperty(IPropertyReferenceOperation property, int value, SyntaxNode syntax)
    {
        if (property.Property.SetMethod is { } own && LowerOwnSetter(property, own, value))
            return;
        foreach (var argument in property.Arguments)
            LowerValue(argument.Value);
        var isField = IsAutomatic(property.Property);
        var takes = property.Property.Has(KnownAttributes.Owning) || (isField && (_isProbe ? _ownership.Owners.Keeps(property.Property) : !property.Property.Has(KnownAttributes.NotOwning)));
        if (takes)
            Pass(value, IsDivided(property.Type!) && !_ownership.Owners.Keeps(property.Property) ? TransferKind.Trusted : TransferKind.Stored, syntax);
        else if (!isField)
            ApplySetter(property.Property, value, syntax);
        if (property.Property.SetMethod is { } setter && !isField && _ownership.Exceptions.MayComeFrom(setter))
            MayThrowAt(syntax);
    }

    private static bool IsAutomatic(IPropertySymbol property) => property.ContainingType.GetMembers().OfType<IFieldSymbol>()
        .Any(field => SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, property));

    /// <summary>The value with all its parts goes to somebody else.</summary>
    private void Pass(int value, TransferKind kind, SyntaxNode syntax)
    {
        if (value >= 0)
            EmitParts(value, part => _builder.Emit(new Transfer(_builder.Origin(syntax), part, kind)));
    }

    /// <summary>All values are read before the first is written, so that a swap swaps.</summary>
    private int LowerDeconstruction(IDeconstructionAssignmentOperation deconstruction)
    {
        var value = LowerValue(deconstruction.Value);
        var method = _ownership.DeconstructionOf(deconstruction.Syntax);
        if (value >= 0 && _parts.ContainsKey(value))
        {
            var copy = NewTemporary(null);
            AssignWhole(deconstruction.Syntax, copy, value);
            _statement.AddRange(PartsOf(copy).Skip(1));
            AssignTo(deconstruction.Target, copy, deconstruction.Syntax);
            return copy;
        }

        AssignTo(deconstruction.Target, value, deconstruction.Syntax);
        if (method is not null && _ownership.Exceptions.MayComeFrom(method))
            MayThrowAt(deconstruction.Syntax);
        return -1;
    }

    private int LowerCompound(ICompoundAssignmentOperation compound)
    {
        var target = LowerToPlace(compound.Target);
        var value = LowerToPlace(compound.Value);
        var result = -1;
        if (compound.OperatorMethod is { } method && _ownership.Exceptions.MayComeFrom(method))
            MayThrowAt(compound.Syntax);
        else if (compound.Type?.SpecialType == SpecialType.System_Boolean)
            result = Combine(compound, compound.OperatorKind, target, value);
        else if (compound.OperatorKind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract && IsInteger(compound.Type) && AddendOf(compound.Value) is { } addend)
            result = Sum(compound, target, compound.OperatorKind == BinaryOperatorKind.Add ? addend : -addend);
        AssignTo(compound.Target, result, compound.Syntax);
        return result;
    }

    private int LowerStep(IIncrementOrDecrementOperation step)
    {
        var target = LowerToPlace(step.Target);
        var before = NewTemporary(step.Type);
        _builder.Emit(new Assign(_builder.Origin(step.Syntax), before, target));
        var after = IsInteger(step.Type) ? Sum(step, target, step.Kind == OperationKind.Increment ? 1 : -1) : -1;
        AssignTo(step.Target, after, step.Syntax);
        return step.IsPostfix ? before : after;
    }
}
