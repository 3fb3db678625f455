using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Stepping through a sequence with its enumerator.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>`GetEnumerator`, `MoveNext` and their like, written or implied by `foreach`.</summary>
    private Lowered? LowerEnumeration(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("GetEnumerator" or "GetAsyncEnumerator" or "MoveNext" or "MoveNextAsync") || (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is not { } subject)
            return null;
        var source = LowerValue(subject);
        if (QueryOf(source) is { } query)
            return new Lowered(StepThrough(call, query, source));
        if (!IsFreeStep(call, subject) && !IsViewEnumerator(subject.Type))
            MayThrowAt(call.Syntax);
        if (call.TargetMethod.Name.StartsWith("Get", System.StringComparison.Ordinal))
        {
            if (source >= 0)
                _builder.Emit(new Cursor(_builder.Origin(call.Syntax), source, CursorStep.Start));
            if (source >= 0 && _ownership.Handles.CarriedBy(subject.Type) is not null)
                _builder.Emit(new Use(_builder.Origin(call.Syntax), source));
            return new Lowered(source);
        }

        return new Lowered(Either(call, moved =>
        {
            var drains = _streams.TryGetValue(source, out var stream) && stream.Takes;
            if (source >= 0 && !(drains && moved))
                _builder.Emit(new Cursor(_builder.Origin(call.Syntax), source, moved ? CursorStep.Next : drains ? CursorStep.Empty : CursorStep.End));
            if (!moved && EnumeratedType(call.Syntax) is { } loop)
                EmitEmptied(loop);
        }));
    }

    private int StepThrough(IInvocationOperation call, Query query, int sequence)
    {
        if (!call.TargetMethod.Name.StartsWith("Get", System.StringComparison.Ordinal))
            return Step(query, call, () => { });
        query.Start(call);
        return sequence;
    }

    /// <summary>The steps of a `foreach` know an interface only; where they go is known where it begins.</summary>
    private bool IsFreeStep(IInvocationOperation call, IOperation subject)
    {
        var loop = call.IsImplicit ? EnumeratedType(call.Syntax) : null;
        var free = (loop is not null && _frame.FreeLoops.Contains(loop)) || Enumerations.AreFree(subject) || (Enumerations.IsHolding(subject.Type) && IsFollowedCollection(subject.Type)) || !_ownership.Exceptions.MayComeFrom(call.TargetMethod) || IsArrayEnumeration(call);
        if (free && loop is not null && call.TargetMethod.Name == "GetEnumerator")
            _frame.FreeLoops.Add(loop);
        return free;
    }

    /// <summary>A loop is over that took as many elements as there were.</summary>
    private void EmitEmptied(SyntaxNode loop)
    {
        foreach (var sequence in _frame.Loops.Counted.EmptiedBy(loop))
            _builder.Emit(new Cursor(_builder.Origin(loop), PlaceOf(sequence), CursorStep.Empty));
    }

    /// <summary>Whether an enumerator ends. It is another name of what it steps through, which does not end with it.</summary>
    private bool EndsEnumeration(IInvocationOperation call)
    {
        if (call.TargetMethod.Name.Substring(call.TargetMethod.Name.LastIndexOf('.') + 1) is not ("Dispose" or "DisposeAsync"))
            return false;
        var ofForEach = call.IsImplicit && (call.Syntax is CommonForEachStatementSyntax || call.Syntax.Parent is CommonForEachStatementSyntax loop && loop.Expression == call.Syntax);
        return ofForEach || (Collections.IsEnumerator(call.Instance?.Type) && _ownership.Handles.CarriedBy(call.Instance?.Type) is null);
    }

    /// <summary>Whether <paramref name="type"/> steps through a handle, whose members are views of it.</summary>
    private bool IsViewEnumerator(ITypeSymbol? type) =>
        _ownership.Handles.CarriedBy(type) is not null || _ownership.Handles.CarriedBy(type?.ContainingType) is not null;

    /// <summary>The compiler steps through arrays by the non-generic interface, which says nothing of where it came from.</summary>
    private static bool IsArrayEnumeration(IInvocationOperation call) => call.IsImplicit && call.TargetMethod.ContainingType is { Arity: 0 } type && FullNames.Of(type) is "System.Collections.IEnumerator" or "System.Collections.IEnumerable"
        && EnumeratedType(call.Syntax) is not null;

    private static SyntaxNode? EnumeratedType(SyntaxNode syntax) => syntax.FirstAncestorOrSelf<CommonForEachStatementSyntax>();

    /// <summary>Whether a variable is the place that an enumeration by reference stands on: it names one element in each round.</summary>
    private bool IsStep(ILocalSymbol local) => StepOf(local) is not null;

    private IPropertyReferenceOperation? StepOf(ILocalSymbol local) =>
        local.IsRef && _frame.Usage.References.TryGetValue(local, out var locations) && locations is [IPropertyReferenceOperation { Property.Name: "Current", Instance: { } } step] && Collections.IsEnumerator(step.Instance.Type) ? step : null;

    /// <summary>The element that the enumeration stands on.</summary>
    private int LowerCurrent(IPropertyReferenceOperation property, int enumerator)
    {
        if (IsViewEnumerator(property.Instance?.Type))
            return enumerator;
        if (QueryOf(enumerator) is { } query)
        {
            var element = NewTemporary(property.Type);
            AssignWhole(property.Syntax, element, query.Current);
            Drop(query.Current, property);
            return element;
        }

        if (_streams.TryGetValue(enumerator, out var stream) && stream.Takes)
            return LowerTake(property, enumerator, ElementKind.Front, property.Type!, via: stream.Via);
        if (stream.HandsOver)
            return Arrive(property, stream.Via, property.Type!, new OutContract(true), StreamSite, _ => -1, -1);
        var target = NewTemporary(property.Type);
        var type = property.Parent is IConversionOperation { Type: { } converted } && !CarriesHandle(property.Type!) ? converted : property.Type;
        if (!CarriesHandle(type!) && !HandlesIn(target).Any(part => _partTypes.ContainsKey(part)))
            return Unknown(property);
        EmitPeek(property, target, type, enumerator, ElementKind.AtCursor);
        return target;
    }
}
