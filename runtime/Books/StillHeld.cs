using System;

namespace Devmem.Books;

/// <summary>The numbers that a failed return left with the application; equal ones as many times as they are held.</summary>
internal ref struct StillHeld(Span<uint> numbers)
{
    private Span<uint> _numbers = numbers;

    /// <summary>Whether one of this number is left; it is then taken out.</summary>
    internal bool Take(uint number)
    {
        int at = _numbers.IndexOf(number);
        if (at < 0)
            return false;
        _numbers[at] = _numbers[^1];
        _numbers = _numbers[..^1];
        return true;
    }
}
