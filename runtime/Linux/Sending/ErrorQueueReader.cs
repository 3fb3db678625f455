using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Sending;

/// <summary>recvmsg with MSG_ERRQUEUE: takes one message off a socket's error queue, never waiting.</summary>
internal static unsafe class ErrorQueueReader
{
    private const int ControlSpace = 512; // an extended error with an IPv6 address takes 64; time stamps may come with it

    /// <summary>False: the queue is empty.</summary>
    /// <param name="completion">Null when the message told of something else.</param>
    internal static bool TryRead(ISystemCalls calls, SafeHandle socket, out SendCompletion? completion)
    {
        completion = null;
        ulong* control = stackalloc ulong[ControlSpace / sizeof(ulong)];
        MessageHeader message;
        nint result;
        do
        {
            message = new MessageHeader { Control = control, ControlLength = ControlSpace };
            result = calls.ReceiveMessage(socket, &message, Sock.MSG_ERRQUEUE | Sock.MSG_DONTWAIT);
        }
        while (result == -Errno.EINTR);
        if (result == -Errno.EAGAIN)
            return false;
        if (result < 0)
            throw KernelError.Exception("read the completions of a socket", (int)-result);
        if ((message.Flags & Sock.MSG_CTRUNC) != 0)
            throw Malformed.ErrorQueue("it was cut");
        if (ErrorQueueMessage.TryParse(new ReadOnlySpan<byte>(control, (int)Math.Min(message.ControlLength, ControlSpace)), out SendCompletion found))
            completion = found;
        return true;
    }
}
