using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>A tuple or a struct with resources in it comes out of a call.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>The parts of a site that are parts of a result: one for each that is owned, one for each that is lent.</summary>
    private const int OwnedPart = 100;

    private const int LentPart = 300;

    private (Call Call, MethodContract Contract, Func<string, int> Named)? _promised;

    /// <summary>What a promise of several parts brings, where it is awaited where it is made.</summary>
    private int AwaitParts(IAwaitOperation await, ITypeSymbol type)
    {
        MayThrowAt(await.Syntax);
        if (_promised is not var (call, contract, named) || !IsPromisedBy(await.Operation, call.Method))
            return -1;
        var arrived = new Dictionary<int, int>();
        var target = Noted(ArriveInParts(await, type, call.Method, contract.Ways, named), type, arrived);
        TieOutputs(call, contract, arrived);
        return target;
    }

    /// <summary>Which place each handle of the result is in.</summary>
    private int Noted(int target, ITypeSymbol type, Dictionary<int, int> arrived)
    {
        var handles = HandlesOfTuple(target, type);
        for (var i = 0; i < handles.Count; i++)
            arrived[OutContract.FirstPart + i] = handles[i].Place;
        return target;
    }

    private static bool IsPromisedBy(IOperation awaited, IMethodSymbol method) => awaited switch
    {
        IConversionOperation conversion => IsPromisedBy(conversion.Operand, method),
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } instance } => IsPromisedBy(instance, method),
        IInvocationOperation call => SymbolEqualityComparer.Default.Equals(call.TargetMethod, method),
        _ => false,
    };

    /// <summary>What comes out of a call is on each way as the body shows, where that is known; a promise brings it when it is awaited.</summary>
    private int ArriveInParts(Call call, MethodContract contract, Func<string, int> named, int[] places, Dictionary<int, int> arrived)
    {
        var type = Unpromised(call.Operation.Type)!;
        if (contract.Ways.Count == 0 || (HandleTypes.IsPromise(call.Operation.Type) && !IsAwaited(call.Operation)))
            return ArriveInTuple(call, contract.Parts, named, places, arrived);
        if (HandleTypes.IsPromise(call.Operation.Type))
        {
            _promised = (call, contract, named);
            return -1;
        }

        return Noted(ArriveInParts(call.Operation, type, call.Method, contract.Ways, named), type, arrived);
    }

    /// <summary>Each part is owned as if it had come alone; where the body of the method is known, on each of its ways as it is there.</summary>
    private int ArriveInParts(IOperation operation, ITypeSymbol type, ISymbol via, IReadOnlyList<ResultWay> ways, Func<string, int> named)
    {
        var target = NewTemporary(type);
        var parts = TypedParts(target, type).ToList();
        if (ways.Count == 0 || ways[0].Parts.Count != parts.Count)
        {
            for (var i = 0; i < parts.Count; i++)
            {
                if (_ownership.Handles.CarriedBy(parts[i].Type) is not null)
                    PartArrives(operation, via, parts[i], i, new OutContract(true), named);
            }

            return target;
        }

        var blocks = ways.Select(_ => _builder.NewBlock()).ToArray();
        var join = _builder.NewBlock();
        _builder.Continue(new Choice(_builder.Origin(operation.Syntax), blocks), blocks[0]);
        for (var way = 0; way < ways.Count; way++)
        {
            for (var i = 0; i < parts.Count; i++)
                PartArrives(operation, via, parts[i], i, IsInteger(parts[i].Type) ? Telling(ways, way, i) : ways[way].Parts[i], named, isNeverSeen: ways.All(each => each.Parts[i].Arrives is null));
            _builder.Continue(new Goto(join), way + 1 < ways.Count ? blocks[way + 1] : join);
        }

        return target;
    }

    /// <summary>A number that is the same on all ways tells of no other part.</summary>
    private static PartContract Telling(IReadOnlyList<ResultWay> ways, int way, int part) => ways[way].Parts[part] is { Arrives: null } same && ways.All(each => each.Parts[part] == same)
        ? same with { Low = long.MinValue, High = long.MaxValue } : ways[way].Parts[part];

    private void PartArrives(IOperation operation, ISymbol via, (int Place, ITypeSymbol? Type) part, int number, PartContract contract, Func<string, int> named, bool isNeverSeen)
    {
        if (_ownership.Handles.CarriedBy(part.Type) is null)
        {
            var (low, high) = IsCounted(part.Type) ? (contract.Low, contract.High) : (contract.Low > 0 ? 1 : contract.Low == 0 ? 0 : long.MinValue, contract.High == 0 ? 0 : long.MaxValue);
            _builder.Emit(new AssignUnknown(_builder.Origin(operation.Syntax), part.Place, low, high));
        }
        else if (contract.Arrives is { } arrives)
        {
            PartArrives(operation, via, part, number, arrives, named);
        }
        else if (isNeverSeen && contract is not { Low: 0, High: 0 })
        {
            PartArrives(operation, via, part, number, new OutContract(true), named);
        }
        else
        {
            _builder.Emit(new AssignConstant(_builder.Origin(operation.Syntax), part.Place, 0));
        }
    }

    private void PartArrives(IOperation operation, ISymbol via, (int Place, ITypeSymbol? Type) part, int number, OutContract arrives, Func<string, int> named)
    {
        var origin = _builder.Origin(operation.Syntax);
        if (arrives.AliasOf is { } other)
        {
            AssignWhole(operation.Syntax, part.Place, named(other));
            return;
        }

        var info = new SiteInfo(operation.Syntax, _ownership.Handles.CarriedBy(part.Type), arrives.Owned ? ArrivalKind.Call : ArrivalKind.Borrowed) { Via = via, HoldsTokens = arrives.HoldsTokens };
        var site = _builder.SiteAt(operation.Syntax, number + (arrives.Owned ? OwnedPart : LentPart), arrives.Owned ? SiteKind.Owned : SiteKind.Borrowed, info);
        _builder.Emit(new Acquire(origin, part.Place, site, arrives.Parent is { } owner ? named(owner) : -1, arrives.Trait < 0 ? -1 : Constant(operation, arrives.Trait), Sibling: arrives.Sibling is { } same ? named(same) : -1, Idle: arrives.IsIdle));
    }

    private IEnumerable<(int Place, ITypeSymbol? Type)> TypedParts(int place, ITypeSymbol? type)
    {
        var shape = ShapeOf(type);
        return shape.SelectMany((member, i) => TypedParts(_parts[place][i], TypeOf(member))).Prepend((place, type));
    }

    /// <summary>Whether a value of the type is the same number in every body: a text and its like are only known to be there or not.</summary>
    private static bool IsCounted(ITypeSymbol? type) => type is { TypeKind: TypeKind.Enum } || type?.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64;
}
