using System;
using System.Runtime.CompilerServices;
using Devmem.Backends;

namespace Devmem.Books;

/// <summary>
/// Returns any number of tokens: sorted, so that neighbours become ranges, at most 128 ranges and 1,024 fragments a call, and on until
/// all are returned. Equal tokens (several fragments of one page, in Off mode) stay as many as they are.
/// </summary>
/// <remarks>
/// No number is sent again after the kernel answered. It looks the numbers up in order and stops only after 1,024 look-ups, found or not,
/// and no call asks for more; so a short answer does not mean that something was left over, but that some numbers were not held. They, and
/// those it released, may by then be numbers of fragments that another thread has just received. A refusal is different: every errno of
/// this option comes before the first look-up, so all of that call is still held.
/// </remarks>
internal static class TokenReturn
{
    /// <summary>MAX_DONTNEED_TOKENS in net/core/sock.c: more structures are refused as a whole.</summary>
    internal const int MaxRanges = 128;

    /// <summary>MAX_DONTNEED_FRAGS in net/core/sock.c: the look-ups of one call.</summary>
    internal const int MaxFragments = 1024;

    /// <summary>Sorts the tokens and returns them.</summary>
    /// <param name="backend">The socket to return them through.</param>
    /// <param name="tokens">Sorted in place.</param>
    /// <param name="done">How many of the sorted tokens the kernel has seen to; those behind are still held when this call throws.</param>
    /// <returns>How many the kernel says were held.</returns>
    [SkipLocalsInit] // a kilobyte of ranges, of which most calls write one
    internal static int All(SocketBackend backend, Span<uint> tokens, ref int done)
    {
        if (!IsAscending(tokens))
            tokens.Sort();
        Span<TokenRange> ranges = stackalloc TokenRange[MaxRanges];
        int held = 0;
        while (done < tokens.Length)
        {
            int count = Pack(tokens[done..], ranges, out int fragments);
            held += backend.ReturnTokens(ranges[..count]);
            done += fragments;
        }

        return held;
    }

    /// <summary>So they mostly are in On mode, where the lowest free number is given out first.</summary>
    private static bool IsAscending(ReadOnlySpan<uint> tokens)
    {
        for (int i = 1; i < tokens.Length; i++)
        {
            if (tokens[i] < tokens[i - 1])
                return false;
        }

        return true;
    }

    /// <summary>Packs from the front as many tokens as one call takes.</summary>
    private static int Pack(ReadOnlySpan<uint> tokens, Span<TokenRange> ranges, out int fragments)
    {
        int count = 0;
        fragments = 0;
        tokens = tokens[..Math.Min(tokens.Length, MaxFragments)];
        while (fragments < tokens.Length && count < ranges.Length)
        {
            uint start = tokens[fragments];
            uint length = 1;
            while (++fragments < tokens.Length && tokens[fragments] == unchecked(start + length))
                length++;
            ranges[count++] = new TokenRange(start, length);
        }

        return count;
    }
}
