using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>What the framework's members mean, where neither attributes nor bodies can say it. The one table of its kind.</summary>
internal static class FrameworkContracts
{
    /// <summary>Members from which no exception comes but by plain index, null or overflow faults: "Type.Member", or "Type.*" for all of a type.</summary>
    private static readonly HashSet<string> Free =
    [
        "System.Object.*", "System.CharEnumerator.*", "System.String.GetEnumerator", "System.GC.*", "System.Math.*", "System.HashCode.*", "System.Array.Empty", "System.Array.Clear", "System.Array.Copy",
        "System.String.Concat", "System.String.IsNullOrEmpty", "System.String.IsNullOrWhiteSpace", "System.String.Equals", "System.String.CompareOrdinal",
        "System.Int32.CompareTo", "System.Int32.Equals", "System.UInt32.Equals", "System.Int64.Equals", "System.Int32.ToString", "System.Int64.ToString", "System.UInt32.ToString",
        "System.Threading.Interlocked.*", "System.Threading.Volatile.*", "System.Threading.Monitor.Enter", "System.Threading.Monitor.Exit",
        "System.Threading.Thread.MemoryBarrier", "System.Threading.Thread.Yield", "System.Threading.Lock.EnterScope", "System.Threading.Lock.Scope.Dispose",
        "System.Threading.Lock.Enter", "System.Threading.Lock.Exit", "System.Threading.CancellationToken.Register",
        "System.Threading.Tasks.Task.FromResult", "System.Threading.Tasks.Task.FromException", "System.Threading.Tasks.ValueTask.FromResult", "System.Threading.Tasks.Task.Yield",
        "System.Threading.Tasks.Task.ConfigureAwait", "System.Threading.Tasks.ValueTask.ConfigureAwait", "System.Threading.Tasks.ValueTask.AsTask",
        "System.Threading.Tasks.ValueTask.Preserve", "System.Threading.Tasks.TaskAsyncEnumerableExtensions.ConfigureAwait", "System.Threading.Tasks.TaskAsyncEnumerableExtensions.WithCancellation",
        "System.Threading.CancellationTokenSource..ctor", "System.Threading.SemaphoreSlim..ctor", "System.Threading.ManualResetEventSlim..ctor", "System.Threading.CountdownEvent..ctor",
        "System.Random..ctor", "System.IO.MemoryStream..ctor",
        "System.Diagnostics.Stopwatch.*", "System.Diagnostics.Debug.*", "System.Runtime.InteropServices.CollectionsMarshal.*", "System.Runtime.CompilerServices.Unsafe.*",
        "System.MemoryExtensions.AsSpan", "System.MemoryExtensions.AsMemory", "System.Span.*", "System.ReadOnlySpan.*", "System.Memory.*", "System.ReadOnlyMemory.*",
        "System.Nullable.*", "System.ValueTuple.*", "System.Tuple.*", "System.Index.*", "System.Range.*", "System.DateTime.op_Subtraction", "System.TimeSpan.*",
        "System.Collections.Generic.List.*", "System.Collections.Generic.Queue.*", "System.Collections.Generic.Stack.*", "System.Collections.Generic.Dictionary.*",
        "System.Collections.Generic.HashSet.*", "System.Collections.Generic.LinkedList.*", "System.Collections.Generic.SortedDictionary.*", "System.Collections.Generic.PriorityQueue.*",
        "System.Collections.Generic.SortedList.*", "System.Collections.Generic.SortedSet.*",
        "System.Collections.Generic.ICollection.Add", "System.Collections.Generic.IList.Add", "System.Collections.Generic.IDictionary.Add",
        "System.Collections.Concurrent.ConcurrentQueue.*", "System.Collections.Concurrent.ConcurrentStack.*", "System.Collections.Concurrent.ConcurrentBag.*",
        "System.Collections.Concurrent.ConcurrentDictionary.TryAdd", "System.Collections.Concurrent.ConcurrentDictionary.TryRemove", "System.Collections.Concurrent.ConcurrentDictionary.TryGetValue",
        "System.Collections.Concurrent.ConcurrentDictionary.TryUpdate", "System.Collections.Concurrent.ConcurrentDictionary.ContainsKey", "System.Collections.Concurrent.ConcurrentDictionary.Clear",
        "System.Collections.Concurrent.ConcurrentDictionary.ToArray",
        "System.Collections.ObjectModel.Collection.*", "System.Collections.ObjectModel.ReadOnlyCollection.*", "System.Collections.ObjectModel.ReadOnlyDictionary.*", "System.ArraySegment.*",
        "System.Collections.Concurrent.BlockingCollection.Add", "System.Collections.Concurrent.BlockingCollection.CompleteAdding", "System.Threading.Channels.ChannelWriter.TryComplete",
        "System.EventArgs..ctor", "System.MarshalByRefObject..ctor", "System.Runtime.ConstrainedExecution.CriticalFinalizerObject..ctor", "System.Attribute..ctor", "System.Collections.Immutable.ImmutableArray.*", "System.Collections.Immutable.ImmutableList.*",
        "System.Collections.Immutable.ImmutableQueue.*", "System.Collections.Immutable.ImmutableStack.*", "System.Collections.Immutable.ImmutableHashSet.*",
        "System.Collections.Immutable.ImmutableDictionary.*", "System.Collections.Immutable.ImmutableSortedDictionary.*", "System.Collections.Immutable.ImmutableSortedSet.*",
        "System.Collections.Frozen.FrozenDictionary.*", "System.Collections.Frozen.FrozenSet.*",
        "System.Threading.Channels.ChannelWriter.TryWrite", "System.Threading.Channels.ChannelReader.TryRead", "System.Threading.Channels.Channel.*",
        "System.Text.StringBuilder..ctor", "System.Text.StringBuilder.Append",
        "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler.*", "System.Runtime.CompilerServices.RuntimeHelpers.*",
    ];

