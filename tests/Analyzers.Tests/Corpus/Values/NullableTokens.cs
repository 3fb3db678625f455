using System;
using Devmem;

internal interface INullableSource
{
    DevmemToken Take();

    DevmemToken? Poll();
}

internal static class NullableTokens
{
    static void Has_value(INullableSource source)
    {
        DevmemToken? token = source.Poll();
        if (token.HasValue)
            token.Value.Release();
    }

    static void Has_value_and_forgotten(INullableSource source)
    {
        DevmemToken? token = source.Poll(); //! DEVMEM001
        if (token.HasValue)
            _ = token.Value.Length;
    }

    static void Has_value_the_wrong_way(INullableSource source)
    {
        DevmemToken? token = source.Poll(); //! DEVMEM001
        if (token.HasValue)
            return;
        token?.Release();
    }

    static void Conditional_access(INullableSource source)
    {
        DevmemToken? token = source.Poll();
        token?.Release();
    }

    static void Not_equal_null(INullableSource source)
    {
        DevmemToken? token = source.Poll();
        if (token != null)
            token.Value.Release();
    }

    static void Type_pattern(INullableSource source)
    {
        if (source.Poll() is DevmemToken token)
            token.Release();
    }

    static void Type_pattern_forgets(INullableSource source)
    {
        if (source.Poll() is DevmemToken token) //! DEVMEM001
            _ = token.Length;
    }

    static void Braces_pattern(INullableSource source)
    {
        if (source.Poll() is { } token)
            token.Release();
    }

    static void Get_value_or_default(INullableSource source)
    {
        DevmemToken? maybe = source.Poll();
        DevmemToken token = maybe.GetValueOrDefault();
        if (!token.IsDefault)
            token.Release();
    }

    static void Coalesced_with_default(INullableSource source)
    {
        DevmemToken token = source.Poll() ?? default;
        if (!token.IsDefault)
            token.Release();
    }

    static void Assigned_under_a_condition(INullableSource source, bool go)
    {
        DevmemToken? token = null;
        if (go)
            token = source.Take();
        token?.Release();
    }

    static void Assigned_under_a_condition_and_lost(INullableSource source, bool go)
    {
        DevmemToken? token = null;
        if (go)
            token = source.Take(); //! DEVMEM001
        if (!go)
            token?.Release();
    }

    static void Early_out(INullableSource source)
    {
        DevmemToken? token = source.Poll();
        if (token is null)
            return;
        token.Value.Release();
    }

    static void Drained_until_null(INullableSource source)
    {
        while (source.Poll() is { } token)
            token.Release();
    }

    static void Drained_until_null_with_break(INullableSource source)
    {
        while (source.Poll() is { } token) //! DEVMEM001
        {
            if (token.Length > 9)
                break;
            token.Release();
        }
    }

    static void Set_to_null_while_held(INullableSource source)
    {
        DevmemToken? token = source.Take(); //! DEVMEM001
        token = null;
        token?.Release();
    }

    static void Unwrapped_copy(INullableSource source)
    {
        DevmemToken? maybe = source.Take();
        DevmemToken token = maybe.Value;
        maybe = null;
        token.Release();
    }
}
