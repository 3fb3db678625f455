using System;
using System.Diagnostics.CodeAnalysis;
using Devmem;

internal static class Guard
{
    [DoesNotReturn]
    public static void Fail() => throw new InvalidOperationException();

    [DoesNotReturn]
    public static T Fail<T>() => throw new InvalidOperationException();

    public static void Require([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
            throw new InvalidOperationException();
    }
}

internal static class DoesNotReturn
{
    static void Fail_fast(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (bad)
            Environment.FailFast("broken");
        batch.Release();
    }

    static void Fail_fast_at_the_end(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        _ = batch.Count;
        Environment.FailFast("done for");
    }

    static void Never_returning_call_after_release(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        if (bad)
            Guard.Fail();
    }

    static void Never_returning_call_throws(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        if (bad)
            Guard.Fail();
        batch.Release();
    }

    static void Never_returning_call_spares_the_release_after_it(DevmemSocket socket, byte[] linear, bool bad)
    {
        using FragmentBatch spare = socket.Receive(linear);
        FragmentBatch batch = socket.Receive(linear);
        if (batch.LinearBytes == 0)
        {
            batch.Release();
            Guard.Fail();
        }

        batch.Release();
    }

    static int Never_returning_generic_call(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        int count = batch.Count;
        batch.Release();
        return bad ? Guard.Fail<int>() : count;
    }

    static void Required_condition_throws_while_held(DevmemSocket socket, byte[] linear, bool sound)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Guard.Require(sound);
        batch.Release();
    }
}