    /// <summary>Members that test an argument: what they throw, and whether they do when the first argument is null or false, or when it is not.</summary>
    private static readonly Dictionary<string, (string Type, bool? WhenNothing)> Testing = new()
    {
        ["System.ArgumentNullException.ThrowIfNull"] = ("System.ArgumentNullException", true),
        ["System.ArgumentException.ThrowIfNullOrEmpty"] = ("System.ArgumentException", null),
        ["System.ArgumentException.ThrowIfNullOrWhiteSpace"] = ("System.ArgumentException", null),
        ["System.ObjectDisposedException.ThrowIf"] = ("System.ObjectDisposedException", false),
        ["System.Threading.CancellationToken.ThrowIfCancellationRequested"] = ("System.OperationCanceledException", null),
    };

    /// <summary>The exceptions that a member of the framework throws if an argument is so; null: nothing special is known of it.</summary>
    public static Thrown? ThrownBy(IMethodSymbol method)
    {
        if (!method.Name.StartsWith("ThrowIf", System.StringComparison.Ordinal) || method.ContainingType is not { } type || !method.DeclaringSyntaxReferences.IsEmpty
            || !Testing.TryGetValue(FullNameOf(type) + "." + method.Name, out var test))
            return null;
        var thrown = type.ContainingAssembly.GetTypeByMetadataName(test.Type) ?? WithBases(type).FirstOrDefault(each => FullNameOf(each) == test.Type);
        return thrown is null ? null : Thrown.Of([new ThrownKind(thrown, test.WhenNothing is { } nothing ? new ThrowGuard(0, nothing) : null)]);
    }

