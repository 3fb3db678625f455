using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Arrays, collections and spans: how they are made, filled by their creation, and gone through by a delegate.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>Whether a value of <paramref name="type"/> is a collection whose elements are followed.</summary>
    private bool IsFollowedCollection(ITypeSymbol? type) => Collections.ElementOf(type) is { } element && CarriesHandle(element);

    private bool CarriesHandle(ITypeSymbol type) =>
        _ownership.Handles.CarriedBy(type) is not null
        || HandleTypes.IsWide(type)
        || (Collections.ElementOf(type) is { } inner && CarriesHandle(inner))
        || (type is INamedTypeSymbol { IsTupleType: true } tuple && tuple.TupleElements.Any(element => CarriesHandle(element.Type)))
        || (type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } plain && !Collections.IsFramework(plain) && ShapeOf(plain).Any(element => TypeOf(element) is { } part && CarriesHandle(part)));

    private int NewContainer(IOperation operation, ITypeSymbol type, bool isComplete = false, int part = 0)
    {
        var place = NewTemporary(null);
        var site = _builder.SiteAt(operation.Syntax, part, SiteKind.Container, new SiteInfo(operation.Syntax, null, ArrivalKind.Container) { Via = type }, isArray: !isComplete && IsSized(operation, type));
        _builder.Emit(new Acquire(_builder.Origin(operation.Syntax), place, site));
        return place;
    }

    /// <summary>Whether the elements are there from the start: an array, or the memory of a span.</summary>
    private static bool IsSized(IOperation operation, ITypeSymbol type) => operation is not ICollectionExpressionOperation
        && (type is IArrayTypeSymbol or IPointerTypeSymbol || type.Name is "Span" or "ReadOnlySpan" or "Memory" || Collections.IsInlineArray(type));

    private int LowerNewSequence(IOperation operation)
    {
        if (operation.Type is null || !IsFollowedCollection(operation.Type))
        {
            LowerUnfollowedSequence(operation);
            return -1;
        }

        if (operation is IArrayCreationOperation array)
        {
            foreach (var size in array.DimensionSizes)
                LowerValue(size);
        }

        var elements = operation is IArrayCreationOperation { Initializer: { } initializer } ? initializer.ElementValues
            : operation is ICollectionExpressionOperation expression ? expression.Elements : [];
        elements = [.. elements.SelectMany(Flattened)];
        if (elements.Length == 1 && elements[0] is ISpreadOperation whole)
            return Collected(operation, LowerValue(whole.Operand));
        var values = elements.Select(element => element is ISpreadOperation spread ? Collected(spread, LowerValue(spread.Operand)) : LowerToPlace(element)).ToArray();
        var container = NewContainer(operation, operation.Type, isComplete: elements.Length > 0);
        for (var i = 0; i < values.Length; i++)
        {
            if (elements[i] is ISpreadOperation)
                PassAll(values[i], container, elements[i].Syntax);
            else
                PutElement(elements[i].Syntax, container, values[i], ElementKind.Back);
        }

        return container;
    }

    /// <summary>The elements of an array of several dimensions stand in nested initialisers.</summary>
    private static IEnumerable<IOperation> Flattened(IOperation element) =>
        element is IArrayInitializerOperation nested ? nested.ElementValues.SelectMany(Flattened) : [element];

    /// <summary>Where the answer is yes, the element leaves.</summary>
    private void DropAtCursor(IInvocationOperation call, int container, int answer)
    {
        var (drop, keep) = (_builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(answer < 0 ? new Choice(_builder.Origin(call.Syntax), [drop, keep]) : new Branch(_builder.Origin(call.Syntax), answer, drop, keep), drop);
        _builder.Emit(new Drop(_builder.Origin(call.Syntax), container, -1, ElementKind.AtCursor));
        _builder.Continue(new Goto(keep), keep);
    }

    private void PassAll(int source, int container, SyntaxNode syntax)
    {
        if (source >= 0)
            _builder.Emit(new PutAll(_builder.Origin(syntax), container, source));
    }

    /// <summary>A loop over the elements with the delegate as its body.</summary>
    private void LowerForEach(IInvocationOperation call, int container, IOperation action, bool drops = false)
    {
        var origin = _builder.Origin(call.Syntax);
        var (head, body, end) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        while (action is IConversionOperation conversion)
            action = conversion.Operand;
        _builder.Emit(new Cursor(origin, container, CursorStep.Start));
        _builder.Continue(new Goto(head), head);
        _builder.Continue(new Choice(origin, [body, end]), body);
        _builder.Emit(new Cursor(origin, container, CursorStep.Next));
        var element = NewTemporary(null);
        EmitPeek(call, element, Collections.ElementOf(call.Instance?.Type ?? call.Arguments[0].Value.Type), container, ElementKind.AtCursor);
        var answer = LowerAction(call, action, element);
        if (drops)
            DropAtCursor(call, container, answer);
        _builder.Emit(new Kill(origin, PlaceSet.Of(element), LeakExit.ScopeEnd));
        _builder.Continue(new Goto(head), end);
        _builder.Emit(new Cursor(origin, container, CursorStep.End));
    }
}
