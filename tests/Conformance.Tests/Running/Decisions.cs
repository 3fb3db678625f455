using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Conformance.Running;

/// <summary>The decisions of a run: those of a script, then the first option each time, or at random.</summary>
/// <param name="script">The first decisions.</param>
/// <param name="random">Where the others come from; null: all are the first option.</param>
internal sealed class Decisions(IReadOnlyList<int> script, Random? random = null)
{
    /// <summary>How many decisions of a run may be another than the first option: this bounds loops, and the number of vectors.</summary>
    private const int MostOthers = 6;

    private readonly List<(int Value, int Options)> _taken = [];
    private int _others;

    public int Count => _taken.Count;

    /// <summary>Lines on which calls may throw; null: on all.</summary>
    public IReadOnlySet<int>? ThrowingLines { get; init; }

    public int Next(int options)
    {
        int value = _taken.Count < script.Count ? Math.Min(script[_taken.Count], options - 1)
            : random is null ? 0
            : random.Next(3) == 0 ? random.Next(options) : 0;
        if (value != 0 && ++_others > MostOthers)
            value = 0;
        _taken.Add((value, options));
        return value;
    }

    /// <summary>The scripts that do what this run did up to some decision behind its own script, and take another option there.</summary>
    public IEnumerable<IReadOnlyList<int>> Deviations()
    {
        if (_others >= MostOthers)
            yield break;
        for (int at = script.Count; at < _taken.Count; at++)
        {
            for (int other = 1; other < _taken[at].Options; other++)
                yield return [.. _taken.Take(at).Select(decision => decision.Value), other];
        }
    }
}
