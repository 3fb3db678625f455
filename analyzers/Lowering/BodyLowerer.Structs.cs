using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Plain structs that carry handles: each of their fields is a name of its own.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>A struct of this compilation holds what its constructor puts into its members; the rest of the arguments is passed like any other.</summary>
    private int LowerStructCreation(IObjectCreationOperation creation, IReadOnlyList<CallArgument> arguments)
    {
        var place = NewTemporary(creation.Type);
        var contract = _ownership.Methods.Of(creation.Constructor!);
        foreach (var argument in arguments)
        {
            var value = LowerArgument(argument);
            var parameter = contract.Arguments[argument.Parameter.Ordinal];
            if (MemberOf(creation.Type!, argument.Parameter) is { } member)
                AssignWhole(argument.Value.Syntax, PartOf(place, member), value);
            else if (parameter.IsTrusted)
                Pass(value, TransferKind.Exposed, argument.Value.Syntax);
            else
                ApplyEffect(parameter.Effect, value, -1, argument.Value.Syntax);
        }

        if (_ownership.Exceptions.MayComeFrom(creation.Constructor!))
            MayThrowAt(creation.Syntax);
        return place;
    }

    /// <summary>The member that a constructor's parameter goes into: by the assignment in its body, or by the name in a type that declares its members so.</summary>
    private ISymbol? MemberOf(ITypeSymbol type, IParameterSymbol parameter)
    {
        var shape = ShapeOf(type);
        var constructor = (IMethodSymbol)parameter.ContainingSymbol.OriginalDefinition;
        var stored = (_ownership.Bodies.Of(constructor) ?? []).SelectMany(body => body.DescendantsAndSelf()).OfType<ISimpleAssignmentOperation>()
            .Where(assignment => Unconverted(assignment.Value) is IParameterReferenceOperation reference && reference.Parameter.Ordinal == parameter.Ordinal)
            .Select(assignment => (assignment.Target as IMemberReferenceOperation)?.Member).FirstOrDefault(member => member is not null);
        return shape.FirstOrDefault(each => stored is null
            ? OwnerTypes.IsPrimary(constructor) && string.Equals(each.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
            : each.Name == stored.Name);
    }
}
