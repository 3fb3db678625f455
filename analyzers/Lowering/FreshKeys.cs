using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Keys of a map that are seen to be new at each store, so that no store puts an element in place of another.</summary>
internal static class FreshKeys
{
    /// <summary>Whether the key by which <paramref name="body"/> stores into that element of a map is another one than those stored before.</summary>
    public static bool Holds(IPropertyReferenceOperation element, IOperation body, HandleTypes handles)
    {
        if (element.Instance is not { } map || CursorLoop.SymbolOf(map) is not { } symbol || element.Arguments.Length != 1)
            return false;
        var keys = KeysInto(symbol, body).ToList();
        return keys.TrueForAll(key => key.ConstantValue.HasValue) || (keys.Count == 1 && IsNewEachTime(element.Arguments[0].Value, symbol, body, handles));
    }

    /// <summary>The keys under which something is put into the map.</summary>
    private static IEnumerable<IOperation> KeysInto(ISymbol map, IOperation body) => body.DescendantsAndSelf().Select(each => each switch
    {
        IAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance, Arguments: [var key] } } when IsMap(instance, map) => key.Value,
        IInvocationOperation { Instance: { } instance, Arguments: [var key, ..] } call when Collections.Adds(call.TargetMethod) && IsMap(instance, map) => key.Value,
        _ => null,
    }).OfType<IOperation>();

    private static bool IsMap(IOperation instance, ISymbol map) => SymbolEqualityComparer.Default.Equals(CursorLoop.SymbolOf(instance), map);

    /// <summary>Whether a key is made of something that has another value each time round.</summary>
    private static bool IsNewEachTime(IOperation key, ISymbol map, IOperation body, HandleTypes handles) => key switch
    {
        IConversionOperation { OperatorMethod: null } conversion => IsNewEachTime(conversion.Operand, map, body, handles),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, OperatorMethod: null } sum => IsSumWithNew(sum, map, body, handles),
        IInterpolatedStringOperation text => text.Parts.OfType<IInterpolationOperation>().Any(part => IsNewEachTime(part.Expression, map, body, handles)),
        IIncrementOrDecrementOperation or IInvocationOperation { TargetMethod.Name: "NewGuid" or "Increment" or "Decrement" } => true,
        IPropertyReferenceOperation { Property.Name: "Count", Instance: { } counted } => IsMap(counted, map),
        ILocalReferenceOperation local => body.DescendantsAndSelf().OfType<ILoopOperation>().Any(loop => Counts(loop, local.Local) || StepsOver(loop, local.Local, handles)),
        _ => false,
    };

    private static bool IsSumWithNew(IBinaryOperation sum, ISymbol map, IOperation body, HandleTypes handles) =>
        (sum.LeftOperand.ConstantValue.HasValue && IsNewEachTime(sum.RightOperand, map, body, handles)) || (sum.RightOperand.ConstantValue.HasValue && IsNewEachTime(sum.LeftOperand, map, body, handles));

    /// <summary>`for (var i = …; …; i++)`, where nothing else in the loop changes the counter.</summary>
    private static bool Counts(ILoopOperation loop, ILocalSymbol local) => loop is IForLoopOperation counting
        && AllOf(counting.AtLoopBottom) is var bottom && CursorLoop.StepOf(local, bottom) is not null && CursorLoop.StepOf(local, [.. AllOf([counting.Body]), .. bottom]) is not null;

    private static List<IOperation> AllOf(IEnumerable<IOperation> roots) => [.. roots.SelectMany(root => root.DescendantsAndSelf())];

    /// <summary>`foreach` over what holds each of its elements once: a set, a map, a range, or handles.</summary>
    private static bool StepsOver(ILoopOperation loop, ILocalSymbol local, HandleTypes handles) => loop is IForEachLoopOperation walk
        && walk.Locals.Contains(local, SymbolEqualityComparer.Default) && HoldsEachOnce(walk.Collection, handles);

    private static bool HoldsEachOnce(IOperation collection, HandleTypes handles) => collection switch
    {
        IConversionOperation conversion => HoldsEachOnce(conversion.Operand, handles),
        IInvocationOperation { TargetMethod.Name: "Range" or "Distinct" or "DistinctBy" } => true,
        IInvocationOperation { TargetMethod: { Name: "ToArray" or "ToList" or "Where" or "OrderBy" or "Take" or "Skip", IsExtensionMethod: true }, Arguments: [var source, ..] } => HoldsEachOnce(source.Value, handles),
        _ => collection.Type is INamedTypeSymbol { Name: "HashSet" or "SortedSet" or "ISet" or "IReadOnlySet" or "ImmutableHashSet" or "FrozenSet" or "KeyCollection" or "FrozenDictionary" or "ImmutableDictionary" }
            || Collections.IsMap(collection.Type) || (Collections.ElementOf(collection.Type) is { } element && handles.CarriedBy(element) is not null),
    };
}
