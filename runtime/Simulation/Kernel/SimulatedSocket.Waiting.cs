using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Devmem.Simulation;

internal sealed partial class SimulatedSocket
{
    /// <summary>How often a waiting thread looks whether its socket was closed.</summary>
    private const int SliceMilliseconds = 50;

    internal override void WaitReadable()
    {
        long deadline = _socket.ReceiveTimeout is var timeout and > 0 ? Environment.TickCount64 + timeout : long.MaxValue;
        try
        {
            while (!WaitSlice())
            {
                ThrowIfClosed();
                if (Environment.TickCount64 >= deadline)
                    throw new SocketException((int)SocketError.TimedOut);
            }
        }
        catch (Exception error) when (_closed && error is ObjectDisposedException or SocketException)
        {
            ThrowIfClosed();
            throw;
        }
    }

    internal override async ValueTask WaitReadableAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (NextChangeIfStarved() is { } change)
                await change.WaitAsync(cancellationToken).ConfigureAwait(false);
            else
                await _socket.ReceiveAsync(Memory<byte>.Empty, SocketFlags.None, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException) when (!_closed)
        {
            // The next receive says what is wrong with the connection.
        }
        catch (Exception error) when (_closed && error is ObjectDisposedException or SocketException)
        {
            ThrowIfClosed();
            throw;
        }
    }

    /// <summary>Bytes are there already when pages are what is missing, so the socket's readiness would not wait.</summary>
    private bool WaitSlice()
    {
        lock (Kernel.Gate)
        {
            if (_starved)
                return Kernel.Signal.Changes != _starvedAt || Kernel.Signal.Wait(SliceMilliseconds);
        }

        return _socket.Poll(SliceMilliseconds * 1000, SelectMode.SelectRead);
    }

    private Task? NextChangeIfStarved()
    {
        lock (Kernel.Gate)
        {
            ThrowIfClosed();
            return !_starved ? null : Kernel.Signal.Changes != _starvedAt ? Task.CompletedTask : Kernel.Signal.Next();
        }
    }
}
