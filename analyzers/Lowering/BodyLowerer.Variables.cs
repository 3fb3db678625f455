using System;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Constants, variables, captures, conversions and the parts of tuples.</summary>
internal sealed partial class BodyLowerer
{
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
        if (local.Local.IsRef && !IsStep(local.Local) && LocationsOf(local) is { Count: > 0 } locations && !ReferenceEquals(locations[0], local))
            return ReadThrough(local, locations);
        return Seen(local, local.Local, local.Type);
    }

    /// <summary>What a variable holds; one that others may write by now may hold any number.</summary>
    private int Seen(IOperation reference, ISymbol variable, ITypeSymbol? type)
    {
        var place = PlaceOf(variable);
        if (_changedElsewhere.Contains(variable) && !_ownership.Handles.MayHold(type))
            EmitParts(place, part => _builder.Emit(new AssignUnknown(_builder.Origin(reference.Syntax), part)));
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
        return Lift(conversion, IsNullableNumber(conversion.Type) ? LowerToPlace(conversion.Operand) : LowerValue(conversion.Operand), conversion.Operand.Type, conversion.Type);
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
}
