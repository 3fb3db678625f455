using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Receiving;

/// <summary>recvmsg with MSG_SOCK_DEVMEM, never waiting. Neither MSG_PEEK (every look pins again) nor MSG_TRUNC (drops bytes) is offered.</summary>
internal sealed unsafe class DevmemReceive(ISystemCalls calls, SafeHandle socket, DevmemRecords parser)
{
    private const int Flags = Sock.MSG_SOCK_DEVMEM | Sock.MSG_DONTWAIT;

    /// <exception cref="DevmemException">The kernel refused, and nothing was taken from the stream.</exception>
    /// <exception cref="DevmemProtocolException">The records do not hold together; their tokens are returned already.</exception>
    internal ReceiveStatus Try(Span<byte> linear, RecordBuffer records)
    {
        Span<byte> control = ControlBuffer.For(records.Room);
        nint received = Call(linear, ref control);
        switch (received)
        {
            case > 0:
                Read(control, received, linear.Length, records);
                return ReceiveStatus.Received;
            case 0:
                return ReceiveStatus.EndOfStream;
            case -Errno.EAGAIN:
                return ReceiveStatus.WouldBlock;
            default:
                throw ReceiveError.Exception((int)-received, linear.Length);
        }
    }

    private nint Call(Span<byte> linear, ref Span<byte> control)
    {
        fixed (byte* linearBytes = linear, controlBytes = control)
        {
            // An empty buffer becomes a null base with a budget: dmabuf bytes count against the length, but never touch the base.
            var vector = new IoVector { Base = linearBytes, Length = (nuint)(linear.IsEmpty ? RecordBuffer.DefaultByteBudget : linear.Length) };
            nint received;
            MessageHeader message;
            do
            {
                message = new MessageHeader
                {
                    Vectors = &vector,
                    VectorCount = 1,
                    Control = controlBytes,
                    ControlLength = (nuint)control.Length,
                };
                received = calls.ReceiveMessage(socket, &message, Flags);
            }
            while (received == -Errno.EINTR);
            control = control[..(int)Math.Min(message.ControlLength, (nuint)control.Length)];
            return received;
        }
    }

    private void Read(ReadOnlySpan<byte> control, nint received, int linearLength, RecordBuffer records)
    {
        try
        {
            parser.Parse(control, received, linearLength, records);
        }
        catch
        {
            GiveBack(records);
            throw;
        }
    }

    /// <summary>What cannot be handed over is returned at once, one token a range: these records are not to be trusted with more.</summary>
    internal void GiveBack(RecordBuffer records)
    {
        Span<TokenRange> one = stackalloc TokenRange[1];
        foreach (ref FragmentRecord record in records.Records)
        {
            if (record.IsLinear)
                continue;
            one[0] = new TokenRange(record.Token, 1);
            _ = TokenReturnOption.Call(calls, socket, one);
        }

        records.Clear();
    }
}
