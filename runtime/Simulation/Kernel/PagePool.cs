using System;

namespace Devmem.Simulation;

/// <summary>
/// The pages of one binding and the stack of those that are free: the last one returned is the next one filled, and at first the end
/// of the buffer goes out before its beginning.
/// </summary>
internal sealed class PagePool
{
    private readonly SimulatedRxBinding _binding;
    private readonly SimulatedPage[] _pages;
    private readonly int[] _free;
    private readonly int _perPage;
    private int _freeCount;
    private SimulatedPage? _filling;
    private int _filled;

    internal PagePool(SimulatedRxBinding binding, int pages, int segmentsPerPage, int? seed)
    {
        _binding = binding;
        _perPage = segmentsPerPage;
        _pages = new SimulatedPage[pages];
        _free = new int[pages];
        for (int i = 0; i < pages; i++)
        {
            _pages[i] = new SimulatedPage(this, i);
            _free[i] = i;
        }

        _freeCount = pages;
        if (seed is { } value)
            new Random(value).Shuffle(_free);
    }

    internal SimulatedRxBinding Binding => _binding;

    internal ReadOnlySpan<SimulatedPage> Pages => _pages;

    /// <summary>Pages that are not free.</summary>
    internal int Inflight => _pages.Length - _freeCount;

    /// <summary>Finds room for one more segment and takes its reference. False: every page is in use.</summary>
    internal bool TryPlace(out SimulatedPage page, out int share)
    {
        if (_filling is null && !TryOpenPage())
        {
            page = null!;
            share = 0;
            return false;
        }

        page = _filling!;
        share = _filled++;
        page.Queued++;
        if (_filled == _perPage)
            _filling = null; // The driver's own reference becomes the fragment's.
        else
            page.References++;
        return true;
    }

    /// <summary>Drops one reference; without any the page is free.</summary>
    internal void Put(SimulatedPage page)
    {
        if (--page.References > 0)
            return;
        _free[_freeCount++] = page.Index;
        _binding.PageCameFree();
    }

    /// <summary>The queue is restarted with ordinary memory: the driver gives back the page it was filling.</summary>
    internal void StopFilling()
    {
        if (_filling is not { } page)
            return;
        _filling = null;
        Put(page);
    }

    /// <summary>No user-space reference can exist any more: what is left of off mode's counts is dropped.</summary>
    internal void DropUrefs()
    {
        foreach (SimulatedPage page in _pages)
        {
            bool pinned = page.Uref > 0;
            page.Uref = 0;
            if (pinned)
                Put(page);
        }
    }

    private bool TryOpenPage()
    {
        if (_freeCount == 0)
            return false;
        _filling = _pages[_free[--_freeCount]];
        _filled = 0;
        _filling.References = 1;
        if (_filling.HeldByProgram > _filling.Returning)
            _binding.Kernel.Harm.HeldPagesOverwritten++;
        return true;
    }
}
