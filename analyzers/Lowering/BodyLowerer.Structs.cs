using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Values of several parts that carry handles, see <see cref="Carriers"/>: each part is a name of its own.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>It holds what its constructor puts into its members; the rest of the arguments is passed like any other.</summary>
    private int LowerStructCreation(IObjectCreationOperation creation, IReadOnlyList<CallArgument> arguments)
    {
        var place = NewTemporary(creation.Type);
        if (creation.Type is { IsReferenceType: true })
            _builder.Emit(new AssignUnknown(_builder.Origin(creation.Syntax), place, 1));
        var contract = _ownership.Methods.Of(creation.Constructor!);
        BeginParts(creation, place);
        foreach (var argument in arguments)
        {
            var value = LowerArgument(argument);
            var parameter = contract.Arguments[argument.Parameter.Ordinal];
            if (MemberOf(creation.Type!, argument.Parameter) is { } member)
                AssignWhole(argument.Value.Syntax, PartOf(place, member), value >= 0 || !IsThere(argument.Value) ? value : Unknown(argument.Value, 1));
            else if (parameter.IsTrusted)
                Pass(value, TransferKind.Exposed, argument.Value.Syntax);
            else
                ApplyEffect(parameter.Effect, value, -1, argument.Value.Syntax);
        }

        if (_ownership.Exceptions.MayComeFrom(creation.Constructor!))
            MayThrowAt(creation.Syntax);
        return place;
    }

    /// <summary>Whether the compiler knows that the value is not null.</summary>
    private static bool IsThere(IOperation value) => value.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };

    /// <summary>Members that the constructor does not write are nothing, and those that it gives a constant are that.</summary>
    private void BeginParts(IObjectCreationOperation creation, int place)
    {
        if (creation.Constructor!.OriginalDefinition is not { DeclaringSyntaxReferences.Length: > 0 } constructor || OwnerTypes.IsPrimary(constructor)
            || _ownership.Bodies.Of(constructor)?.FirstOrDefault() is not IConstructorBodyOperation { Initializer: null or { IsImplicit: true } } body)
            return;
        foreach (var member in ShapeOf(creation.Type).Where(member => member.DeclaringSyntaxReferences.All(reference => !HasInitialiser(reference.GetSyntax(_cancellation)))))
        {
            var written = StoresIn(body).Where(store => store.Member.Name == member.Name).Select(store => store.Value).ToList();
            if (written is [])
                EmitParts(PartOf(place, member), part => _builder.Emit(new AssignConstant(_builder.Origin(creation.Syntax), part, 0)));
            else if (written is [{ ConstantValue.HasValue: true, Parent.Parent.Parent: IBlockOperation { Parent: IConstructorBodyOperation } } constant])
                AssignWhole(creation.Syntax, PartOf(place, member), LowerConstant(constant, constant.ConstantValue.Value));
        }
    }

    private static bool HasInitialiser(SyntaxNode member) => member is Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax { Initializer: not null } or Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax { Initializer: not null };

    /// <summary>The member that a constructor's parameter goes into: by the assignment in its body, or by the name in a type that declares its members so.</summary>
    private ISymbol? MemberOf(ITypeSymbol type, IParameterSymbol parameter)
    {
        var shape = ShapeOf(type);
        var constructor = (IMethodSymbol)parameter.ContainingSymbol.OriginalDefinition;
        var stored = (_ownership.Bodies.Of(constructor) ?? []).SelectMany(StoresIn)
            .FirstOrDefault(store => OrElse(Unconverted(store.Value)) is IParameterReferenceOperation reference && reference.Parameter.Ordinal == parameter.Ordinal).Member;
        return shape.FirstOrDefault(each => stored is null
            ? OwnerTypes.IsPrimary(constructor) && string.Equals(each.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)
            : each.Name == stored.Name);
    }

    /// <summary>What is put into members, alone or several at once.</summary>
    private static IEnumerable<(ISymbol Member, IOperation Value)> StoresIn(IOperation body) => body.DescendantsAndSelf().SelectMany(each => each switch
    {
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment => [(target.Member, assignment.Value)],
        IDeconstructionAssignmentOperation { Target: ITupleOperation targets } several when Unconverted(several.Value) is ITupleOperation values && values.Elements.Length == targets.Elements.Length =>
            targets.Elements.Zip(values.Elements, (target, value) => ((target as IMemberReferenceOperation)?.Member, value)).Where(store => store.Member is not null).Select(store => (store.Member!, store.value)),
        _ => (IEnumerable<(ISymbol, IOperation)>)[],
    });

    /// <summary>A value, or an exception where it is null.</summary>
    private static IOperation OrElse(IOperation value) => value is ICoalesceOperation { WhenNull: var otherwise } coalesce && Unconverted(otherwise) is IThrowOperation ? Unconverted(coalesce.Value) : value;

    /// <summary>What a member of such a value computes out of its parts, or shows of them; null: that cannot be seen.</summary>
    private Lowered? LowerOfParts(Call call, int receiver)
    {
        var method = call.Method.OriginalDefinition;
        if (receiver >= 0 && method.Name == "<Clone>$" && _parts.ContainsKey(receiver))
            return new Lowered(CloneOf(call.Operation, receiver));
        if (receiver < 0 || !_parts.ContainsKey(receiver) || method.IsStatic || method.IsAsync || !IsFinal(method) || Streams.IsIterator(method) || ShapeOf(method.ContainingType).Count == 0
            || _frame.Depth(method) > 0 || DepthOfOwnCalls() >= DeepestOwnCalls || _ownership.Bodies.GraphOf(method) is not { } graph)
            return null;
        var arguments = call.Arguments.Select(argument => new CallArgument(method.Parameters[argument.Parameter.Ordinal], argument.Value)).ToArray();
        return OnParts(receiver, call.Operation, self => InlineOn(new Self(true, self), graph, method, arguments, call.Operation, isForeign: true));
    }

    /// <summary>Lowers something that runs on a value, which outlives the statements in it.</summary>
    private Lowered OnParts(int value, IOperation operation, Func<int, Lowered> lower)
    {
        if (value < 0 || !_parts.ContainsKey(value))
            return lower(value);
        var self = _builder.NewPlace();
        AssignWhole(operation.Syntax, self, value);
        var result = lower(self);
        _statement.AddRange(PartsOf(self));
        return result;
    }

    /// <summary>What `with` begins with: another object of the same parts.</summary>
    private int CloneOf(IOperation operation, int source)
    {
        var clone = NewTemporary(operation.Type);
        AssignWhole(operation.Syntax, clone, source);
        _builder.Emit(new AssignUnknown(_builder.Origin(operation.Syntax), clone, 1));
        return clone;
    }
}
