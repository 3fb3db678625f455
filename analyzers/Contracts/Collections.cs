using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>The framework's collections: which types they are, and what their members do. The one table of its kind.</summary>
internal static class Collections
{
    private static readonly Dictionary<string, CollectionMember> Members = new()
    {
        ["List.Add"] = CollectionMember.Add,
        ["ICollection.Add"] = CollectionMember.Add,
        ["IList.Add"] = CollectionMember.Add,
        ["Collection.Add"] = CollectionMember.Add,
        ["List.Remove"] = CollectionMember.Remove,
        ["ICollection.Remove"] = CollectionMember.Remove,
        ["Collection.Remove"] = CollectionMember.Remove,
        ["HashSet.Remove"] = CollectionMember.Remove,
        ["SortedSet.Remove"] = CollectionMember.Remove,
        ["LinkedList.Remove"] = CollectionMember.Remove,
        ["List.RemoveAt"] = CollectionMember.RemoveAt,
        ["IList.RemoveAt"] = CollectionMember.RemoveAt,
        ["Collection.RemoveAt"] = CollectionMember.RemoveAt,
        ["LinkedList.RemoveFirst"] = CollectionMember.RemoveFirst,
        ["LinkedList.RemoveLast"] = CollectionMember.RemoveLast,
        ["List.Insert"] = CollectionMember.AddAnywhere,
        ["HashSet.Add"] = CollectionMember.AddAnywhere,
        ["ISet.Add"] = CollectionMember.AddAnywhere,
        ["ISet.Remove"] = CollectionMember.Remove,
        ["IDictionary.Add"] = CollectionMember.AddAnywhere,
        ["IDictionary.TryGetValue"] = CollectionMember.TryPeek,
        ["IDictionary.ContainsKey"] = CollectionMember.TryPeek,
        ["IReadOnlyDictionary.TryGetValue"] = CollectionMember.TryPeek,
        ["IReadOnlyDictionary.ContainsKey"] = CollectionMember.TryPeek,
        ["IList.Insert"] = CollectionMember.AddAnywhere,
        ["ICollection.Clear"] = CollectionMember.Clear,
        ["SortedSet.Add"] = CollectionMember.AddAnywhere,
        ["LinkedList.AddLast"] = CollectionMember.Add,
        ["LinkedList.AddFirst"] = CollectionMember.AddAnywhere,
        ["Queue.Enqueue"] = CollectionMember.Add,
        ["Queue.Dequeue"] = CollectionMember.TakeFront,
        ["Queue.TryDequeue"] = CollectionMember.TryTakeFront,
        ["Queue.Peek"] = CollectionMember.PeekFront,
        ["Queue.TryPeek"] = CollectionMember.TryPeek,
        ["Stack.Push"] = CollectionMember.Add,
        ["Stack.Pop"] = CollectionMember.TakeBack,
        ["Stack.TryPop"] = CollectionMember.TryTakeBack,
        ["Stack.Peek"] = CollectionMember.PeekBack,
        ["Stack.TryPeek"] = CollectionMember.TryPeek,
        ["PriorityQueue.Enqueue"] = CollectionMember.AddAnywhere,
        ["PriorityQueue.Dequeue"] = CollectionMember.TakeFront,
        ["PriorityQueue.TryDequeue"] = CollectionMember.TryTakeFront,
        ["Dictionary.Add"] = CollectionMember.AddAnywhere,
        ["Dictionary.TryAdd"] = CollectionMember.TryAdd,
        ["Dictionary.Remove"] = CollectionMember.TryTakeAny,
        ["CollectionExtensions.TryAdd"] = CollectionMember.TryAdd,
        ["CollectionExtensions.Remove"] = CollectionMember.TryTakeAny,
        ["Dictionary.TryGetValue"] = CollectionMember.TryPeek,
        ["Dictionary.ContainsKey"] = CollectionMember.TryPeek,
        ["Dictionary.Values"] = CollectionMember.View,
        ["Dictionary.Keys"] = CollectionMember.View,
        ["SortedDictionary.Keys"] = CollectionMember.View,
        ["SortedList.Add"] = CollectionMember.AddAnywhere,
        ["SortedList.TryGetValue"] = CollectionMember.TryPeek,
        ["SortedList.ContainsKey"] = CollectionMember.TryPeek,
        ["SortedList.Keys"] = CollectionMember.View,
        ["SortedList.Values"] = CollectionMember.View,
        ["ConcurrentDictionary.Keys"] = CollectionMember.View,
        ["IDictionary.Keys"] = CollectionMember.View,
        ["IDictionary.Values"] = CollectionMember.View,
        ["IReadOnlyDictionary.Keys"] = CollectionMember.View,
        ["IReadOnlyDictionary.Values"] = CollectionMember.View,
        ["SortedDictionary.Add"] = CollectionMember.AddAnywhere,
        ["SortedDictionary.TryGetValue"] = CollectionMember.TryPeek,
        ["SortedDictionary.ContainsKey"] = CollectionMember.TryPeek,
        ["SortedDictionary.Values"] = CollectionMember.View,
        ["ConcurrentDictionary.TryAdd"] = CollectionMember.TryAdd,
        ["ConcurrentDictionary.TryRemove"] = CollectionMember.TryTakeAny,
        ["ConcurrentDictionary.TryGetValue"] = CollectionMember.TryPeek,
        ["ConcurrentDictionary.ContainsKey"] = CollectionMember.TryPeek,
        ["ConcurrentDictionary.Values"] = CollectionMember.View,
        ["ConcurrentQueue.Enqueue"] = CollectionMember.Add,
        ["ConcurrentQueue.TryDequeue"] = CollectionMember.TryTakeFront,
        ["ConcurrentQueue.TryPeek"] = CollectionMember.TryPeek,
        ["ConcurrentStack.Push"] = CollectionMember.Add,
        ["ConcurrentStack.TryPop"] = CollectionMember.TryTakeBack,
        ["ConcurrentStack.TryPeek"] = CollectionMember.TryPeek,
        ["ConcurrentBag.Add"] = CollectionMember.Add,
        ["ConcurrentBag.TryTake"] = CollectionMember.TryTakeAny,
        ["ConcurrentBag.TryPeek"] = CollectionMember.TryPeek,
        ["BlockingCollection.Add"] = CollectionMember.Add,
        ["BlockingCollection.TryAdd"] = CollectionMember.TryAdd,
        ["BlockingCollection.Take"] = CollectionMember.TakeFront,
        ["BlockingCollection.TryTake"] = CollectionMember.TryTakeAny,
        ["BlockingCollection.GetConsumingEnumerable"] = CollectionMember.Drain,
        ["ChannelReader.ReadAllAsync"] = CollectionMember.Drain,
        ["Channel.Writer"] = CollectionMember.View,
        ["Channel.Reader"] = CollectionMember.View,
        ["ChannelWriter.TryWrite"] = CollectionMember.TryAdd,
        ["ChannelWriter.WriteAsync"] = CollectionMember.Add,
        ["ChannelReader.TryRead"] = CollectionMember.TryTakeFront,
        ["ChannelReader.ReadAsync"] = CollectionMember.TakeFront,
        ["ChannelReader.TryPeek"] = CollectionMember.TryPeek,
        ["Channel.CreateUnbounded"] = CollectionMember.Create,
        ["Channel.CreateBounded"] = CollectionMember.Create,
        ["ArrayPool.Rent"] = CollectionMember.Create,
        ["ArrayPool.Return"] = CollectionMember.GiveUp,
        ["MemoryMarshal.CreateSpan"] = CollectionMember.CreateOver,
        ["MemoryMarshal.CreateReadOnlySpan"] = CollectionMember.CreateOver,
        ["ImmutableArray.Create"] = CollectionMember.CreateOf,
        ["ImmutableList.Create"] = CollectionMember.CreateOf,
        ["ImmutableQueue.Create"] = CollectionMember.CreateOf,
        ["ImmutableStack.Create"] = CollectionMember.CreateOf,
        ["ImmutableHashSet.Create"] = CollectionMember.CreateOf,
        ["ImmutableArray.CreateBuilder"] = CollectionMember.Create,
        ["ImmutableList.CreateBuilder"] = CollectionMember.Create,
        ["ImmutableArray.Empty"] = CollectionMember.Create,
        ["ImmutableList.Empty"] = CollectionMember.Create,
        ["ImmutableQueue.Empty"] = CollectionMember.Create,
        ["ImmutableStack.Empty"] = CollectionMember.Create,
        ["ImmutableHashSet.Empty"] = CollectionMember.Create,
        ["ImmutableArray.CreateRange"] = CollectionMember.Copy,
        ["ImmutableList.CreateRange"] = CollectionMember.Copy,
        ["ImmutableArray.ToImmutableArray"] = CollectionMember.Copy,
        ["ImmutableList.ToImmutableList"] = CollectionMember.Copy,
        ["ImmutableArray.Add"] = CollectionMember.Add,
        ["ImmutableList.Add"] = CollectionMember.Add,
        ["ImmutableQueue.Enqueue"] = CollectionMember.Add,
        ["ImmutableStack.Push"] = CollectionMember.Add,
        ["ImmutableHashSet.Add"] = CollectionMember.AddAnywhere,
        ["Builder.Add"] = CollectionMember.Add,
        ["Builder.Clear"] = CollectionMember.Clear,
        ["Builder.ToImmutable"] = CollectionMember.Copy,
        ["Builder.MoveToImmutable"] = CollectionMember.Copy,
        ["Builder.DrainToImmutable"] = CollectionMember.Copy,
        ["List.AddRange"] = CollectionMember.AddAll,
        ["List.InsertRange"] = CollectionMember.AddAll,
        ["HashSet.UnionWith"] = CollectionMember.AddAll,
        ["ConcurrentStack.PushRange"] = CollectionMember.AddAll,
        ["Array.Copy"] = CollectionMember.CopyTo,
        ["Array.CopyTo"] = CollectionMember.CopyTo,
        ["List.CopyTo"] = CollectionMember.CopyTo,
        ["Queue.CopyTo"] = CollectionMember.CopyTo,
        ["Stack.CopyTo"] = CollectionMember.CopyTo,
        ["Span.CopyTo"] = CollectionMember.CopyTo,
        ["MemoryExtensions.CopyTo"] = CollectionMember.CopyTo,
        ["List.ForEach"] = CollectionMember.ForEach,
        ["List.RemoveAll"] = CollectionMember.RemoveAll,
        ["HashSet.RemoveWhere"] = CollectionMember.RemoveAll,
        ["SortedSet.RemoveWhere"] = CollectionMember.RemoveAll,
        ["Array.ForEach"] = CollectionMember.ForEach,
        ["List.Clear"] = CollectionMember.Clear,
        ["List.ToArray"] = CollectionMember.Copy,
        ["List.AsReadOnly"] = CollectionMember.View,
        ["Queue.Clear"] = CollectionMember.Clear,
        ["Stack.Clear"] = CollectionMember.Clear,
        ["Dictionary.Clear"] = CollectionMember.Clear,
        ["HashSet.Clear"] = CollectionMember.Clear,
        ["LinkedList.First"] = CollectionMember.PeekFront,
        ["LinkedList.Last"] = CollectionMember.PeekBack,
        ["LinkedList.Clear"] = CollectionMember.Clear,
        ["ConcurrentQueue.ToArray"] = CollectionMember.Copy,
        ["ConcurrentStack.ToArray"] = CollectionMember.Copy,
        ["ConcurrentBag.ToArray"] = CollectionMember.Copy,
        ["Queue.ToArray"] = CollectionMember.Copy,
        ["Stack.ToArray"] = CollectionMember.Copy,
        ["CollectionsMarshal.AsSpan"] = CollectionMember.View,
        ["MemoryExtensions.AsSpan"] = CollectionMember.View,
        ["MemoryExtensions.AsMemory"] = CollectionMember.View,
        ["Memory.Span"] = CollectionMember.View,
        ["ReadOnlyMemory.Span"] = CollectionMember.View,
        ["Span.Slice"] = CollectionMember.View,
        ["ReadOnlySpan.Slice"] = CollectionMember.View,
        ["Enumerable.First"] = CollectionMember.PeekFront,
        ["Enumerable.FirstOrDefault"] = CollectionMember.PeekFront,
        ["Enumerable.Single"] = CollectionMember.PeekFront,
        ["Enumerable.SingleOrDefault"] = CollectionMember.PeekFront,
        ["Enumerable.Last"] = CollectionMember.PeekBack,
        ["Enumerable.LastOrDefault"] = CollectionMember.PeekBack,
        ["Enumerable.ElementAt"] = CollectionMember.PeekFront,
        ["Enumerable.MinBy"] = CollectionMember.PeekFront,
        ["Enumerable.MaxBy"] = CollectionMember.PeekFront,
        ["Enumerable.Concat"] = CollectionMember.Concat,
        ["Enumerable.Union"] = CollectionMember.Concat,
        ["Enumerable.Any"] = CollectionMember.Counted,
        ["Enumerable.Count"] = CollectionMember.Counted,
        ["Enumerable.ToList"] = CollectionMember.Copy,
        ["Enumerable.ToArray"] = CollectionMember.Copy,
        ["Enumerable.Reverse"] = CollectionMember.Same,
        ["Enumerable.AsEnumerable"] = CollectionMember.Same,
        ["Enumerable.OrderBy"] = CollectionMember.Same,
        ["Enumerable.OrderByDescending"] = CollectionMember.Same,
        ["Enumerable.ThenBy"] = CollectionMember.Same,
        ["Enumerable.ThenByDescending"] = CollectionMember.Same,
        ["Enumerable.Order"] = CollectionMember.Same,
        ["Enumerable.ToHashSet"] = CollectionMember.Copy,
    };

