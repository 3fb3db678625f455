using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Names: locals, parameters, captures, temporaries, and the elements of tuples.</summary>
internal sealed partial class BodyLowerer
{
    private readonly Dictionary<ISymbol, int> _places = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<int, List<int>> _parts = [];
    private readonly Dictionary<int, ITypeSymbol> _partTypes = [];
    private readonly List<int> _statement = [];
    private readonly HashSet<ISymbol> _outer = new(SymbolEqualityComparer.Default);

    private int PlaceOf(ISymbol symbol)
    {
        if (symbol is IParameterSymbol && _frame?.NameOf(symbol) is { } named)
            return named;
        if (!_places.TryGetValue(symbol, out var place))
        {
            _places.Add(symbol, place = _builder.NewPlace());
            Divide(place, TypeOf(symbol));
        }

        return place;
    }

    private int CaptureOf(Frame frame, CaptureId id)
    {
        if (!frame.Captures.TryGetValue(id, out var place))
        {
            frame.Captures.Add(id, place = _builder.NewPlace());
            Divide(place, frame.Usage.Captured.TryGetValue(id, out var values) ? values[0].Type : null);
        }

        return place;
    }

    /// <summary>Whether the capture is a location that is written through, and which one it is.</summary>
    private static bool IsLocation(Frame frame, CaptureId id) => frame.Usage.Written.Contains(id);

    private int NewTemporary(ITypeSymbol? type)
    {
        var place = _builder.NewTemporary();
        Divide(place, type);
        _statement.AddRange(PartsOf(place));
        return place;
    }

    /// <summary>A tuple, an anonymous object, a plain struct with handles in it is as many places as it has elements.</summary>
    private void Divide(int place, ITypeSymbol? type)
    {
        var shape = ShapeOf(type);
        if (shape.Count == 0)
            return;
        var parts = new List<int>();
        _parts[place] = parts;
        foreach (var element in shape)
        {
            var part = _builder.NewPlace();
            parts.Add(part);
            if (TypeOf(element) is { } elementType)
                _partTypes[part] = elementType;
            Divide(part, TypeOf(element));
        }
    }

    private readonly Dictionary<ITypeSymbol, IReadOnlyList<ISymbol>> _shapes = new(SymbolEqualityComparer.Default);

    /// <summary>The members of a value that are places of their own.</summary>
    private IReadOnlyList<ISymbol> ShapeOf(ITypeSymbol? type)
    {
        if (type is not INamedTypeSymbol named || _ownership.Handles.CarriedBy(named) is not null)
            return [];
        if (!_shapes.TryGetValue(named, out var shape))
        {
            _shapes.Add(named, []);
            _shapes[named] = shape = MembersOf(named);
        }

        return shape;
    }

    private IReadOnlyList<ISymbol> MembersOf(INamedTypeSymbol type)
    {
        if (type.IsTupleType)
            return [.. type.TupleElements];
        if (IsNullableNumber(type))
            return [.. type.GetMembers("Value").OfType<IPropertySymbol>()];
        if (type.IsAnonymousType || (type.Name == "KeyValuePair" && Collections.IsFramework(type)))
            return [.. type.GetMembers().OfType<IPropertySymbol>()];
        return Carriers.PartsOf(type, _ownership.Compilation, _ownership.Handles);
    }

    private static ITypeSymbol? TypeOf(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    private IEnumerable<int> PartsOf(int place) =>
        _parts.TryGetValue(place, out var parts) ? parts.SelectMany(PartsOf).Prepend(place) : [place];

    /// <summary>The place of a member of the value in <paramref name="place"/>, or -1.</summary>
    private int PartOf(int place, ISymbol member)
    {
        if (place < 0 || !_parts.TryGetValue(place, out var parts))
            return -1;
        var shape = ShapeOf(member.ContainingType);
        for (var i = 0; i < parts.Count && i < shape.Count; i++)
        {
            // A tuple of which the compiler guessed the nullability is another type than the one of its literal; its elements still have their numbers.
            if (SymbolEqualityComparer.Default.Equals(Plain(shape[i]), Plain(member)) || (member.ContainingType.IsTupleType && Plain(shape[i]).Name == Plain(member).Name))
                return parts[i];
        }

        return -1;
    }

    /// <summary>An element of a tuple has two names, a field of a property only the property's.</summary>
    private static ISymbol Plain(ISymbol member) => member is IFieldSymbol field ? field.CorrespondingTupleField ?? field.AssociatedSymbol ?? field : member;

    /// <summary>Whether a value of the type may be another name of a handle, as a view of it is.</summary>
    private static bool MayName(ITypeSymbol? type) => type is not null && type.TypeKind is not (TypeKind.Enum or TypeKind.Delegate)
        && type.SpecialType is SpecialType.None or SpecialType.System_Object or SpecialType.System_IDisposable or SpecialType.System_ValueType;

    private void EmitParts(int place, Action<int> emit)
    {
        foreach (var part in PartsOf(place))
            emit(part);
    }

    /// <summary>Assigns a value with all its parts.</summary>
    private void AssignWhole(SyntaxNode syntax, int target, int source)
    {
        if (target == source)
            return;
        var origin = _builder.Origin(syntax);
        _builder.Emit(source < 0 ? new AssignUnknown(origin, target) : new Assign(origin, target, source));
        if (source >= 0 && _streams.TryGetValue(source, out var stream))
            _streams[target] = stream;
        var from = source >= 0 && _parts.TryGetValue(source, out var parts) ? parts : null;
        if (!_parts.TryGetValue(target, out var to))
        {
            if (from is null)
                return;
            _parts[target] = to = [.. from.Select(_ => _builder.NewPlace())];
        }

        for (var i = 0; i < to.Count; i++)
            AssignWhole(syntax, to[i], from is not null && i < from.Count ? from[i] : -1);
    }

    /// <summary>The temporaries of a statement end with it: what only they hold was never kept.</summary>
    private void EndStatement(IOperation operation, int except = -1)
    {
        _statement.Remove(except);
        if (_statement.Count > 0)
            _builder.Emit(new Kill(_builder.Origin(operation.Syntax), PlaceSet.Of(_statement), LeakExit.Discard));
        _statement.Clear();
    }

    /// <summary>Variables of a method around this lambda or local function are not its own: what it stores there is handed over.</summary>
    private void FindCaptures(ControlFlowGraph graph)
    {
        if (graph.Parent is null)
            return;
        var own = graph.OriginalOperation.Syntax;
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations.Concat(block.BranchValue is { } value ? [value] : []).SelectMany(root => root.DescendantsAndSelf()))
            {
                var symbol = operation switch
                {
                    ILocalReferenceOperation local => (ISymbol)local.Local,
                    IParameterReferenceOperation parameter => parameter.Parameter,
                    _ => null,
                };
                if (symbol is not null && !symbol.DeclaringSyntaxReferences.Any(reference => own.Span.Contains(reference.Span)))
                    _outer.Add(symbol);
            }
        }
    }

    private void HandOverOuter(int origin)
    {
        foreach (var symbol in _outer)
            EmitParts(PlaceOf(symbol), place => _builder.Emit(new Transfer(origin, place, TransferKind.Stored)));
    }
}
