using System;
using System.Runtime.InteropServices;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Kernel;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;
using Devmem.Simulation;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>sendmsg and the error queue of a real socket, as a C program has them.</summary>
internal static class BareSend
{
    /// <summary>Bytes taken; 0 where it would block.</summary>
    internal static int Call(SafeHandle socket, uint dmabufId, long offset, int length, SendFlags flags)
    {
        int type = flags.HasFlag(SendFlags.OddMessage) ? Sock.SCM_DEVMEM_LINEAR : Sock.SCM_DEVMEM_DMABUF;
        int bits = flags.HasFlag(SendFlags.WithoutZeroCopy) ? 0 : Sock.MSG_ZEROCOPY;
        nint sent = RawCalls.SendOffset(socket, (nuint)offset, (nuint)length, type, BitConverter.GetBytes(dmabufId), bits);
        if (sent == -Errno.EAGAIN)
            return 0;
        return sent >= 0 ? (int)sent : throw new DevmemException("sendmsg", (int)-sent);
    }

    internal static SendRange? TakeCompletion(SafeHandle socket)
    {
        Linux.Sending.SendCompletion? completion = null;
        while (completion is null && ErrorQueueReader.TryRead(RunningKernel.Calls, socket, out completion))
            continue;
        return completion is { } found ? new SendRange(found.First, found.Last) : null;
    }

    /// <summary>Asks as nobody, on a thread that ends with it, where that is wanted.</summary>
    internal static void As(Binder binder, Action action)
    {
        if (!binder.HasFlag(Binder.Unprivileged))
        {
            action();
            return;
        }

        Exception? failure = null;
        var thread = new System.Threading.Thread(() => failure = Record.Exception(() =>
        {
            ThreadIdentity.Become(Identity.Nobody);
            action();
        }));
        thread.Start();
        thread.Join();
        if (failure is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
    }
}
