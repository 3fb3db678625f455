using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// A body lowered to learn what it does with what goes in: each parameter is a resource that is owed, under a second name that nothing in the body
/// can overwrite, and at the exit the program asks what has become of it.
/// </summary>
internal sealed partial class BodyLowerer
{
    /// <summary>The key of the observation of the result; parameters have their ordinals.</summary>
    public const int ResultKey = -1;

    /// <summary>The key of the observation of `this`.</summary>
    public const int ThisKey = -2;

    /// <summary>What is added to the ordinal of an `out` or `ref` parameter for what it holds at the exit.</summary>
    public const int OutKey = 1000;

    /// <summary>What is added to the number of a member for what it holds at the exit.</summary>
    public const int MemberKey = 3000;

    /// <summary>What is added to a key for what has become of a parameter when an exception leaves.</summary>
    public const int ThrownKey = 2000;

    /// <summary>What is added to the number of a handle of the tuple that is returned.</summary>
    public const int PartKey = 700;

    /// <summary>The key of the observation of what an iterator yields.</summary>
    public const int YieldKey = -3;

    private int _this = -1;

    private void ProbeParameters(IMethodSymbol method, int origin)
    {
        ProbeThis(method, origin);
        foreach (var parameter in method.Parameters.Where(parameter => parameter.RefKind != RefKind.Out))
        {
            var syntax = parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) ?? _frame.Graph.OriginalOperation.Syntax;
            if (CarriesHandle(parameter.Type) && !IsFollowedCollection(parameter.Type))
            {
                // One that may be a handle counts too: whoever disposes what it gets ends whatever that is.
                var site = _builder.SiteAt(syntax, 0, SiteKind.Owned, new SiteInfo(syntax, _ownership.Handles.CarriedBy(parameter.Type), ArrivalKind.Borrowed) { Via = parameter });
                Acquired(new Acquire(origin, PlaceOf(parameter), site, Idle: true), parameter.Type);
            }
            else if (IsFollowedCollection(parameter.Type) || Collections.IsReader(parameter.Type))
            {
                ElementsOf(parameter, syntax, origin, ArrivalKind.Borrowed);
                continue;
            }
            else if (IsDisposable(parameter.Type) || (parameter.Type is ITypeParameterSymbol && ShapeOf(method.ReturnType).Count > 0))
            {
                var site = _builder.SiteAt(syntax, 0, SiteKind.Owned, new SiteInfo(syntax, null, ArrivalKind.Borrowed) { Via = parameter });
                Acquired(new Acquire(origin, PlaceOf(parameter), site), parameter.Type);
            }
            else if (ShapeOf(parameter.Type).Count > 0)
            {
                ProbeParts(parameter, syntax, origin);
                continue;
            }
            else if (!RuntimeNames.IsMemory(parameter.Type) && !IsInteger(parameter.Type))
            {
                continue;
            }

            _builder.Emit(new Assign(origin, ProbeOf(parameter), PlaceOf(parameter)));
        }
    }

    /// <summary>Whether a parameter of <paramref name="type"/> can be given any handle, and can end it.</summary>
    private static bool IsDisposable(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Any(IsDisposable),
        _ => type.SpecialType == SpecialType.System_IDisposable || type is { Name: "IAsyncDisposable", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } },
    };

    /// <summary>A struct of handles: what becomes of each of them is observed under the one key.</summary>
    private void ProbeParts(IParameterSymbol parameter, SyntaxNode syntax, int origin)
    {
        var number = 1;
        var place = PlaceOf(parameter);
        PartsArrive(place, parameter.Type, syntax, parameter, origin, ref number);
        var probe = ProbeOf(parameter);
        Divide(probe, parameter.Type);
        AssignWhole(syntax, probe, place);
    }

    private void PartsArrive(int place, ITypeSymbol type, SyntaxNode syntax, IParameterSymbol parameter, int origin, ref int number)
    {
        var shape = ShapeOf(type);
        for (var i = 0; i < shape.Count; i++)
        {
            var (part, partType) = (_parts[place][i], TypeOf(shape[i])!);
            if (_ownership.Handles.CarriedBy(partType) is { } handle)
                Acquired(new Acquire(origin, part, _builder.SiteAt(syntax, number++, SiteKind.Owned, new SiteInfo(syntax, handle, ArrivalKind.Borrowed) { Via = parameter })), partType);
            else
                PartsArrive(part, partType, syntax, parameter, origin, ref number);
        }
    }

    private void ProbeThis(IMethodSymbol method, int origin)
    {
        var extended = method.ContainingType.ExtensionParameter;
        if (method.IsStatic || method.MethodKind == MethodKind.Constructor || _ownership.Handles.Of(extended?.Type ?? method.ContainingType) is not { } handle)
            return;
        _this = _builder.NewPlace();
        var syntax = _frame.Graph.OriginalOperation.Syntax;
        _builder.Emit(new Acquire(origin, _this, _builder.SiteAt(syntax, 0, SiteKind.Owned, new SiteInfo(syntax, handle, ArrivalKind.Borrowed) { Via = method.ContainingType })));
        if (extended is not null)
            _builder.Emit(new Assign(origin, PlaceOf(extended), _this));
    }

    /// <summary>A collection comes in with something in it that is owed.</summary>
    private void ElementsOf(IParameterSymbol parameter, SyntaxNode syntax, int origin, ArrivalKind kind)
    {
        var handle = (Collections.IsReader(parameter.Type) ? ((INamedTypeSymbol)parameter.Type).TypeArguments[0] : Collections.ElementOf(parameter.Type)) is { } type ? _ownership.Handles.CarriedBy(type) : null;
        var container = _builder.SiteAt(syntax, 0, SiteKind.Container, new SiteInfo(syntax, null, ArrivalKind.Container) { Via = parameter });
        var element = _builder.SiteAt(syntax, 1, SiteKind.Owned, new SiteInfo(syntax, handle, kind) { Via = parameter, Variable = parameter });
        var place = _builder.NewPlace();
        _builder.Emit(new Acquire(origin, PlaceOf(parameter), container));
        _builder.Emit(new Acquire(origin, place, element));
        _builder.Emit(new Put(origin, PlaceOf(parameter), place, ElementKind.Anywhere));

        // The second name is that of the element: it stays when the collection is cleared.
        if (_isProbe)
            _builder.Emit(new Assign(origin, ProbeOf(parameter), place));
        _builder.Emit(new Kill(origin, PlaceSet.Of(place), LeakExit.ScopeEnd));
    }

    private readonly System.Collections.Generic.Dictionary<int, int> _probes = [];

    private int ProbeOf(IParameterSymbol parameter)
    {
        if (!_probes.TryGetValue(parameter.Ordinal, out var place))
            _probes.Add(parameter.Ordinal, place = _builder.NewPlace());
        return place;
    }

    private void ProbeThrow(IMethodSymbol method, int origin)
    {
        KeepMembers(origin, member => !IsMadeBy(method, member) && _ownership.Owners.Keeps(member));
        foreach (var parameter in method.Parameters)
        {
            if (_probes.TryGetValue(parameter.Ordinal, out var probe))
                EmitParts(probe, part => _builder.Emit(new Observe(origin, part, ThrownKey + parameter.Ordinal, _frame.ReturnPlace)));
        }

        if (_this >= 0)
            _builder.Emit(new Observe(origin, _this, ThrownKey + ThisKey, _frame.ReturnPlace));
    }

    /// <summary>What a boolean result tells of the parameters is asked of each of its values by itself.</summary>
    private void ProbeExit(IMethodSymbol method, int origin)
    {
        var told = TellingPart(_frame.ReturnPlace, method.ReturnType);
        if (told < 0)
        {
            ProbeOutcome(method, origin);
            return;
        }

        var (whenTrue, whenFalse, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Branch(-1, told, whenTrue, whenFalse), whenTrue);
        ProbeOutcome(method, origin);
        _builder.Continue(new Goto(join), whenFalse);
        ProbeOutcome(method, origin);
        _builder.Continue(new Goto(join), join);
    }

    private void ProbeOutcome(IMethodSymbol method, int origin)
    {
        var result = _frame.ReturnPlace;
        ObserveMembers(origin);

        // What the object keeps is no longer the caller's; what a member only borrows is.
        KeepMembers(origin, _ownership.Owners.Keeps);
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.Out && _probes.TryGetValue(parameter.Ordinal, out var probe))
                EmitParts(probe, part => _builder.Emit(new Observe(origin, part, parameter.Ordinal, result)));
            if (parameter.RefKind is RefKind.Out or RefKind.Ref && _ownership.Handles.CarriedBy(parameter.Type) is not null)
                _builder.Emit(new Observe(origin, PlaceOf(parameter), OutKey + parameter.Ordinal, result));
        }

        if (_this >= 0)
            _builder.Emit(new Observe(origin, _this, ThisKey, result));
        KeepMembers(origin, _ => true);
        _builder.Emit(new Observe(origin, result, ResultKey, result));
        var parts = HandlesOfTuple(result, method.ReturnType);
        for (var i = 0; i < parts.Count; i++)
            _builder.Emit(new Observe(origin, parts[i].Place, PartKey + i, TellingPart(result, method.ReturnType) is var told and >= 0 ? told : result));
        if (_parts.ContainsKey(result))
            _builder.Emit(new ObserveParts(origin, [.. PartsOf(result)]));
    }

    /// <summary>The place whose truth tells outcomes apart: a boolean result, or the first boolean of a tuple with handles; -1: there is none.</summary>
    private int TellingPart(int place, ITypeSymbol? type)
    {
        if (type?.SpecialType == SpecialType.System_Boolean)
            return place;
        var at = Unpromised(type) is INamedTypeSymbol { IsTupleType: true } tuple && HandlesOfTuple(place, type).Count > 0 ? tuple.TupleElements.ToList().FindIndex(element => element.Type.SpecialType == SpecialType.System_Boolean) : -1;
        return at < 0 ? -1 : _parts[place][at];
    }

    /// <summary>The handles of a tuple or a struct, in order.</summary>
    private IReadOnlyList<(int Place, ITypeSymbol Type)> HandlesOfTuple(int place, ITypeSymbol? type) => [.. HandleParts(place, Unpromised(type))];
}
