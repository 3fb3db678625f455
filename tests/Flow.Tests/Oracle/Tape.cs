using System.Collections.Generic;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>The decisions of a generator, as bytes: a shorter tape is a smaller program, which is what shrinking needs.</summary>
internal sealed class Tape(byte[] bytes)
{
    private int _at;

    public bool IsAtEnd => _at >= bytes.Length;

    /// <summary>The next decision, from 0 up to but not <paramref name="options"/>; 0 behind the end.</summary>
    public int Next(int options) => _at < bytes.Length ? bytes[_at++] % options : 0;

    public bool Chance(int oneIn) => Next(oneIn) == 1;

    public T Pick<T>(IReadOnlyList<T> options) => options[Next(options.Count)];
}