    private static readonly HashSet<string> Types =
    [
        "List", "Queue", "Stack", "PriorityQueue", "Dictionary", "SortedDictionary", "SortedList", "HashSet", "SortedSet", "LinkedList", "Collection",
        "ConcurrentQueue", "ConcurrentStack", "ConcurrentBag", "ConcurrentDictionary", "BlockingCollection", "Channel", "Span", "Memory",
        "ReadOnlySpan", "ReadOnlyMemory", "ArraySegment", "ImmutableArray", "ImmutableList", "ImmutableQueue", "ImmutableStack", "ImmutableHashSet", "ReadOnlyCollection",
        "IEnumerable", "ICollection", "IList", "IReadOnlyCollection", "IReadOnlyList", "ISet", "IDictionary", "IReadOnlyDictionary",
    ];

    /// <summary>What <paramref name="member"/>, a method or a property, does.</summary>
    public static CollectionMember Of(ISymbol member) =>
        member.ContainingType is { } type && IsFramework(type) && Members.TryGetValue(type.Name + "." + member.Name, out var meaning) ? meaning : CollectionMember.Other;

    /// <summary>Whether one element more is there after the call.</summary>
    public static bool Adds(ISymbol member) => Of(member) is CollectionMember.Add or CollectionMember.AddAnywhere or CollectionMember.TryAdd;

