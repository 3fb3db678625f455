using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Tests.Support;

/// <summary>
/// Sends ordinary memory where the library names a dmabuf: loopback cannot be bound, but its zero-copy sends number and complete alike.
/// </summary>
internal sealed unsafe class ZeroCopyOfOrdinaryMemory : PassThroughCalls
{
    private readonly byte[] _memory = GC.AllocateArray<byte>(1 << 16, pinned: true);

    public override nint SendMessage(SafeHandle socket, MessageHeader* message, int flags)
    {
        var vector = new IoVector { Base = Unsafe.AsPointer(ref _memory[0]), Length = Math.Min((nuint)_memory.Length, message->Vectors[0].Length) };
        var ordinary = new MessageHeader { Vectors = &vector, VectorCount = 1 };
        return base.SendMessage(socket, &ordinary, flags);
    }
}
