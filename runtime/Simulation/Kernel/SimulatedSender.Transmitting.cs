using System;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Devmem.Simulation;

internal sealed partial class SimulatedSender
{
    private const int ChunkBytes = 64 * 1024;

    private byte[]? _chunk;
    private int _allowed;
    private bool _transmitting;
    private bool _broken;

    /// <summary>How many of the oldest sends may be transmitted although completions come on demand.</summary>
    internal int Allow(int count)
    {
        int waiting = _sends.FindAll(send => !send.IsCompleted).Count;
        int more = Math.Min(count, waiting - Math.Min(_allowed, waiting));
        _allowed += more;
        StartTransmitting();
        return more;
    }

    /// <summary>Under the lock. One flow of control transmits, so the order of the sends is the order of the bytes.</summary>
    private void StartTransmitting()
    {
        if (_transmitting)
            return;
        _transmitting = true;
        _ = TransmitAsync();
    }

    private async Task TransmitAsync()
    {
        while (NextToTransmit() is { } send)
        {
            for (int sent = 0; sent < send.Length && !_broken;)
                sent += await TransmitChunkAsync(send, sent).ConfigureAwait(false);
            Complete(send);
        }
    }

    /// <summary>The NIC reads the memory now, not when the send was asked for.</summary>
    private async ValueTask<int> TransmitChunkAsync(PendingSend send, int from)
    {
        int count = Math.Min(send.Length - from, ChunkBytes);
        _chunk ??= new byte[ChunkBytes];
        send.Memory.Read(send.Offset + from, _chunk.AsSpan(0, count));
        try
        {
            return await _socket.SendAsync(_chunk.AsMemory(0, count), SocketFlags.None).ConfigureAwait(false);
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The memory is free all the same; the next send says that the connection is gone.
            _broken = true;
            return count;
        }
    }

    private PendingSend? NextToTransmit()
    {
        lock (Kernel.Gate)
        {
            PendingSend? next = _sends.Find(send => !send.IsCompleted);
            bool onDemand = Binding.Device.Options.SendCompletion == SendCompletion.OnDemand;
            if (next is not null && (!onDemand || _allowed > 0))
                return next;
            _transmitting = false;
            CloseIfDrained();
            return null;
        }
    }

    private void Complete(PendingSend send)
    {
        lock (Kernel.Gate)
        {
            send.IsCompleted = true;
            Report(send.Number);
            if (_allowed is > 0 and < int.MaxValue)
                _allowed--;
            send.Memory.Unpin(send);
            ForgetEnded();
            Kernel.Signal.Raise();
        }
    }

    private void CloseIfDrained()
    {
        if (_closed && !_transmitting)
            _socket.Dispose();
    }
}
