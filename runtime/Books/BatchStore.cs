using System;
using System.Numerics;
using Devmem.Backends;

namespace Devmem.Books;

/// <summary>The pooled part of a batch: its records. The batch object itself is never pooled, so a stale reference cannot see another batch's store.</summary>
internal sealed class BatchStore
{
    private const int SmallestShift = 4;

    private BatchStore(int sizeClass)
    {
        SizeClass = sizeClass;
        Records = new FragmentRecord[1 << (sizeClass + SmallestShift)];
    }

    internal FragmentRecord[] Records { get; }

    /// <summary>Records have room for 16 shifted left by this.</summary>
    internal int SizeClass { get; }

    internal int Count { get; private set; }

    /// <summary>The next free store of the same size, while this one lies in the pool.</summary>
    internal BatchStore? Next { get; set; }

    internal Span<FragmentRecord> Span => Records.AsSpan(0, Count);

    internal static int SizeClassFor(int count) =>
        Math.Max(0, BitOperations.Log2((uint)Math.Max(1, count - 1)) + 1 - SmallestShift);

    internal static BatchStore Create(int sizeClass) => new(sizeClass);

    internal void Fill(ReadOnlySpan<FragmentRecord> records)
    {
        records.CopyTo(Records);
        Count = records.Length;
    }
}
