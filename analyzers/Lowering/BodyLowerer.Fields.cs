using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Fields, and what belongs to somebody else.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerField(IFieldReferenceOperation field)
    {
        if (OwnPlaceOf(field) is var own and >= 0)
            return own;
        if (field.Instance is null && Collections.Of(field.Field) == CollectionMember.Create && IsFollowedCollection(field.Type))
            return NewContainer(field, field.Type!, isComplete: true);
        var receiver = LowerValue(field.Instance);
        var part = PartOf(receiver, field.Field);
        if (part >= 0)
            return part;
        if (receiver >= 0 && field.Field.Attribute(KnownAttributes.OwesNothingWhen) is { } attribute)
            return ReadNumber(field, receiver, _builder.MemberOf(field.Field.OriginalDefinition, () => MemberOf(field.Type!, attribute)), used: true);
        if (receiver >= 0 && MayName(field.Instance?.Type))
            _builder.Emit(new Use(_builder.Origin(field.Syntax), receiver, NeedsParent: false));
        if (StableMember(field.Instance, field.Field, field.Field.IsReadOnly || IsStableMemory(field.Field, field.Type), field.Type) is var stable and >= 0)
            return stable;
        return NumberAgain(field) is var number and >= 0 ? number : Borrowed(field, field.Field, field.Type);
    }

    private readonly Dictionary<(int Receiver, ISymbol Member), int> _stable = [];

    /// <summary>The place of a number that cannot change as long as the variable before the dot does not; -1 where there is none.</summary>
    private int StableMember(IOperation? receiver, ISymbol member, bool isReadOnly, ITypeSymbol? type)
    {
        var isNumber = type is { TypeKind: TypeKind.Enum } || type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64;
        var place = receiver switch
        {
            null => -2,
            IInstanceReferenceOperation => Self.IsOther ? -1 : -2,
            IParameterReferenceOperation { Parameter.RefKind: RefKind.None or RefKind.In } parameter when !_frame.Usage.Assigned.Contains(parameter.Parameter) => PlaceOf(parameter.Parameter),
            _ => -1,
        };
        if (!isReadOnly || !(isNumber || (type is not null && RuntimeNames.IsMemory(type))) || place == -1)
            return -1;
        return StablePlaceOf(member, place, isNumber);
    }

    private int StablePlaceOf(ISymbol member, int place, bool isNumber)
    {
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
        var site = _builder.SiteAt(syntax, 0, via is IMethodSymbol || !via.Has(KnownAttributes.NotOwning) ? SiteKind.Borrowed : SiteKind.Lent, new SiteInfo(syntax, handle, ArrivalKind.Borrowed) { Via = via });
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
}