    /// <summary>Whether <paramref name="type"/> is the end of a channel that is read from, by which the elements of the channel are reached.</summary>
    public static bool IsReader(ITypeSymbol? type) => type is INamedTypeSymbol { Name: "ChannelReader", TypeArguments.Length: 1 } named && IsFramework(named);

    /// <summary>Whether what <paramref name="type"/> holds comes and goes by several activities at once.</summary>
    public static bool IsConcurrent(ITypeSymbol? type) => IsReader(type) || (type is INamedTypeSymbol named && IsFramework(named)
        && named.Name is "Channel" or "BlockingCollection" or "ConcurrentQueue" or "ConcurrentStack" or "ConcurrentBag" or "ConcurrentDictionary");

    /// <summary>Whether there are other elements in it after the call, or may be.</summary>
    public static bool Changes(ISymbol member) => Of(member) is not (CollectionMember.Other or CollectionMember.View or CollectionMember.Same or CollectionMember.Copy or CollectionMember.PeekFront or CollectionMember.PeekBack
        or CollectionMember.TryPeek or CollectionMember.Create or CollectionMember.CreateOver or CollectionMember.Concat or CollectionMember.Counted);

    /// <summary>Whether one element less is there after the call.</summary>
    public static bool Takes(ISymbol member) => Of(member) is CollectionMember.TakeFront or CollectionMember.TakeBack or CollectionMember.TryTakeFront
        or CollectionMember.TryTakeBack or CollectionMember.TryTakeAny;

