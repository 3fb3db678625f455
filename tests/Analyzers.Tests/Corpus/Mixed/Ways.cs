using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

internal interface IJob
{
    void Run(FragmentBatch b);
    bool TryRun(FragmentBatch b);
    Task RunAsync(FragmentBatch b, CancellationToken c = default);
    event Action Done;
}

internal sealed class Options { public bool Fast { get; init; } public int Limit { get; } = 3; public bool Changing { get; set; } }

/// <summary>The ways out of a method, its waits and its uses after the end.</summary>
internal static class Ways
{
    static void Property_twice(DevmemSocket socket, byte[] linear, Options options)
    {
        FragmentBatch? batch = options.Fast ? socket.Receive(linear) : null;
        if (options.Fast)
            batch!.Release();
    }

    static void Changing_property_twice(DevmemSocket socket, byte[] linear, Options options, IJob job)
    {
        FragmentBatch? batch = options.Changing ? socket.Receive(linear) : null; //! DEVMEM001
        options.Changing = false;
        if (options.Changing)
            batch!.Release();
    }

    static void Fixed_property_and_a_limit(DevmemSocket socket, byte[] linear, Options options)
    {
        FragmentBatch? batch = options.Limit > 2 ? socket.Receive(linear) : null;
        if (options.Limit > 2)
            batch!.Release();
    }

    static void Using_block_nested_returns(DevmemSocket socket, byte[] linear, IJob job, int n)
    {
        using (FragmentBatch batch = socket.Receive(linear))
        {
            for (int i = 0; i < n; i++)
            {
                if (job.TryRun(batch))
                    return;
            }
        }
    }

    static async Task Await_using_async_disposable(RxBinding binding, IJob job, System.Net.Sockets.Socket raw, Memory<byte> linear)
    {
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = await socket.ReceiveAsync(linear).ConfigureAwait(false);
        await job.RunAsync(batch).ConfigureAwait(false);
    }

