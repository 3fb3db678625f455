using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Benchmarks.Runtime;

/// <summary>Receive and release through the handles, on a loopback connection: the same work as c/receive.c.</summary>
internal static class ReceiveBenchmark
{
    private const int Chunk = 16; // receives for which data is sent ahead, as in receive.c

    /// <returns>Nanoseconds and allocated bytes per receive and release.</returns>
    internal static (double Nanoseconds, double Allocated) Run(int receives, int records, int bytes)
    {
        (Socket local, Socket peer) = Connect();
        using Socket sender = peer;
        var calls = new ScriptedRecords(records, bytes);
        using var binding = new RxBinding(
            new LinuxRxBinding(calls, NetdevClient.Open(LinuxSystemCalls.Instance), ScriptedRecords.DmabufId, 1 << 30, AutoreleaseMode.On));
        using DevmemSocket socket = binding.Attach(local);
        byte[] linear = new byte[bytes];
        byte[] chunk = new byte[Chunk * bytes];
        ulong sum = 0;
        long ticks = 0, allocated = 0;
        for (int done = 0; done < receives; done += Chunk)
        {
            for (int sent = 0; sent < chunk.Length;)
                sent += sender.Send(chunk, sent, chunk.Length - sent, SocketFlags.None);
            long memory = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            sum += ReceiveAll(socket, linear, chunk.Length);
            ticks += Stopwatch.GetTimestamp() - start;
            allocated += GC.GetAllocatedBytesForCurrentThread() - memory;
        }

        Trace.Assert(sum != 0);
        return (ticks * 1e9 / Stopwatch.Frequency / receives, (double)allocated / receives);
    }

    private static ulong ReceiveAll(DevmemSocket socket, byte[] linear, int left)
    {
        ulong sum = 0;
        while (left > 0)
        {
            using FragmentBatch batch = socket.Receive(linear);
            foreach (Fragment fragment in batch)
            {
                sum += (uint)fragment.Length;
                left -= fragment.Length;
            }
        }

        return sum;
    }

    private static (Socket Local, Socket Peer) Connect()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        var peer = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        peer.Connect(listener.LocalEndPoint!);
        return (listener.Accept(), peer);
    }
}
