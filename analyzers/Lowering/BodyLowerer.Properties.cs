using System;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Reading a property: a number that a handle tells, an element, or a part of an object.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerProperty(IPropertyReferenceOperation property)
    {
        if (IsElement(property))
            return LowerElement(property);
        if (OwnPlaceOf(property) is var own and >= 0)
            return own;
        if (property.Property.GetMethod is { } getter && LowerOwnCall(new Call(property, getter, property.Instance, ArgumentsOf(property.Arguments))) is { } got)
            return got.Place;
        var receiver = LowerValue(property.Instance);
        foreach (var argument in property.Arguments)
            LowerValue(argument.Value);
        return ReadProperty(property, receiver);
    }

    /// <summary>Reads a property of what is already lowered.</summary>
    private int ReadProperty(IPropertyReferenceOperation property, int receiver)
    {
        var origin = _builder.Origin(property.Syntax);
        var type = property.Instance?.Type;
        if (receiver >= 0 && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
            return property.Property.Name == "HasValue" ? Ask(property, receiver, Relation.NotEqual, 0) : NumberIn(receiver, type);
        if (receiver >= 0 && property.Property.Name == "Result" && HandleTypes.IsPromise(type))
            return AwaitPlace(property, receiver);
        if (receiver >= 0 && property.Property.Name == "Current" && property.Type is { } current && (IsViewEnumerator(type) || CarriesHandle(current) || property.IsImplicit))
            return LowerCurrent(property, receiver);
        if (receiver >= 0 && LowerNodeMember(property, receiver) is var node and >= 0)
            return node;
        if (receiver >= 0 && Collections.Of(property.Property) == CollectionMember.View)
            return receiver;
        if (property.Instance is null && Collections.Of(property.Property) == CollectionMember.Create && IsFollowedCollection(type))
            return NewContainer(property, property.Type!, isComplete: true);
        if (receiver >= 0 && CountOf(property) is { } member)
            return ReadNumber(property, receiver, member);
        var isHandle = _ownership.Handles.CarriedBy(type) is not null;
        if (receiver >= 0 && RuntimeNames.IsCompletion(property.Property))
        {
            var answer = ReadNumber(property, receiver, _builder.MemberOf(property.Property.OriginalDefinition, () => new Member(0, 1, DoneWhen: 1)), isHandle);
            _builder.Emit(new Touch(origin, receiver));
            return answer;
        }

        if (receiver >= 0 && property.Property.Attribute(KnownAttributes.OwesNothingWhen) is { } attribute)
        {
            // A struct is nothing, or not, whatever became of what it names.
            return ReadNumber(property, receiver, _builder.MemberOf(property.Property.OriginalDefinition, () => MemberOf(property.Property.Type, attribute)), isHandle && type is { IsValueType: false });
        }

        if (receiver >= 0 && isHandle && IsOfHandle(property))
            return ReadNumber(property, receiver, _builder.MemberOf(property.Property.OriginalDefinition, () => property.Type!.SpecialType == SpecialType.System_Boolean ? new Member(0, 1) : new Member()), used: true);
        if (PartOf(receiver, property.Property) is var part and >= 0)
            return part;
        if (property.Property is { GetMethod: { } computed, Parameters.IsEmpty: true } && !IsAutomatic(property.Property) && LowerOfParts(new Call(property, computed, null, []), receiver) is { } told)
            return told.Place;
        if (_ownership.Handles.CarriedBy(type) is null && IsFixed(property.Property) && StableMember(property.Instance, property.Property, isReadOnly: true, property.Type) is var same and >= 0)
            return same;
        if (NumberAgain(property) is var number and >= 0)
            return number;
        if (receiver >= 0 && MayName(type))
            _builder.Emit(new Use(origin, receiver, NeedsParent: false));
        if (property.Property.GetMethod is { } getter && _ownership.Exceptions.MayComeFrom(getter))
            MayThrowAt(property.Syntax);
        if (IsStableMemory(property.Property, property.Type) && StableMember(property.Instance, property.Property, isReadOnly: true, property.Type) is var stable and >= 0)
            return stable;
        if (receiver >= 0 && isHandle && IsView(property))
            return receiver;
        var got = LowerGetterResult(property);
        if (receiver >= 0 && got >= 0 && isHandle && property.Property is { SetMethod: null, IsIndexer: false } && _ownership.Handles.Of(property.Type) is { } whole)
            _builder.Emit(new Ascend(origin, got, receiver, _builder.SitesThatAre(site => SymbolEqualityComparer.Default.Equals(site.Handle?.Type, whole.Type))));
        return got;
    }

    /// <summary>Whether the property is a number that a handle tells more than once: the same, as long as nothing is done with the handle.</summary>
    private bool IsOfHandle(IPropertyReferenceOperation property) => property is { Property.SetMethod: null, Arguments.IsEmpty: true, Type: { } type } && IsPlainNumber(type)
        && _frame.Usage.Numbers.IsReadAgain(property) && !(property.Property.GetMethod is { } getter && _ownership.Exceptions.MayComeFrom(getter));

    /// <summary>Whether the property has one value for as long as its object lives.</summary>
    private static bool IsFixed(IPropertySymbol property) => property.SetMethod is null or { IsInitOnly: true } && property is { IsVirtual: false, IsOverride: false, IsAbstract: false } && IsAutomatic(property);

    private int LowerGetterResult(IPropertyReferenceOperation property)
    {
        if (property.Property.GetMethod is { } getter && _ownership.Methods.Of(getter).Result is { Owned: true } result)
            return Arrive(property, property.Property, getter.ReturnType, result, 0, _ => -1, -1);
        return Borrowed(property, property.Property, property.Type);
    }

    private int ReadNumber(IOperation property, int receiver, int member, bool used = false)
    {
        var origin = _builder.Origin(property.Syntax);
        if (used)
            _builder.Emit(new Use(origin, receiver, NeedsParent: false));
        var target = NewTemporary(property.Type);
        _builder.Emit(new ReadMember(origin, target, receiver, member));
        return target;
    }

    /// <summary>What a handle's indexer or enumerator shows is a view into it: it must not be used when the handle has ended.</summary>
    private static bool IsView(IPropertyReferenceOperation property) => property.Property.IsIndexer || property.Property.Name == "Current";

    private Member MemberOf(ITypeSymbol type, AttributeData attribute)
    {
        var value = attribute.ConstructorArguments.FirstOrDefault().Value;
        long? nothing = value switch
        {
            bool truth => truth ? 1 : 0,
            null => 0,
            string text => _builder.NumberOf(text),
            { } number when IsWhole(number) => Convert.ToInt64(number),
            _ => null,
        };
        return type.SpecialType switch
        {
            SpecialType.System_Boolean => new Member(0, 1, nothing),
            SpecialType.System_Int32 when nothing == 0 => new Member(0, long.MaxValue, nothing),
            SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_Byte or SpecialType.System_UInt16 => new Member(0, long.MaxValue, nothing),
            _ => new Member(NothingOwedWhen: nothing),
        };
    }

    /// <summary>The member that counts the elements of a followed collection, or null.</summary>
    private int? CountOf(IPropertyReferenceOperation property) =>
        (property.Property.Name is "Count" or "IsEmpty" || (property.Property.Name == "Length" && property.Instance?.Type is IArrayTypeSymbol)) && Collections.ElementOf(property.Instance?.Type) is { } element && CarriesHandle(element)
            ? _builder.MemberOf(property.Property.OriginalDefinition, () => property.Property.Name is "Count" or "Length" ? new Member(0, long.MaxValue, 0) : new Member(0, 1, 1))
            : null;
}
