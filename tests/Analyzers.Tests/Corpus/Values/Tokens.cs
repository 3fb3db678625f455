using System;
using Devmem;

/// <summary>Hands out tokens; nothing is written about ownership, so what it returns belongs to the caller.</summary>
internal interface ITokenSource
{
    DevmemToken Take();

    void Look(DevmemToken token);
}

internal static class Tokens
{
    static void Never_released(ITokenSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM001
        _ = token.Length;
    }

    static void Released(ITokenSource source)
    {
        DevmemToken token = source.Take();
        token.Release();
    }

    static void Disposed(ITokenSource source)
    {
        DevmemToken token = source.Take();
        token.Dispose();
    }

    static void Call_between(ITokenSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM004
        source.Look(token);
        token.Release();
    }

    static void Copy_released(ITokenSource source)
    {
        DevmemToken token = source.Take();
        DevmemToken copy = token;
        copy.Release();
    }

    static void Original_released(ITokenSource source)
    {
        DevmemToken token = source.Take();
        DevmemToken copy = token;
        token.Release();
    }

    static void Both_names_released(ITokenSource source)
    {
        DevmemToken token = source.Take();
        DevmemToken copy = token;
        copy.Release();
        token.Release(); //! DEVMEM006
    }

    static void Copy_of_a_copy_released_twice(ITokenSource source)
    {
        DevmemToken token = source.Take();
        DevmemToken copy = token;
        DevmemToken third = copy;
        token.Release();
        third.Release(); //! DEVMEM006
    }

    static void Copy_disposed_after_release(ITokenSource source)
    {
        DevmemToken token = source.Take();
        using DevmemToken copy = token;
        token.Release();
    }

    static void Original_overwritten_copy_released(ITokenSource source)
    {
        DevmemToken token = source.Take();
        DevmemToken copy = token;
        token = default;
        copy.Release();
    }

    static void Both_overwritten(ITokenSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM001
        DevmemToken copy = token;
        token = default;
        copy = default;
        token.Dispose();
        copy.Dispose();
    }

    static void Default_owes_nothing()
    {
        DevmemToken token = default;
        _ = token.IsDefault;
    }

    static void New_default_owes_nothing()
    {
        var token = new DevmemToken();
        _ = token.IsDefault;
    }

    static void Default_or_taken(ITokenSource source, bool go)
    {
        DevmemToken token = go ? source.Take() : default;
        if (!token.IsDefault)
            token.Release();
    }

    static void Default_or_taken_the_wrong_way(ITokenSource source, bool go)
    {
        DevmemToken token = go ? source.Take() : default; //! DEVMEM001
        if (token.IsDefault)
            token.Dispose();
    }

    static void Early_out_on_default(ITokenSource source)
    {
        DevmemToken token = source.Take();
        if (token.IsDefault)
            return;
        token.Release();
    }

    static void Default_then_taken(ITokenSource source)
    {
        DevmemToken token = default;
        token = source.Take();
        token.Release();
    }

    static void Default_test_in_a_flag(ITokenSource source)
    {
        DevmemToken token = source.Take();
        bool nothing = token.IsDefault;
        if (nothing)
            return;
        token.Release();
    }

    static void Default_test_by_pattern(ITokenSource source)
    {
        DevmemToken token = source.Take();
        if (token is { IsDefault: false })
            token.Release();
    }

    static void Default_test_on_the_copy(ITokenSource source)
    {
        DevmemToken token = source.Take();
        DevmemToken copy = token;
        if (copy.IsDefault)
            return;
        token.Release();
    }

    static void Boxed_and_disposed(ITokenSource source)
    {
        IDisposable box = source.Take();
        box.Dispose();
    }

    static void Boxed_and_forgotten(ITokenSource source)
    {
        object box = source.Take(); //! DEVMEM001
        _ = box;
    }

    static void Boxed_and_unboxed(ITokenSource source)
    {
        object box = source.Take();
        ((DevmemToken)box).Release();
    }

    static void Passed_by_in_stays_here(ITokenSource source)
    {
        DevmemToken token = source.Take();
        int length = Length(in token);
        token.Release();
        _ = length;
    }

    static void Passed_by_in_and_forgotten(ITokenSource source)
    {
        DevmemToken token = source.Take(); //! DEVMEM001
        _ = Length(in token);
    }

    private static int Length(in DevmemToken token) => token.Length;

    static void Asked_whether_it_is_nothing_behind_its_release(ITokenSource source)
    {
        DevmemToken token = source.Take();
        token.Release();
        if (!token.IsDefault)
            token.Dispose();
    }

    static void Read_behind_its_release(ITokenSource source)
    {
        DevmemToken token = source.Take();
        token.Release();
        if (!token.IsDefault)
            _ = token.Length; //! DEVMEM005
    }

    static void The_same_twice_through_the_socket(DevmemSocket socket, ITokenSource source)
    {
        DevmemToken token = source.Take();
        socket.Release([token, token]); //! DEVMEM006
    }

    static void Two_through_the_socket(DevmemSocket socket, ITokenSource source)
    {
        DevmemToken one = source.Take(); //! DEVMEM004
        DevmemToken other = source.Take();
        socket.Release([one, other]);
    }
}
