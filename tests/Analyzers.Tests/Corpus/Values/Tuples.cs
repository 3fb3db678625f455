//# devmem.exceptions = none
using System;
using Devmem;

internal interface IPairSource
{
    DevmemToken Take();

    (DevmemToken Token, int Length) TakeWithLength();

    (DevmemToken, DevmemToken) TakeTwo();
}

internal static class Tuples
{
    static void Deconstructed(IPairSource source)
    {
        var (token, length) = source.TakeWithLength();
        token.Release();
        _ = length;
    }

    static void Deconstructed_and_forgotten(IPairSource source)
    {
        var (token, length) = source.TakeWithLength(); //! DEVMEM001
        _ = token.Length + length;
    }

    static void Deconstructed_with_a_discard(IPairSource source)
    {
        (_, int length) = source.TakeWithLength(); //! DEVMEM001
        _ = length;
    }

    static void Kept_whole_and_released(IPairSource source)
    {
        var pair = source.TakeWithLength();
        pair.Token.Release();
    }

    static void Kept_whole_and_forgotten(IPairSource source)
    {
        var pair = source.TakeWithLength(); //! DEVMEM001
        _ = pair.Length;
    }

    static void Built_here(IPairSource source)
    {
        (DevmemToken Token, int Round) entry = (source.Take(), 1);
        entry.Token.Release();
    }

    static void Built_here_and_forgotten(IPairSource source)
    {
        (DevmemToken Token, int Round) entry = (source.Take(), 1); //! DEVMEM001
        _ = entry.Round;
    }

    static void Two_in_a_literal(IPairSource source)
    {
        var (a, b) = (source.Take(), source.Take());
        a.Release();
        b.Release();
    }

    static void Second_of_two_in_a_literal_is_lost(IPairSource source)
    {
        var (a, b) = (
            source.Take(),
            source.Take()); //! DEVMEM001
        a.Release();
        _ = b.Length;
    }

    static void Swapped(IPairSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take();
        (a, b) = (b, a);
        a.Release();
        b.Release();
    }

    static void Swapped_and_one_released_twice(IPairSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take(); //! DEVMEM001
        a.Release();
        (a, b) = (b, a);
        b.Release(); //! DEVMEM006
    }

    static void Swapped_and_the_right_one_released(IPairSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take();
        a.Release();
        (a, b) = (b, a);
        a.Release();
    }

    static void Rotated_three(IPairSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take();
        DevmemToken c = source.Take();
        (a, b, c) = (b, c, a);
        a.Release();
        b.Release();
        c.Release();
    }

    static void Assigned_over_by_deconstruction(IPairSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM001
        int length;
        (token, length) = source.TakeWithLength();
        token.Release();
        _ = length;
    }

    static (DevmemToken, int) Returned(IPairSource source)
    {
        DevmemToken token = source.Take();
        return (token, token.Length);
    }

    static (int, int) Returned_without_the_token(IPairSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM001
        return (1, token.Length);
    }

    static void Item_names(IPairSource source)
    {
        var pair = source.TakeTwo();
        pair.Item1.Release();
        pair.Item2.Release();
    }

    static void Only_the_first_item(IPairSource source)
    {
        var pair = source.TakeTwo(); //! DEVMEM001
        pair.Item1.Release();
    }

    static void Tuple_copied(IPairSource source)
    {
        var pair = source.TakeWithLength();
        var copy = pair;
        copy.Token.Release();
    }

    static void Nested(IPairSource source)
    {
        var (outer, (token, length)) = (1, source.TakeWithLength());
        token.Release();
        _ = outer + length;
    }

    static void Element_replaced(IPairSource source)
    {
        (DevmemToken Token, int Round) entry = (source.Take(), 1); //! DEVMEM001
        entry.Token = default;
        entry.Token.Dispose();
    }

    static void Tuple_with_throwing_second(IPairSource source)
    {
        (DevmemToken first, DevmemToken second) = source.TakeTwo();
        using (first)
        using (second)
        {
        }
    }
}
