using System;
using Devmem.Backends;
using Devmem.Books;

namespace Devmem.Simulation;

internal sealed partial class SimulatedSocket
{
    /// <summary>setsockopt(SO_DEVMEM_DONTNEED).</summary>
    internal override int ReturnTokens(ReadOnlySpan<TokenRange> ranges)
    {
        lock (Kernel.Gate)
        {
            ThrowIfClosed();
            if (ranges.Length is 0 or > TokenReturn.MaxRanges)
                throw new DevmemException("SO_DEVMEM_DONTNEED takes 1 to 128 ranges.", Errno.EINVAL);
            if (Kernel.Key == AutoreleaseMode.On)
                return ReturnNumbers(ranges);
            return UserOf is { } binding
                ? ReturnPages(ranges, binding.Pool)
                : throw new DevmemException("This socket has not received from a binding, so it can return nothing.", Errno.EINVAL);
        }
    }

    /// <summary>Every look-up counts against the limit, found or not.</summary>
    private int ReturnNumbers(ReadOnlySpan<TokenRange> ranges)
    {
        int lookUps = 0;
        int returned = 0;
        foreach (TokenRange range in ranges)
        {
            for (uint i = 0; i < range.Count; i++)
            {
                if (++lookUps > TokenReturn.MaxFragments)
                    return returned;
                if (_tokens.Remove(unchecked(range.Start + i)) is not { } page)
                {
                    Kernel.Harm.UnheldReturns++;
                    continue;
                }

                page.Tokens--;
                page.Returning++;
                page.Pool.Put(page);
                returned++;
            }
        }

        return returned;
    }

    /// <summary>A page is all that a number means, so nothing tells a second return from a first.</summary>
    private int ReturnPages(ReadOnlySpan<TokenRange> ranges, PagePool pool)
    {
        int returned = 0;
        foreach (TokenRange range in ranges)
        {
            for (uint i = 0; i < range.Count && unchecked(range.Start + i) < (uint)pool.Pages.Length; i++)
            {
                if (returned == TokenReturn.MaxFragments)
                    return returned;
                SimulatedPage page = pool.Pages[(int)unchecked(range.Start + i)];
                if (page.Uref <= 0)
                    Kernel.Harm.UnheldReturns++;
                else
                    page.Returning++;
                if (--page.Uref == 0)
                    pool.Put(page);
                returned++;
            }
        }

        return returned;
    }
}
