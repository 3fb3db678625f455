using System.Collections;

namespace Devmem.Analyzers.Flow;

/// <summary>What may still be asked for: of which places the number, and of which what they hold that has ended.</summary>
internal sealed class Live
{
    private readonly BitArray _names;
    private readonly BitArray _numbers;

    /// <summary>Nothing, or all there is, of so many places.</summary>
    public Live(int places, bool all = false)
    {
        _names = new BitArray(places, all);
        _numbers = new BitArray(places, all);
    }

    /// <summary>The same as <paramref name="other"/> to begin with.</summary>
    public Live(Live other)
    {
        _names = new BitArray(other._names);
        _numbers = new BitArray(other._numbers);
    }

    public bool HasName(int place) => _names[place];

    public bool HasNumber(int place) => _numbers[place];

    public void Add(Live other)
    {
        _names.Or(other._names);
        _numbers.Or(other._numbers);
    }

    /// <summary>The place gets something else: nobody asks for what it had before.</summary>
    public void Remove(int place) => _names[place] = _numbers[place] = false;

    /// <summary>It is asked what the place holds; -1 stands for none.</summary>
    public void AddName(int place)
    {
        if (place >= 0)
            _names[place] = true;
    }

    /// <summary>It is asked what the place holds, and which number that is.</summary>
    public void Add(int place)
    {
        if (place >= 0)
            _names[place] = _numbers[place] = true;
    }

    /// <summary>What is asked of <paramref name="target"/> is asked of <paramref name="source"/> instead.</summary>
    public void Move(int target, int source)
    {
        var (name, number) = (_names[target], _numbers[target]);
        Remove(target);
        _names[source] |= name;
        _numbers[source] |= number;
    }

    public bool SameAs(Live other) => Same(_names, other._names) && Same(_numbers, other._numbers);

    private static bool Same(BitArray left, BitArray right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
                return false;
        }

        return true;
    }
}
