using System;
using System.Linq;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;
using Devmem.Linux.Tests.Parsers;

namespace Devmem.Linux.Tests.Support;

/// <summary>The real kernel, but a receive of so many bytes brings the records of fragments that a NIC would have delivered.</summary>
internal sealed unsafe class RecordedCalls(int bytes, int fragments) : PassThroughCalls
{
    internal const uint Id = 7;

    private readonly byte[] _control = ControlBytes.Of(
        [.. Enumerable.Range(0, fragments).Select(i => ControlBytes.Dmabuf((ulong)i * 4096, (uint)(bytes / fragments), (uint)(1000 + i), Id))]);

    public override nint ReceiveMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        nint received = base.ReceiveMessage(socket, message, flags);
        if (received != bytes)
            return received;
        _control.CopyTo(new Span<byte>(message->Control, _control.Length));
        message->ControlLength = (nuint)_control.Length;
        return received;
    }
}
