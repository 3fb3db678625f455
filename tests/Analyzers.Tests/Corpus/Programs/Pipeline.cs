//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM011
using System;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

public interface IGpu
{
    IReleaseFence Submit([NotOwning] FragmentBatch batch);
}

/// <summary>Receives, queues, hands to the GPU, and releases when the GPU is done.</summary>
internal sealed class Pipeline : IAsyncDisposable
{
    private readonly DevmemSocket _socket;
    private readonly IGpu _gpu;
    private readonly Channel<FragmentBatch> _queue = Channel.CreateBounded<FragmentBatch>(8);
    private readonly DeferredReleases _deferred = new();

    public Pipeline([Owning] DevmemSocket socket, IGpu gpu)
    {
        _socket = socket;
        _gpu = gpu;
    }

    public async Task ReceiveAsync(Memory<byte> linear, CancellationToken stop)
    {
        while (true)
        {
            FragmentBatch batch = await _socket.ReceiveAsync(linear, stop);
            if (batch.EndOfStream)
                return;
            if (!_queue.Writer.TryWrite(batch))
                batch.Release();
        }
    }

    public async Task ReceiveAsync_and_drop_what_does_not_fit(Memory<byte> linear, CancellationToken stop)
    {
        while (true)
        {
            FragmentBatch batch = await _socket.ReceiveAsync(linear, stop); //! DEVMEM001
            if (batch.EndOfStream)
                return;
            if (batch.LinearBytes == 0 && _queue.Writer.TryWrite(batch))
                continue;
            await Task.Delay(1, stop);
        }
    }

    public async Task SubmitAsync(CancellationToken stop)
    {
        while (await _queue.Reader.WaitToReadAsync(stop))
        {
            while (_queue.Reader.TryRead(out FragmentBatch? batch))
            {
                IReleaseFence fence;
                try
                {
                    fence = _gpu.Submit(batch);
                }
                catch
                {
                    batch.Release();
                    throw;
                }

                _deferred.Add(batch, fence);
            }

            _deferred.ReleaseCompleted();
        }
    }

    public async Task SubmitAsync_and_lose_what_the_gpu_refuses(CancellationToken stop)
    {
        while (await _queue.Reader.WaitToReadAsync(stop))
        {
            while (_queue.Reader.TryRead(out FragmentBatch? batch)) //! DEVMEM004
                _deferred.Add(batch, _gpu.Submit(batch));
        }
    }

    public async Task SubmitAsync_and_release_too_early(CancellationToken stop)
    {
        while (await _queue.Reader.WaitToReadAsync(stop))
        {
            while (_queue.Reader.TryRead(out FragmentBatch? batch))
            {
                using (batch)
                {
                    IReleaseFence fence = _gpu.Submit(batch);
                    fence.Wait();
                }

                _ = batch.Count; //! DEVMEM005
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        while (_queue.Reader.TryRead(out FragmentBatch? batch))
            batch.Dispose();
        _deferred.Dispose();
        _socket.Dispose();
        return default;
    }
}

internal sealed class Pipeline_that_leaves_its_queue : IAsyncDisposable
{
    private readonly DevmemSocket _socket;
    private readonly Channel<FragmentBatch> _queue = Channel.CreateBounded<FragmentBatch>(8); //! DEVMEM011

    public Pipeline_that_leaves_its_queue([Owning] DevmemSocket socket) => _socket = socket;

    public async Task ReceiveAsync(Memory<byte> linear, CancellationToken stop)
    {
        FragmentBatch batch = await _socket.ReceiveAsync(linear, stop);
        if (!_queue.Writer.TryWrite(batch))
            batch.Release();
    }

    public ValueTask DisposeAsync()
    {
        _socket.Dispose();
        return default;
    }
}

internal sealed class Pipeline_that_leaves_its_deferred_releases : IDisposable
{
    private readonly DevmemSocket _socket;
    private readonly DeferredReleases _deferred = new(); //! DEVMEM011

    public Pipeline_that_leaves_its_deferred_releases([Owning] DevmemSocket socket) => _socket = socket;

    public void Step(byte[] linear, IReleaseFence fence) => _deferred.Add(_socket.Receive(linear), fence);

    public void Dispose() => _socket.Dispose();
}