    private static IEnumerable<INamedTypeSymbol> WithBases(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.BaseType)
            yield return each;
    }

    /// <summary>Queries that do nothing before somebody steps through them.</summary>
    private static readonly HashSet<string> Deferred =
    [
        "Append", "AsEnumerable", "Cast", "Chunk", "Concat", "DefaultIfEmpty", "Distinct", "DistinctBy", "Empty", "Except", "ExceptBy", "GroupBy", "Index", "Intersect", "IntersectBy",
        "OfType", "Order", "OrderBy", "OrderByDescending", "OrderDescending", "Prepend", "Range", "Repeat", "Reverse", "Select", "SelectMany", "Skip", "SkipLast", "SkipWhile",
        "Take", "TakeLast", "TakeWhile", "ThenBy", "ThenByDescending", "Union", "UnionBy", "Where", "Zip",
    ];

    /// <summary>Whether <paramref name="method"/> makes a query of the framework, whose delegates run when somebody steps through it.</summary>
    public static bool DefersCalls(IMethodSymbol method) =>
        method.ContainingType is { Name: "Enumerable", ContainingNamespace.Name: "Linq" } type && method.DeclaringSyntaxReferences.IsEmpty && FullNameOf(type) == "System.Linq.Enumerable" && Deferred.Contains(method.Name);

    /// <summary>Members that look at what they are given, or call its `ToString`, `Equals` and `GetHashCode`, and neither end nor keep it.</summary>
    private static readonly HashSet<string> Looking =
    [
        "System.Object.*", "System.GC.*", "System.Console.*", "System.String.*", "System.Convert.ToString", "System.Math.*", "System.HashCode.*", "System.Array.*", "System.Delegate.*",
        "System.ArgumentNullException.ThrowIfNull", "System.ObjectDisposedException.ThrowIf", "System.ArgumentOutOfRangeException.*", "System.ArgumentException.*",
        "System.IEquatable.Equals", "System.IComparable.CompareTo", "System.Nullable.*", "System.MemoryExtensions.*", "System.Span.*", "System.ReadOnlySpan.*", "System.Memory.*", "System.ReadOnlyMemory.*",
        "System.IO.TextWriter.*", "System.Text.StringBuilder.*", "System.Diagnostics.Debug.*", "System.Diagnostics.Trace.*", "System.Linq.Enumerable.*",
        "System.Threading.Interlocked.*", "System.Threading.Volatile.*", "System.Threading.Monitor.*", "System.Threading.Tasks.Task.*", "System.Threading.Tasks.ValueTask.*",
        "System.Threading.Tasks.TaskAsyncEnumerableExtensions.*", "System.Threading.Tasks.TaskExtensions.*",
        "System.Runtime.CompilerServices.RuntimeHelpers.*", "System.Runtime.CompilerServices.Unsafe.*", "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler.*",
        "System.Runtime.InteropServices.MemoryMarshal.*", "System.Runtime.InteropServices.CollectionsMarshal.*",
    ];

    /// <summary>Members that call the delegates that they are given before they return, and do not keep them.</summary>
    private static readonly HashSet<string> CallingAtOnce =
    [
        "System.Threading.Tasks.Parallel.For", "System.Threading.Tasks.Parallel.ForEach", "System.Threading.Tasks.Parallel.Invoke", "System.Threading.LazyInitializer.EnsureInitialized",
        "System.Collections.Generic.List.*", "System.Array.*", "System.String.Create", "System.Collections.Concurrent.ConcurrentDictionary.*", "System.MemoryExtensions.*",
        "System.Linq.Enumerable.Aggregate", "System.Linq.Enumerable.All", "System.Linq.Enumerable.Any", "System.Linq.Enumerable.Average", "System.Linq.Enumerable.Count",
        "System.Linq.Enumerable.First", "System.Linq.Enumerable.FirstOrDefault", "System.Linq.Enumerable.Last", "System.Linq.Enumerable.LastOrDefault", "System.Linq.Enumerable.LongCount",
        "System.Linq.Enumerable.Max", "System.Linq.Enumerable.MaxBy", "System.Linq.Enumerable.Min", "System.Linq.Enumerable.MinBy", "System.Linq.Enumerable.Single",
        "System.Linq.Enumerable.SingleOrDefault", "System.Linq.Enumerable.Sum", "System.Linq.Enumerable.ToDictionary", "System.Linq.Enumerable.ToLookup",
    ];

    /// <summary>Whether <paramref name="method"/> calls a delegate that it is given any number of times before it returns, and never after.</summary>
    public static bool CallsAtOnce(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || !method.DeclaringSyntaxReferences.IsEmpty)
            return false;
        var name = FullNameOf(type);
        return CallingAtOnce.Contains(name + ".*") || CallingAtOnce.Contains(name + "." + method.Name);
    }

    /// <summary>
    /// Whether <paramref name="method"/> is one of the framework that leaves the ownership of its arguments alone. What collections do with their elements
    /// is in their own table, and what is not there does nothing with them.
    /// </summary>
    public static bool OnlyLooks(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || !method.DeclaringSyntaxReferences.IsEmpty)
            return false;
        var name = FullNameOf(type);
        return IsObjectMember(method) || name.StartsWith("System.Collections.", System.StringComparison.Ordinal) || Looking.Contains(name + ".*") || Looking.Contains(name + "." + method.Name)
            || (type.ContainingType is { } outer && Looking.Contains(FullNameOf(outer) + ".*"));
    }

    /// <summary>Whether no exception comes from a call of <paramref name="method"/>.</summary>
    public static bool CannotThrow(IMethodSymbol method)
    {
        if (method.ContainingType is not { } type || !method.DeclaringSyntaxReferences.IsEmpty)
            return false;
        if (method.MethodKind == MethodKind.Constructor && (type.SpecialType == SpecialType.System_Object || IsException(type)))
            return true;
        if (method.MethodKind == MethodKind.Constructor && method.Parameters.IsEmpty && (type.IsValueType || OnlyAllocates(type)))
            return true;
        if (type.TypeKind == TypeKind.Delegate)
            return method.MethodKind == MethodKind.Constructor;
        return EndsProcess(method) || DefersCalls(method) || IsFree(type) || Free.Contains(FullNameOf(type) + "." + method.Name);
    }

    /// <summary>Whether a new one of <paramref name="type"/>, made without arguments, is but memory: collections, builders of text, what threads meet at.</summary>
    private static bool OnlyAllocates(INamedTypeSymbol type) =>
        type.ContainingNamespace is { } containing && FullNames.Of(containing) is var space && (space is "System.Text" or "System.Threading" or "System.Threading.Tasks" || space.StartsWith("System.Collections", System.StringComparison.Ordinal));

    /// <summary>Whether no exception comes from any member of <paramref name="type"/>, a view or an enumerator of a collection included.</summary>
    public static bool IsFree(INamedTypeSymbol type) =>
        Free.Contains(FullNameOf(type) + ".*") || (type.ContainingType is { } outer && Free.Contains(FullNameOf(outer) + ".*"));

    /// <summary>Whether the process ends with the call, and every obligation with it.</summary>
    public static bool EndsProcess(IMethodSymbol method) =>
        method is { Name: "FailFast" or "Exit", ContainingType: { Name: "Environment", ContainingNamespace.Name: "System" } };

    /// <summary>The name of <paramref name="type"/> with its namespace and without type parameters.</summary>
    public static string FullNameOf(INamedTypeSymbol type) => FullNames.Of(type);

    /// <summary>Whether <paramref name="method"/> is one that every object has, and that says nothing of a handle's life.</summary>
    public static bool IsObjectMember(IMethodSymbol method) =>
        method.Name is "ToString" or "Equals" or "GetHashCode" or "GetType" && !method.IsStatic;

    private static bool IsException(INamedTypeSymbol type) => WithBases(type).Any(each => each.SpecialType != SpecialType.System_Object && ExceptionTypes.IsRoot(each));
}
