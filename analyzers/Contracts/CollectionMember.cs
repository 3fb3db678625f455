namespace Devmem.Analyzers.Contracts;

/// <summary>What a member of a collection does with its elements.</summary>
internal enum CollectionMember
{
    /// <summary>Nothing that matters.</summary>
    Other,

    /// <summary>Adds its last argument behind the others.</summary>
    Add,

    /// <summary>Adds its last argument somewhere; false: it did not.</summary>
    AddAnywhere,

    /// <summary>Adds its last argument; false: it did not.</summary>
    TryAdd,

    /// <summary>Hands the first over.</summary>
    TakeFront,

    /// <summary>Hands the last over.</summary>
    TakeBack,

    /// <summary>Hands one over in an `out` argument; false: there was none.</summary>
    TryTakeFront,

    /// <summary>Hands one over in an `out` argument; false: there was none.</summary>
    TryTakeBack,

    /// <summary>Hands one over in an `out` argument; false: there was none of that key.</summary>
    TryTakeAny,

    /// <summary>Drops its argument.</summary>
    Remove,

    /// <summary>Drops the one at the index that is its argument.</summary>
    RemoveAt,

    /// <summary>Drops the first.</summary>
    RemoveFirst,

    /// <summary>Drops the last.</summary>
    RemoveLast,

    /// <summary>Shows one.</summary>
    PeekFront,

    /// <summary>Shows one.</summary>
    PeekBack,

    /// <summary>Shows one in an `out` argument.</summary>
    TryPeek,

    /// <summary>Drops all.</summary>
    Clear,

    /// <summary>Drops all that its argument holds.</summary>
    GiveUp,

    /// <summary>Makes an empty one.</summary>
    Create,

    /// <summary>Makes one of the variable that it gets.</summary>
    CreateOver,

    /// <summary>Makes one of its arguments.</summary>
    CreateOf,

    /// <summary>Adds all that its last argument holds.</summary>
    AddAll,

    /// <summary>Returns a sequence of its elements and those of another.</summary>
    Concat,

    /// <summary>Tells how many elements there are, or whether there are any.</summary>
    Counted,

    /// <summary>Puts all its elements, or some of them, into another one too.</summary>
    CopyTo,

    /// <summary>Calls its last argument with each.</summary>
    ForEach,

    /// <summary>Drops each that its last argument says yes to.</summary>
    RemoveAll,

    /// <summary>The same elements under another name: a span, a view, a copy that shares them.</summary>
    View,

    /// <summary>A new one with the same elements.</summary>
    Copy,

    /// <summary>All the elements under another name, whatever its arguments are: in another order.</summary>
    Same,

    /// <summary>Hands all over, one with each step over what it returns, until there are none.</summary>
    Drain,
}
