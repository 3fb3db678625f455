using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;

namespace Devmem.Runtime.Tests;

/// <summary>A socket handle over a backend that hands over the tokens a test names and records the returns.</summary>
internal sealed class FakeRig : IDisposable
{
    private readonly Socket _peer;
    private readonly RxBinding _binding;

    internal FakeRig(AutoreleaseMode mode)
    {
        Backend = new FakeSocket();
        _binding = new RxBinding(new FakeBinding(mode, Backend));
        (Socket near, _peer) = Loopback.Connect();
        Socket = _binding.Attach(near);
    }

    internal FakeSocket Backend { get; }

    internal DevmemSocket Socket { get; }

    /// <summary>A batch of these tokens, a fragment each.</summary>
    internal FragmentBatch Receive(params uint[] tokens)
    {
        Backend.Next = tokens;
        return Socket.Receive(new byte[1]);
    }

    public void Dispose()
    {
        Socket.Dispose();
        _binding.Dispose();
        _peer.Dispose();
    }

    private sealed class FakeBinding(AutoreleaseMode mode, FakeSocket socket) : RxBindingBackend
    {
        internal override uint DmabufId => 1;

        internal override AutoreleaseMode Autorelease => mode;

        internal override SocketBackend Attach(Socket near) => socket;

        internal override void Unbind()
        {
        }
    }
}

/// <summary>See <see cref="FakeRig"/>.</summary>
internal sealed class FakeSocket : SocketBackend
{
    internal uint[] Next { get; set; } = [];

    /// <summary>Every number that is out, as often as it is.</summary>
    internal List<uint> Held { get; } = [];

    /// <summary>Each call's ranges as start and count.</summary>
    internal List<List<(uint Start, uint Count)>> Calls { get; } = [];

    /// <summary>Runs when a return was carried out, before its caller hears of it.</summary>
    internal Action? Answered { get; set; }

    internal bool Refuse { get; set; }

    /// <summary>Refuses every call after so many.</summary>
    internal int RefuseAfter { get; set; } = int.MaxValue;

    internal override ReceiveStatus TryReceive(Span<byte> linear, RecordBuffer records)
    {
        foreach (uint token in Next)
        {
            records.AddDmabuf(token * 4096L, 4096, token, dmabufId: 1);
            Held.Add(token);
        }

        return ReceiveStatus.Received;
    }

    internal override void WaitReadable() => throw new NotSupportedException();

    internal override ValueTask WaitReadableAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    internal override int ReturnTokens(ReadOnlySpan<TokenRange> ranges)
    {
        Assert.InRange(ranges.Length, 1, 128);
        if (Refuse || Calls.Count >= RefuseAfter)
            throw new DevmemException("Refused.", Errno.ENOMEM);
        List<(uint, uint)> call = [];
        int returned = 0, lookUps = 0;
        foreach (TokenRange range in ranges)
        {
            call.Add((range.Start, range.Count));
            for (uint i = 0; i < range.Count && lookUps++ < 1024; i++)
                returned += Held.Remove(range.Start + i) ? 1 : 0;
        }

        Calls.Add(call);
        Answered?.Invoke();
        return returned;
    }

    internal override void Close()
    {
    }
}
