//# devmem.exceptions = none
using System;
using System.Threading;
using Devmem;

/// <summary>A number is the same when it is asked again only as long as nobody writes the variables that it is computed of.</summary>
internal static class ChangedElsewhere
{
    static void By_a_local_function(DevmemSocket socket, byte[] linear, int flags)
    {
        FragmentBatch? batch = null;
        void Change() => flags = 8;
        if ((flags & 4) != 0)
            batch = socket.Receive(linear); //! DEVMEM001
        Change();
        if ((flags & 4) != 0)
            batch!.Release();
    }

    static void By_a_lambda(DevmemSocket socket, byte[] linear, int flags)
    {
        FragmentBatch? batch = null;
        Action change = () => flags = 8;
        if ((flags & 4) != 0)
            batch = socket.Receive(linear); //! DEVMEM001
        change();
        if ((flags & 4) != 0)
            batch!.Release();
    }

    static void By_a_function_that_does_not(DevmemSocket socket, byte[] linear, int flags)
    {
        FragmentBatch? batch = null;
        var seen = 0;
        void Note() => seen = flags;
        if ((flags & 4) != 0)
            batch = socket.Receive(linear);
        Note();
        if ((flags & 4) != 0)
            batch!.Release();
    }

    static void By_another_thread(DevmemSocket socket, byte[] linear, bool stop)
    {
        FragmentBatch? batch = null;
        new Thread(() => stop = true).Start();
        if (!stop)
            batch = socket.Receive(linear); //! DEVMEM001
        Thread.Sleep(10);
        if (!stop)
            batch!.Release();
    }

    static void By_reference(DevmemSocket socket, byte[] linear, int flags)
    {
        FragmentBatch? batch = null;
        if ((flags & 4) != 0)
            batch = socket.Receive(linear); //! DEVMEM001
        Interlocked.Exchange(ref flags, 8);
        if ((flags & 4) != 0)
            batch!.Release();
    }

    static void By_reference_a_plain_flag(DevmemSocket socket, byte[] linear, bool again)
    {
        FragmentBatch? batch = null;
        if (again)
            batch = socket.Receive(linear); //! DEVMEM001
        Volatile.Write(ref again, false);
        if (again)
            batch!.Release();
    }

    static void Through_a_reference(DevmemSocket socket, byte[] linear, int flags)
    {
        FragmentBatch? batch = null;
        ref var same = ref flags;
        if ((flags & 4) != 0)
            batch = socket.Receive(linear); //! DEVMEM001
        same = 8;
        if ((flags & 4) != 0)
            batch!.Release();
    }

    static unsafe void Through_a_pointer(DevmemSocket socket, byte[] linear, int flags)
    {
        FragmentBatch? batch = null;
        var pointer = &flags;
        if (flags == 4)
            batch = socket.Receive(linear); //! DEVMEM001
        *pointer = 8;
        if (flags == 4)
            batch!.Release();
    }

    static void A_counter_that_does_not_count_each(DevmemSocket socket, byte[] linear, bool two)
    {
        var held = 0;
        var batches = new FragmentBatch[2];
        if (two)
            batches[held] = socket.Receive(linear); //! DEVMEM001
        for (var i = 0; i < held; i++)
            batches[i].Release();
    }

    static void A_counter_that_counts_each(DevmemSocket socket, byte[] linear)
    {
        var held = 0;
        var batches = new FragmentBatch[2];
        if (socket.TryReceive(linear, out var first))
            batches[held++] = first;
        if (socket.TryReceive(linear, out var second))
        {
            batches[held] = second;
            held++;
        }

        for (var i = 0; i < held; i++)
            batches[i].Release();
    }
}
