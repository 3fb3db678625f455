using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

internal interface IWork
{
    void Parse(Fragment f);
    Task ParseAsync(FragmentBatch b, CancellationToken c);
    bool Check();
}

/// <summary>Batches on the ways that exceptions take.</summary>
internal static class Guarded
{
    static void Filter_with_finally(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work.Parse(batch[0]);
        }
        catch (IOException e) when (e.HResult == 5)
        {
            batch.Release();
            return;
        }
        catch
        {
            batch.Release();
            throw;
        }
        batch.Release();
    }

    static void Filter_only(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            work.Parse(batch[0]);
        }
        catch (IOException e) when (e.HResult == 5)
        {
        }
        batch.Release();
    }

    static void Catch_releases_then_falls(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work.Parse(batch[0]);
        }
        catch (IOException)
        {
            batch.Release();
            throw;
        }
        finally
        {
            batch.Dispose();
        }
    }

    static void Double_release_in_finally(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work.Parse(batch[0]);
            batch.Release();
        }
        finally
        {
            batch.Release(); //! DEVMEM006
        }
    }

    static void Released_flag(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool released = false;
        try
        {
            work.Parse(batch[0]);
            batch.Release();
            released = true;
        }
        finally
        {
            if (!released)
                batch.Release();
        }
    }

    static void Null_after_release(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch? batch = socket.Receive(linear);
        try
        {
            work.Parse(batch[0]);
            batch.Release();
            batch = null;
        }
        finally
        {
            batch?.Release();
        }
    }

    static async Task Await_using_config(DevmemSocket socket, byte[] linear, IWork work, CancellationToken c)
    {
        using FragmentBatch batch = await socket.ReceiveAsync(linear, c).ConfigureAwait(false);
        await work.ParseAsync(batch, c).ConfigureAwait(false);
    }

    static async Task Await_without(DevmemSocket socket, byte[] linear, IWork work, CancellationToken c)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear, c); //! DEVMEM004
        await work.ParseAsync(batch, c);
        batch.Release();
    }

    static async Task Task_kept(DevmemSocket socket, byte[] linear, IWork work)
    {
        ValueTask<FragmentBatch> pending = socket.ReceiveAsync(linear);
        FragmentBatch batch = await pending;
        batch.Release();
    }

    static void Task_forgotten(DevmemSocket socket, byte[] linear)
    {
        ValueTask<FragmentBatch> pending = socket.ReceiveAsync(linear); //! DEVMEM001
    }

    static void Finally_that_throws(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            _ = batch.Count;
        }
        finally
        {
            work.Check();
            batch.Release();
        }
    }

    static void Throw_here(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (batch.Count > 100)
            throw new InvalidOperationException();
        batch.Release();
    }

    static void Throw_empty(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count == 0)
            throw new InvalidOperationException();
        batch.Release();
    }

    static void Throw_expression(DevmemSocket socket, byte[] linear, string? name)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        string n = name ?? throw new ArgumentNullException(nameof(name));
        batch.Release();
    }

    static void Loop_with_try(DevmemSocket socket, byte[] linear, IWork work, int n)
    {
        for (int i = 0; i < n; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                work.Parse(batch[0]);
            }
            catch (Exception)
            {
                continue;
            }
            finally
            {
                batch.Release();
            }
        }
    }

    static void Loop_catch_continue_leak(DevmemSocket socket, byte[] linear, IWork work, int n)
    {
        for (int i = 0; i < n; i++)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            try
            {
                work.Parse(batch[0]);
            }
            catch (Exception)
            {
                continue;
            }
            batch.Release();
        }
    }

    static FragmentBatch Return_in_try(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work.Parse(batch[0]);
            return batch;
        }
        catch
        {
            batch.Release();
            throw;
        }
    }

    static FragmentBatch? Retry(DevmemSocket socket, byte[] linear, IWork work, int attempts)
    {
        for (int i = 0; i < attempts; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                if (work.Check())
                    return batch;
            }
            catch (IOException) when (i < attempts - 1)
            {
                batch.Release();
                continue;
            }
            catch
            {
                batch.Release();
                throw;
            }
            batch.Release();
        }
        return null;
    }

    static void Partial_fill(DevmemSocket socket, byte[] linear, IWork work, int n)
    {
        var batches = new FragmentBatch[n];
        int filled = 0;
        try
        {
            for (; filled < n; filled++)
                batches[filled] = socket.Receive(linear);
            foreach (var b in batches)
                work.Parse(b[0]);
        }
        finally
        {
            for (int i = 0; i < filled; i++)
                batches[i].Release();
        }
    }

    static void List_in_finally(DevmemSocket socket, byte[] linear, IWork work, int n)
    {
        var batches = new List<FragmentBatch>();
        try
        {
            for (int i = 0; i < n; i++)
                batches.Add(socket.Receive(linear));
            foreach (var b in batches)
                work.Parse(b[0]);
        }
        finally
        {
            foreach (var b in batches)
                b.Release();
        }
    }

    static void List_without_finally(DevmemSocket socket, byte[] linear, IWork work, int n)
    {
        var batches = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            batches.Add(socket.Receive(linear)); //! DEVMEM004
        foreach (var b in batches)
            work.Parse(b[0]);
        foreach (var b in batches)
            b.Release();
    }

    static void Lock_statement(DevmemSocket socket, byte[] linear, object gate)
    {
        FragmentBatch? batch = null;
        lock (gate)
        {
            if (!socket.TryReceive(linear, out batch))
                return;
        }
        batch.Release();
    }

    static void Interlocked_exchange(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = socket.Receive(linear);
        FragmentBatch? mine = Interlocked.Exchange(ref batch, null);
        mine?.Release();
    }

    static void Nested_try(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch a = socket.Receive(linear);
        try
        {
            FragmentBatch b = socket.Receive(linear);
            try
            {
                work.Parse(b[0]);
            }
            finally
            {
                b.Release();
            }
        }
        finally
        {
            a.Release();
        }
    }

    static void Second_receive_throws(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch a = socket.Receive(linear); //! DEVMEM004
        FragmentBatch b = socket.Receive(linear);
        a.Release();
        b.Release();
    }

    static async IAsyncEnumerable<int> Async_iterator(DevmemSocket socket, Memory<byte> linear)
    {
        while (true)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear);
            try
            {
                if (batch.EndOfStream)
                    yield break;
                yield return batch.Count;
            }
            finally
            {
                batch.Release();
            }
        }
    }

    static async Task Cancelled(DevmemSocket socket, Memory<byte> linear, CancellationToken c)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear, c); //! DEVMEM004
        c.ThrowIfCancellationRequested();
        batch.Release();
    }

    static async Task WhenAll(DevmemSocket a, DevmemSocket b, Memory<byte> linear)
    {
        Task<FragmentBatch> first = a.ReceiveAsync(linear).AsTask(); //! DEVMEM004
        Task<FragmentBatch> second = b.ReceiveAsync(linear).AsTask(); //! DEVMEM004
        await Task.WhenAll(first, second);
        (await first).Release();
        (await second).Release();
    }

    static void Using_null_conditional(DevmemSocket socket, byte[] linear, bool go)
    {
        using FragmentBatch? batch = go ? socket.Receive(linear) : null;
        _ = batch?.Count;
    }

    static void Handler(DevmemSocket socket, byte[] linear, IWork work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        string s = $"{batch.Count} {work}";
        Console.WriteLine(s);
        batch.Release();
    }

    static void Stackalloc_ints(DevmemSocket socket, byte[] linear)
    {
        Span<DevmemToken> tokens = new DevmemToken[4];
        using FragmentBatch batch = socket.Receive(linear);
        int n = Math.Min(batch.Count, tokens.Length);
        for (int i = 0; i < n; i++)
            tokens[i] = batch.Detach(i); //~ DEVMEM004
        socket.Release(tokens[..n]);
    }
}
