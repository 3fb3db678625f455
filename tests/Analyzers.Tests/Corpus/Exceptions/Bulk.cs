using System;
using System.Collections.Generic;
using Devmem;

/// <summary>Several handles at once, with every call able to throw: what was collected so far must survive the next call.</summary>
internal static class Bulk
{
    static void Filling_a_list_unprotected(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM004
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Filling_a_list_under_a_finally(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        try
        {
            for (int i = 0; i < n; i++)
                held.Add(socket.Receive(linear));
        }
        finally
        {
            foreach (FragmentBatch batch in held)
                batch.Release();
        }
    }

    static List<FragmentBatch> Filling_a_list_to_return_it_unprotected(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM004
        return held;
    }

    static List<FragmentBatch> Filling_a_list_to_return_it(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        try
        {
            for (int i = 0; i < n; i++)
                held.Add(socket.Receive(linear));
            return held;
        }
        catch
        {
            foreach (FragmentBatch batch in held)
                batch.Release();
            throw;
        }
    }

    static void Filling_the_list_of_the_caller(DevmemSocket socket, byte[] linear, int n, List<FragmentBatch> sink)
    {
        for (int i = 0; i < n; i++)
            sink.Add(socket.Receive(linear));
    }

    static void Filling_an_array_unprotected(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new FragmentBatch[n];
        for (int i = 0; i < n; i++)
            held[i] = socket.Receive(linear); //! DEVMEM004
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Filling_an_array_under_a_finally(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new FragmentBatch?[n];
        try
        {
            for (int i = 0; i < n; i++)
                held[i] = socket.Receive(linear);
        }
        finally
        {
            foreach (FragmentBatch? batch in held)
                batch?.Release();
        }
    }

    static void Filling_an_array_under_a_finally_with_a_count(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new FragmentBatch[n];
        int count = 0;
        try
        {
            while (count < n)
            {
                held[count] = socket.Receive(linear);
                count++;
            }
        }
        finally
        {
            for (int i = 0; i < count; i++)
                held[i].Release();
        }
    }

    static void Array_initializer_of_two(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[] held =
        {
            socket.Receive(linear), //! DEVMEM004
            socket.Receive(linear),
        };
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Tuple_of_two(DevmemSocket socket, byte[] linear)
    {
        var (a, b) = (
            socket.Receive(linear), //! DEVMEM004
            socket.Receive(linear));
        a.Release();
        b.Release();
    }

    static void Argument_evaluated_before_a_throwing_one(DevmemSocket socket, byte[] linear, Func<int> weight)
    {
        Keep(socket.Receive(linear), weight()); //! DEVMEM004
    }

    static void Argument_evaluated_after_a_throwing_one(DevmemSocket socket, byte[] linear, Func<int> weight)
    {
        Keep(weight(), socket.Receive(linear));
    }

    static void Work_during_the_drain(DevmemSocket socket, byte[] linear, Action<FragmentBatch> work)
    {
        var held = new Queue<FragmentBatch>();
        held.Enqueue(socket.Receive(linear)); //~ DEVMEM004
        while (held.TryDequeue(out FragmentBatch? batch))
        {
            work(batch);
            batch.Release();
        }
    }

    static void Work_during_the_drain_protected(DevmemSocket socket, byte[] linear, Action<FragmentBatch> work)
    {
        var held = new Queue<FragmentBatch>();
        try
        {
            held.Enqueue(socket.Receive(linear));
            while (held.TryDequeue(out FragmentBatch? batch))
            {
                using (batch)
                    work(batch);
            }
        }
        finally
        {
            while (held.TryDequeue(out FragmentBatch? left))
                left.Release();
        }
    }

    static void Detaching_all_under_using(DevmemSocket socket, byte[] linear, List<DevmemToken> sink)
    {
        using FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < batch.Count; i++)
            sink.Add(batch.Detach(i));
    }

    static void Detaching_all_into_an_array_unprotected(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        var tokens = new DevmemToken[batch.Count];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = batch.Detach(i); //! DEVMEM004
        socket.Release(tokens);
    }

    static void Detaching_all_into_an_array_with_a_finally(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        var tokens = new DevmemToken[batch.Count];
        int count = 0;
        try
        {
            while (count < tokens.Length)
            {
                tokens[count] = batch.Detach(count);
                count++;
            }
        }
        finally
        {
            socket.Release(tokens.AsSpan(0, count));
        }
    }

    private static void Keep(FragmentBatch batch, int weight) => batch.Release();

    private static void Keep(int weight, FragmentBatch batch) => batch.Release();
}