    /// <summary>The type of the elements that a new value of <paramref name="type"/> holds; null: it is no collection.</summary>
    public static ITypeSymbol? ElementOf(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { IsValueType: true } inline when IsInlineArray(inline) => inline.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => !field.IsStatic)?.Type,
        INamedTypeSymbol { Name: "Builder", ContainingType: { IsGenericType: true } built } => ElementOf(built),
        INamedTypeSymbol { Name: "PriorityQueue" } named when IsFramework(named) => named.TypeArguments[0],
        INamedTypeSymbol { IsGenericType: true } named when IsFramework(named) && Types.Contains(named.Name) => named.TypeArguments[named.TypeArguments.Length - 1],
        _ => null,
    };

    /// <summary>Whether <paramref name="type"/> is one that can be stepped through or indexed, collection or view of one.</summary>
    public static bool IsSequence(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol => true,
        INamedTypeSymbol named => (IsFramework(named) && Types.Contains(named.Name)) || IsInlineArray(named) || (named is { Name: "Builder", ContainingType: { } built } && IsSequence(built)),
        _ => false,
    };

    /// <summary>Whether a value of <paramref name="type"/> never changes: what adds to it returns another.</summary>
    public static bool IsImmutable(ITypeSymbol? type) => type is INamedTypeSymbol named && named.Name.StartsWith("Immutable", System.StringComparison.Ordinal) && IsFramework(named);

    /// <summary>Whether the elements of <paramref name="type"/> are found by a key.</summary>
    public static bool IsMap(ITypeSymbol? type) => type is INamedTypeSymbol { TypeArguments.Length: 2, Name: "Dictionary" or "ConcurrentDictionary" or "SortedDictionary" or "SortedList" or "IDictionary" or "IReadOnlyDictionary" } named && IsFramework(named);

    /// <summary>Whether <paramref name="type"/> is a struct that the compiler lays out as an array of its only field.</summary>
    public static bool IsInlineArray(ITypeSymbol? type) => type is INamedTypeSymbol { IsValueType: true } named && named.Has("System.Runtime.CompilerServices.InlineArrayAttribute");

    /// <summary>Whether <paramref name="type"/> is what the framework steps through a sequence with.</summary>
    public static bool IsEnumerator(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Enumerator" or "IEnumerator" or "IAsyncEnumerator" } named && IsFramework(named);

    /// <summary>Whether <paramref name="type"/> is declared where the framework declares its collections.</summary>
    public static bool IsFramework(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace is { } containing ? FullNames.Of(containing) : null;
        return space is "System" or "System.Buffers" or "System.Linq" or "System.Threading.Channels" or "System.Runtime.InteropServices"
            || (space is not null && space.StartsWith("System.Collections", System.StringComparison.Ordinal));
    }
}
