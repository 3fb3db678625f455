//# devmem.exceptions = none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

/// <summary>Batches that are received under conditions, in loops, in switches and in iterators.</summary>
internal static class Received
{
    enum State { None, Got, Done }

    static void Try_stored_and_combined(DevmemSocket socket, byte[] linear, bool other)
    {
        bool ok = socket.TryReceive(linear, out FragmentBatch? batch) && other; //! DEVMEM001
        if (ok)
            batch!.Release();
    }

    static void Try_stored_or(DevmemSocket socket, byte[] linear, bool skip)
    {
        bool none = skip || !socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        if (none)
            return;
    }

    static void Try_stored_or_right(DevmemSocket socket, byte[] linear, bool skip)
    {
        FragmentBatch? batch = null;
        bool none = skip || !socket.TryReceive(linear, out batch);
        if (none)
            return;
        batch!.Release();
    }

    static void Until_received(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch;
        while (!socket.TryReceive(linear, out batch))
            Thread.Yield();
        batch.Release();
    }

    static void Until_received_forgotten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch;
        while (!socket.TryReceive(linear, out batch)) //! DEVMEM001
            Thread.Yield();
    }

    static void Do_until_nonempty(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        do
        {
            batch = socket.Receive(linear);
        }
        while (batch.Count == 0 && !batch.EndOfStream);
        batch.Release();
    }

    static void Do_until_nonempty_wrong(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        do
        {
            batch = socket.Receive(linear); //! DEVMEM001
        }
        while (batch.LinearBytes == 0);
        batch.Release();
    }

    static void State_machine(DevmemSocket socket, byte[] linear, int n)
    {
        State state = State.None;
        FragmentBatch? batch = null;
        for (int i = 0; i < n; i++)
        {
            switch (state)
            {
                case State.None:
                    batch = socket.Receive(linear);
                    state = State.Got;
                    break;
                case State.Got:
                    batch!.Release();
                    state = State.Done;
                    break;
                case State.Done:
                    state = State.None;
                    break;
            }
        }
        if (state == State.Got)
            batch!.Release();
    }

    static void State_machine_lacks_end(DevmemSocket socket, byte[] linear, int n)
    {
        State state = State.None;
        FragmentBatch? batch = null;
        for (int i = 0; i < n; i++)
        {
            switch (state)
            {
                case State.None:
                    batch = socket.Receive(linear); //! DEVMEM001
                    state = State.Got;
                    break;
                case State.Got:
                    batch!.Release();
                    state = State.None;
                    break;
            }
        }
    }

    static void Nullable_token(FragmentBatch source, bool want)
    {
        using (source)
        {
            DevmemToken? token = want ? source.Detach(0) : null;
            if (token is { } t)
                t.Release();
        }
    }

    static void Nullable_token_value_not_released(FragmentBatch source, bool want)
    {
        DevmemToken? token = want ? source.Detach(0) : null; //! DEVMEM001
        if (token.HasValue)
            _ = token.Value.Length;
    }

    static void Tuple_elements(FragmentBatch source)
    {
        (DevmemToken a, DevmemToken b) pair = (source.Detach(0), source.Detach(1)); //! DEVMEM001
        pair.a.Release();
    }

    static void Tuple_deconstructed(FragmentBatch source)
    {
        var (a, b) = (source.Detach(0), source.Detach(1));
        a.Release();
        b.Release();
    }

    static void Channel_drained(DevmemSocket socket, byte[] linear, int n)
    {
        var channel = Channel.CreateUnbounded<FragmentBatch>();
        for (int i = 0; i < n; i++)
            channel.Writer.TryWrite(socket.Receive(linear));
        while (channel.Reader.TryRead(out FragmentBatch? batch))
            batch.Release();
    }

    static void Queue_drained_with_break(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new ConcurrentQueue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        while (queue.TryDequeue(out FragmentBatch? batch))
        {
            bool last = batch.EndOfStream;
            batch.Release();
            if (last)
                break;
        }
    }

    static void List_remove_at(DevmemSocket socket, byte[] linear)
    {
        var list = new List<FragmentBatch>();
        list.Add(socket.Receive(linear));
        list.Add(socket.Receive(linear));
        while (list.Count > 0)
        {
            list[^1].Release();
            list.RemoveAt(list.Count - 1);
        }
    }

    static void List_remove_at_unreleased(DevmemSocket socket, byte[] linear)
    {
        var list = new List<FragmentBatch>();
        list.Add(socket.Receive(linear)); //! DEVMEM001
        list.RemoveAt(0);
    }

    static void Collection_expression_and_release(DevmemSocket socket, FragmentBatch source)
    {
        DevmemToken a = source.Detach(0), b = source.Detach(1);
        socket.Release([a, b]);
    }

    static void Collection_expression_spread(DevmemSocket socket, FragmentBatch source)
    {
        DevmemToken[] first = [source.Detach(0), source.Detach(1)];
        DevmemToken last = source.Detach(2);
        socket.Release([.. first, last]);
    }

    static void Collection_expression_spread_lacks(DevmemSocket socket, FragmentBatch source)
    {
        DevmemToken[] first = [source.Detach(0), source.Detach(1)];
        DevmemToken last = source.Detach(2); //! DEVMEM001
        socket.Release([.. first]);
    }

    static void Goto_cleanup(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch? batch = null;
        if (bad)
            goto done;
        batch = socket.Receive(linear);
        if (batch.LinearBytes > 3)
            goto done;
        _ = batch.Count;
    done:
        batch?.Release();
    }

    static void Detach_all_in_loop(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < batch.Count; i++)
        {
            DevmemToken token = batch.Detach(i);
            if (token.Length == 0)
            {
                token.Release();
                continue;
            }
            token.Release();
        }
    }

    static void Detach_continue_leaks(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < batch.Count; i++)
        {
            DevmemToken token = batch.Detach(i); //! DEVMEM001
            if (token.Length == 0)
                continue;
            token.Release();
        }
    }

    static IEnumerable<int> Iterator_with_using(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < batch.Count; i++)
            yield return batch[i].Length;
    }

    static IEnumerable<int> Iterator_without(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        for (int i = 0; i < batch.Count; i++)
            yield return batch[i].Length;
        batch.Release();
    }

    static int Switch_expression(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        int r = kind switch
        {
            0 => batch.Count,
            > 5 and < 9 => batch.LinearBytes,
            _ => -1,
        };
        batch.Release();
        return r;
    }

    static int Switch_expression_wrong(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        return kind switch
        {
            0 => Finish(batch),
            _ => batch.LinearBytes,
        };
    }

    static int Finish(FragmentBatch batch)
    {
        int n = batch.Count;
        batch.Release();
        return n;
    }
}
