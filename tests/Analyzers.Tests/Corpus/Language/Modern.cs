using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading;
using Devmem;

internal static class BatchExtensions
{
    public static void End(this FragmentBatch batch) => batch.Release();

    public static int Weigh(this FragmentBatch batch) => batch.Count + batch.LinearBytes;

    public static FragmentBatch Next(this DevmemSocket socket, byte[] linear) => socket.Receive(linear);
}

internal sealed class Job(DevmemSocket socket, byte[] linear)
{
    public void Run() => socket.Receive(linear).Release();

    public int Leak() => socket.Receive(linear).Count; //! DEVMEM001

    public int Count
    {
        get
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            return batch.Count;
        }
    }

    public int this[int index]
    {
        get
        {
            using FragmentBatch batch = socket.Receive(linear);
            return batch[index].Length;
        }
    }

    public static int operator +(Job job, byte[] linear)
    {
        FragmentBatch batch = job.Take(linear); //! DEVMEM001
        return batch.Count;
    }

    private FragmentBatch Take(byte[] linear) => socket.Receive(linear);
}

internal static class Modern
{
    private static readonly object Gate = new();
    private static readonly Lock NewGate = new();

    static void Extension_ends_it(DevmemSocket socket, byte[] linear) => socket.Next(linear).End();

    static void Extension_only_weighs_it(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Next(linear); //! DEVMEM001
        _ = batch.Weigh();
    }

    static void Extension_called_as_a_static(DevmemSocket socket, byte[] linear) => BatchExtensions.End(socket.Receive(linear));

    static void Extension_through_conditional_access(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        batch?.End();
    }

    static void Lock_around_the_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        lock (Gate)
            batch.Release();
    }

    static void Lock_around_everything_with_a_hole(DevmemSocket socket, byte[] linear, bool stop)
    {
        lock (Gate)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (stop)
                return;
            batch.Release();
        }
    }

    static void New_lock_around_everything(DevmemSocket socket, byte[] linear)
    {
        lock (NewGate)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }
    }

    static void New_lock_with_a_call_inside(DevmemSocket socket, byte[] linear, Action work)
    {
        lock (NewGate)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            work();
            batch.Release();
        }
    }

    static void Checked_block(DevmemSocket socket, byte[] linear)
    {
        checked
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }
    }

    static void Unchecked_block_with_a_hole(DevmemSocket socket, byte[] linear, bool keep)
    {
        unchecked
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (!keep)
                batch.Release();
        }
    }

    static unsafe void Fixed_block(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        fixed (byte* first = linear)
            _ = *first;
        batch.Release();
    }

    static unsafe void Fixed_block_with_a_hole(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        fixed (byte* first = linear)
        {
            if (*first == 3)
                return;
        }

        batch.Release();
    }

    static unsafe int Size_of_and_pointers(DevmemSocket socket, byte[] linear, int* target)
    {
        FragmentBatch batch = socket.Receive(linear);
        *target = batch.Count + sizeof(long);
        target[1] = batch.LinearBytes;
        batch.Release();
        return *target;
    }

    static void Dynamic_call_that_may_throw(DevmemSocket socket, byte[] linear, dynamic sink)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        sink.Note(batch.Count);
        batch.Release();
    }

    static void Dynamic_argument_stays_owned(DevmemSocket socket, byte[] linear, dynamic sink)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        sink.Note(batch);
    }

    static string Interpolated_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int count = batch.Count;
        batch.Release();
        return $"{count} fragments";
    }

    static string Interpolated_batch_is_a_borrow(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        return $"{batch} of {batch.Count}";
    }

    static void Name_of_and_type_of(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        string name = nameof(batch) + typeof(FragmentBatch).Name;
        batch.Release();
        _ = name;
    }

    static void Discard_of_a_held_batch_is_no_transfer(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch;
    }

    static void Parenthesized_suppressed_and_cast(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = (FragmentBatch)(object)(socket.Receive(linear))!;
        ((IDisposable)(batch!)).Dispose();
    }

    static void Throw_expression_in_a_coalesce(DevmemSocket socket, byte[] linear, string? name)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        string sure = name ?? throw new ArgumentNullException(nameof(name));
        batch.Release();
        _ = sure;
    }

    static void Throw_expression_before(DevmemSocket socket, byte[] linear, string? name)
    {
        string sure = name ?? throw new ArgumentNullException(nameof(name));
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        _ = sure;
    }

    static void Named_arguments(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryReceive(batch: out FragmentBatch? received, linear: linear))
            received.Release();
    }

    static void Scoped_and_readonly_locals(scoped Span<byte> linear, DevmemSocket socket)
    {
        FragmentBatch batch = socket.Receive(linear[..16]);
        batch.Release();
    }

    static void Generic<T>(T source, byte[] linear)
        where T : IReceiver
    {
        FragmentBatch batch = source.Next(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Generic_released<T>(T source, byte[] linear)
        where T : IReceiver
    {
        using FragmentBatch batch = source.Next(linear);
    }

    static void Disposed_generically<T>(Func<T> next)
        where T : IDisposable
    {
        using T value = next();
    }
}

internal interface IReceiver
{
    FragmentBatch Next(byte[] linear);

    static abstract int Limit { get; }
}
