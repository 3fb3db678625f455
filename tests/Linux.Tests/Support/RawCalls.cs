using System;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Tests.Support;

/// <summary>The bare system calls, as a C program would make them: what the kernel's own tables are checked with.</summary>
internal static unsafe class RawCalls
{
    private static ISystemCalls Calls => LinuxSystemCalls.Instance;

    /// <summary>setsockopt with exactly these bytes and this length.</summary>
    internal static int SetOption(SafeHandle socket, int name, ReadOnlySpan<byte> value, uint length)
    {
        fixed (byte* bytes = value)
            return Calls.SetSocketOption(socket, Sock.SOL_SOCKET, name, bytes, length);
    }

    internal static int GetOption(SafeHandle socket, int name)
    {
        int value = 0;
        uint length = sizeof(int);
        return Calls.GetSocketOption(socket, Sock.SOL_SOCKET, name, &value, ref length);
    }

    /// <summary>setsockopt with an address that no process has.</summary>
    internal static int SetOptionAtBadAddress(SafeHandle socket, int name, uint length) =>
        Calls.SetSocketOption(socket, Sock.SOL_SOCKET, name, (void*)16, length);

    /// <summary>recvmsg; the lengths the kernel gave back replace those given.</summary>
    internal static nint Receive(SafeHandle socket, Span<byte> data, ref Span<byte> control, int flags, out int returned)
    {
        fixed (byte* bytes = data, controls = control)
        {
            var vector = new IoVector { Base = bytes, Length = (nuint)data.Length };
            var message = new MessageHeader { Vectors = &vector, VectorCount = 1, Control = controls, ControlLength = (nuint)control.Length };
            nint result = Calls.ReceiveMessage(socket, &message, flags);
            returned = message.Flags;
            control = control[..(int)message.ControlLength];
            return result;
        }
    }

    /// <summary>sendmsg of real memory with one control message.</summary>
    internal static nint Send(SafeHandle socket, ReadOnlySpan<byte> data, int type, ReadOnlySpan<byte> payload, int flags)
    {
        fixed (byte* bytes = data)
            return Send(socket, bytes, (nuint)data.Length, type, payload, flags);
    }

    /// <summary>sendmsg whose iovec base is a number, as devmem wants it.</summary>
    internal static nint SendOffset(SafeHandle socket, nuint offset, nuint length, int type, ReadOnlySpan<byte> payload, int flags) =>
        Send(socket, (void*)offset, length, type, payload, flags);

    private static nint Send(SafeHandle socket, void* data, nuint length, int type, ReadOnlySpan<byte> payload, int flags)
    {
        Span<byte> control = stackalloc byte[64];
        control.Clear();
        MemoryMarshal.Write(control, (ulong)(ControlMessage.HeaderLength + payload.Length));
        MemoryMarshal.Write(control[8..], Sock.SOL_SOCKET);
        MemoryMarshal.Write(control[12..], type);
        payload.CopyTo(control[16..]);
        fixed (byte* controls = control)
        {
            var vector = new IoVector { Base = data, Length = length };
            var message = new MessageHeader
            {
                Vectors = &vector,
                VectorCount = 1,
                Control = type == 0 ? null : controls,
                ControlLength = type == 0 ? 0 : (nuint)((ControlMessage.HeaderLength + payload.Length + 7) & ~7),
            };
            return Calls.SendMessage(socket, &message, flags | Sock.MSG_NOSIGNAL | Sock.MSG_DONTWAIT);
        }
    }
}
