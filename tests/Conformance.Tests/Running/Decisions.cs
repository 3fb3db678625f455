using System;
using System.Collections.Generic;

namespace Devmem.Conformance.Running;

/// <summary>The decisions of a run: those of a script, then the first option each time, or at random.</summary>
/// <param name="script">The first decisions.</param>
/// <param name="random">Where the others come from; null: all are the first option.</param>
/// <param name="most">How many decisions may be another than the first option: this bounds loops, and the number of vectors.</param>
internal sealed class Decisions(IReadOnlyList<int> script, Random? random = null, int most = Decisions.Usual)
{
    public const int Usual = 6;

    private int _others;
    private readonly List<(int Value, int Options)> _taken = [];

    public int Count => _taken.Count;

    public IReadOnlyList<(int Value, int Options)> Taken => _taken;

    public int Next(int options)
    {
        int value = _taken.Count < script.Count ? Math.Min(script[_taken.Count], options - 1)
            : random is null ? 0
            : random.Next(3) == 0 ? random.Next(options) : 0;
        if (value != 0 && ++_others > most)
            value = 0;
        _taken.Add((value, options));
        return value;
    }

    /// <summary>The next script in the order of all vectors; null after the last.</summary>
    public IReadOnlyList<int>? Following()
    {
        int others = _taken.FindAll(decision => decision.Value != 0).Count;
        int last = _taken.Count - 1;
        for (; last >= 0; last--)
        {
            if (_taken[last].Value != 0)
                others--;
            if (_taken[last].Value + 1 < _taken[last].Options && others < most)
                break;
        }

        if (last < 0)
            return null;
        int[] next = new int[last + 1];
        for (int i = 0; i < last; i++)
            next[i] = _taken[i].Value;
        next[last] = _taken[last].Value + 1;
        return next;
    }
}
