using System;

namespace Devmem.Simulation;

/// <summary>
/// Spares a receive loop the walk up the stack, which allocates. Calls of one kind with one size of buffer are remembered; after four walks in a
/// row that came to the same line the next is taken at the 16th call, the 64th and so on, and whenever the depth of the stack differs.
/// A walk that finds another line begins anew.
/// </summary>
internal sealed class CallSiteMemory
{
    private const int Trusted = 4;

    [ThreadStatic]
    private static CallSiteMemory? s_ofThread;

    private readonly Entry[] _entries = new Entry[64];

    /// <summary>The line of the program that this call comes from.</summary>
    /// <param name="hint">What tells calls apart without cost: their kind, the size of their buffer. Not its address: the garbage collector moves it.</param>
    internal static unsafe AcquisitionSite? Caller(nint hint)
    {
        byte here = 0;
        return (s_ofThread ??= new CallSiteMemory()).Find(hint, (nint)(&here));
    }

    private AcquisitionSite? Find(nint hint, nint here)
    {
        ref Entry entry = ref _entries[hint.GetHashCode() & (_entries.Length - 1)];
        if (entry.Hint != hint)
            entry = new Entry { Hint = hint };
        if (++entry.Calls < entry.NextWalk && entry.Here == here)
            return entry.Site;
        AcquisitionSite? site = CallSites.Caller();
        if (site is null || site != entry.Site)
            entry = new Entry { Hint = hint, Site = site, Calls = 1 };
        entry.Here = here;
        if (entry.Calls >= entry.NextWalk)
            entry.NextWalk = entry.Calls < Trusted ? entry.Calls + 1 : entry.Calls * 4;
        return site;
    }

    private struct Entry
    {
        internal nint Hint;
        internal nint Here;
        internal int Calls;
        internal int NextWalk;
        internal AcquisitionSite? Site;
    }
}
