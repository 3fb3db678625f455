namespace Devmem.Simulation;

/// <summary>One received packet in a socket's queue: all readable, or a linear part that may be empty and a fragment on a page.</summary>
internal struct Segment
{
    /// <summary>Null for readable data.</summary>
    internal SimulatedPage? Page;

    /// <summary>Where on the page the fragment begins.</summary>
    internal int PageOffset;

    internal int PageBytes;

    internal int PageTaken;

    /// <summary>Where in the socket's byte queue the readable bytes begin.</summary>
    internal long LinearStart;

    internal int LinearBytes;

    internal int LinearTaken;

    internal readonly bool IsReadable => Page is null;

    internal readonly int LinearLeft => LinearBytes - LinearTaken;

    internal readonly int PageLeft => PageBytes - PageTaken;

    internal readonly int Left => LinearLeft + PageLeft;
}
