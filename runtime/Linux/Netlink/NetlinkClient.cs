using System;
using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Netlink;

/// <summary>Reads one message of an answer.</summary>
internal delegate T NetlinkParser<out T>(NetlinkMessage message);

/// <summary>Asks and collects: single answers, dumps in many parts, dumps that the kernel had to interrupt.</summary>
internal sealed class NetlinkClient(ISystemCalls calls, int protocol) : IDisposable
{
    private const int DumpAttempts = 8;

    private readonly NetlinkSocket _socket = NetlinkSocket.Open(calls, protocol);
    private uint _sequence;

    /// <summary>One request, its answers in order, and how it ended. The request must ask for an ack unless it is a dump.</summary>
    /// <remarks>A dump is repeated when the kernel says that its tables changed under it: half of two states is neither.</remarks>
    internal NetlinkStatus Ask<T>(NetlinkRequest request, NetlinkParser<T> parse, out List<T> answers)
    {
        for (int attempt = 0; attempt < DumpAttempts; attempt++)
        {
            answers = [];
            if (TryAsk(request, parse, answers, out NetlinkStatus status))
                return status;
        }

        throw KernelError.Exception($"read a netlink dump: the kernel interrupted it {DumpAttempts} times", Errno.EINTR);
    }

    public void Dispose() => _socket.Dispose();

    private bool TryAsk<T>(NetlinkRequest request, NetlinkParser<T> parse, List<T> answers, out NetlinkStatus status)
    {
        uint sequence = ++_sequence;
        try
        {
            _socket.Send(request.Seal(sequence));
            var exchange = new Exchange<T>(sequence, parse, answers);
            while (!exchange.Accept(_socket.Receive()))
            {
            }

            status = exchange.Status;
            return !exchange.Interrupted;
        }
        catch
        {
            _socket.Drain();
            throw;
        }
    }

    /// <summary>What one request has heard so far.</summary>
    private sealed class Exchange<T>(uint sequence, NetlinkParser<T> parse, List<T> answers)
    {
        internal NetlinkStatus Status { get; private set; }

        internal bool Interrupted { get; private set; }

        /// <summary>Reads one datagram; true when the request is answered.</summary>
        internal bool Accept(ReadOnlySpan<byte> datagram)
        {
            bool ended = false;
            while (NetlinkMessage.TryRead(ref datagram, out NetlinkMessage message))
            {
                if (message.Sequence == sequence)
                    ended |= Accept(message); // anything else is the tail of an earlier, abandoned request
            }

            return ended;
        }

        private bool Accept(NetlinkMessage message)
        {
            Interrupted |= (message.Flags & Nl.NLM_F_DUMP_INTR) != 0;
            switch (message.Type)
            {
                case Nl.NLMSG_NOOP:
                    return false;
                case Nl.NLMSG_ERROR:
                    Status = NetlinkStatus.ParseError(message);
                    return true;
                case Nl.NLMSG_DONE:
                    Status = NetlinkStatus.ParseDone(message);
                    return true;
                case Nl.NLMSG_OVERRUN:
                    throw KernelError.Exception("read a netlink answer: the kernel dropped part of it", Errno.ENOBUFS);
                default:
                    answers.Add(parse(message));
                    return false;
            }
        }
    }
}
