using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Tests.Support;

/// <summary>
/// Sends ordinary memory where the library names a dmabuf: loopback cannot be bound, but its zero-copy sends number and complete alike.
/// </summary>
/// <param name="memory">Pinned; where an offset lies in it, that is what is sent.</param>
internal sealed unsafe class ZeroCopyOfOrdinaryMemory(byte[]? memory = null) : PassThroughCalls
{
    private readonly byte[] _memory = memory ?? GC.AllocateArray<byte>(1 << 16, pinned: true);

    public override nint SendMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        nuint offset = (nuint)message->Vectors[0].Base < (nuint)_memory.Length ? (nuint)message->Vectors[0].Base : 0;
        var vector = new IoVector { Base = Unsafe.AsPointer(ref _memory[(int)offset]), Length = Math.Min((nuint)_memory.Length - offset, message->Vectors[0].Length) };
        var ordinary = new MessageHeader { Vectors = &vector, VectorCount = 1 };
        return base.SendMessage(socket, &ordinary, flags);
    }
}