    static void Catch_when_false(DevmemSocket socket, byte[] linear, IJob job, bool log)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            job.Run(batch);
            batch.Release();
        }
        catch (Exception) when (!log)
        {
            batch.Release();
        }
    }

    static void Catch_by_type_pairs(DevmemSocket socket, byte[] linear, IJob job)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            job.Run(batch);
        }
        catch (IOException)
        {
            batch.Release();
            return;
        }
        catch (Exception)
        {
            batch.Release();
            return;
        }
        batch.Release();
    }

    static void Rethrow_wrapped(DevmemSocket socket, byte[] linear, IJob job)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            job.Run(batch);
        }
        catch (Exception e)
        {
            batch.Release();
            throw new InvalidOperationException("x", e);
        }
        batch.Release();
    }

    static void Success_flag(DevmemSocket socket, byte[] linear, IJob job)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool ok = false;
        try
        {
            job.Run(batch);
            ok = true;
        }
        finally
        {
            if (!ok)
                batch.Release();
        }
        batch.Release();
    }

    static FragmentBatch Success_flag_returned(DevmemSocket socket, byte[] linear, IJob job)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool handed = false;
        try
        {
            job.Run(batch);
            handed = true;
            return batch;
        }
        finally
        {
            if (!handed)
                batch.Dispose();
        }
    }

    static void Null_then_finally(DevmemSocket socket, byte[] linear, IJob job, bool go)
    {
        FragmentBatch? batch = null;
        try
        {
            if (go)
                batch = socket.Receive(linear);
            job.TryRun(null!);
        }
        finally
        {
            if (batch != null)
                batch.Release();
        }
    }

    static void Not_returning(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.Count > 1000)
            Environment.FailFast("too many");
        batch.Release();
    }

    [DoesNotReturn]
    static void Fail() => throw new InvalidOperationException();

    static void Fails(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        if (batch.Count > 1000)
            Fail();
        batch.Release();
    }

    static void Ensure([DoesNotReturnIf(false)] bool condition) { if (!condition) throw new InvalidOperationException(); }

    static void Ensured(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        bool ok = socket.TryReceive(linear, out batch);
        Ensure(ok);
        batch!.Release();
    }

    static void While_true_break(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                break;
            batch.Release();
        }
    }

    static void While_true_break_wrong(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (batch.Count < 5)
                break;
            batch.Release();
        }
    }

    static void Try_in_loop_condition(DevmemSocket socket, byte[] linear, IJob job)
    {
        while (socket.TryReceive(linear, out FragmentBatch? batch))
        {
            using (batch)
                job.Run(batch);
        }
    }

    static void For_with_try(DevmemSocket socket, byte[] linear, int n)
    {
        for (int i = 0; i < n && socket.TryReceive(linear, out FragmentBatch? batch); i++)
            batch.Release();
    }

    static async Task Async_finally(DevmemSocket socket, Memory<byte> linear, IJob job)
    {
        FragmentBatch? batch = null;
        try
        {
            batch = await socket.ReceiveAsync(linear);
            await job.RunAsync(batch);
        }
        finally
        {
            batch?.Release();
        }
    }

    static async Task Async_finally_awaits_first(DevmemSocket socket, Memory<byte> linear, IJob job)
    {
        FragmentBatch batch = await socket.ReceiveAsync(linear); //! DEVMEM004
        try
        {
            await job.RunAsync(batch);
        }
        finally
        {
            await Task.Delay(1);
            batch.Release();
        }
    }

    static async Task<FragmentBatch?> Timeout(DevmemSocket socket, Memory<byte> linear, CancellationToken c)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(c);
        source.CancelAfter(100);
        try
        {
            return await socket.ReceiveAsync(linear, source.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    static async Task Uses_timeout(DevmemSocket socket, Memory<byte> linear, CancellationToken c)
    {
        FragmentBatch? batch = await Timeout(socket, linear, c);
        if (batch is null)
            return;
        batch.Release();
    }

    static async Task Uses_timeout_wrong(DevmemSocket socket, Memory<byte> linear, CancellationToken c)
    {
        FragmentBatch? batch = await Timeout(socket, linear, c); //! DEVMEM001
        if (batch is { Count: > 2 })
            batch.Release();
    }

    static void Send_operation(DevmemSender sender)
    {
        using SendOperation op = sender.Send(0, 10);
        op.Wait();
    }

    static void Send_forgotten(DevmemSender sender)
    {
        sender.Send(0, 10); //! DEVMEM008
    }

    static async Task Send_awaited(DevmemSender sender)
    {
        SendOperation op = sender.Send(0, 10);
        await op.WaitAsync();
    }

    static void Deferred(DevmemSocket socket, byte[] linear, IReleaseFence fence)
    {
        using var deferred = new DeferredReleases();
        deferred.Add(socket.Receive(linear), fence);
    }

    static void Deferred_use_after(DevmemSocket socket, byte[] linear, IReleaseFence fence, DeferredReleases deferred)
    {
        FragmentBatch batch = socket.Receive(linear);
        deferred.Add(batch, fence);
        _ = batch.Count; //! DEVMEM005
    }

    static void Fragments_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Fragment f = batch[0];
        batch.Release();
        Console.WriteLine(f.Length); //! DEVMEM005
    }

    static void Enumerated_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        foreach (Fragment f in batch) //! DEVMEM005
            _ = f.Length; //! DEVMEM005
    }

    static void Token_after_release(FragmentBatch source)
    {
        DevmemToken token = source.Detach(0);
        token.Release();
        Console.WriteLine(token.Length); //! DEVMEM005
    }

    static void Token_after_bulk(DevmemSocket socket, FragmentBatch source)
    {
        DevmemToken token = source.Detach(0);
        socket.Release([token]);
        token.Release(); //! DEVMEM006
    }

    static void Maybe_released(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        batch.Release(); //! DEVMEM006
    }

    static void Detach_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        DevmemToken token = batch.Detach(0); //! DEVMEM005
        token.Release();
    }
}
