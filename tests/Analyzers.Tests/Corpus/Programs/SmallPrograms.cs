//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM007 DEVMEM008 DEVMEM009 DEVMEM011 DEVMEM016
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

namespace Corpus.Programs;

sealed class TwoBuffers : IDisposable
{
    private readonly DevmemSocket _socket; private FragmentBatch? _front, _back; private readonly byte[] _linear = new byte[256];
    public TwoBuffers(DevmemSocket socket) => _socket = socket;
    public bool Pump()
    {
        _back?.Dispose();
        _back = _front;
        _front = null;
        _front = _socket.Receive(_linear);
        return !_front.EndOfStream;
    }
    public void Dispose() { _front?.Dispose(); _back?.Dispose(); _socket.Dispose(); }
}
static class ManyFlows
{
    static async Task<long> RunAsync(DevmemDevice device, Dmabuf memory, IEnumerable<Socket> flows, CancellationToken stop)
    {
        using var binding = device.BindRx(memory, [1, 2], AutoreleaseMode.Off);
        var open = new List<DevmemSocket>();
        long bytes = 0;
        try
        {
            foreach (var flow in flows) open.Add(binding.Attach(flow));
            foreach (var socket in open)
            {
                using var batch = await socket.ReceiveAsync(new byte[64], stop);
                foreach (var fragment in batch) bytes += fragment.Length;
            }
        }
        finally { foreach (var socket in open) socket.Close(); }
        return bytes;
    }
}
static class UnboundInAFinally
{
    static void Run(DevmemDevice device, Dmabuf memory, Socket flow)
    {
        var binding = device.BindRx(memory, [1], AutoreleaseMode.Off); //! DEVMEM008
        using var socket = binding.Attach(flow);
        try { using var batch = socket.Receive(new byte[64]); Console.WriteLine(batch.Count); }
        finally
        {
            binding.Unbind(); //! DEVMEM002
        }
    }
}
static class ChosenBatch
{
    static FragmentBatch First(DevmemSocket socket, Func<FragmentBatch, bool> wanted)
    {
        for (var tries = 0; ; tries++)
        {
            var batch = socket.Receive(new byte[64]); //! DEVMEM004
            if (wanted(batch) || tries == 5) return batch;
            batch.Release();
        }
    }
}
static class SentTwice
{
    static void Run(DevmemDevice device, Dmabuf memory, Socket flow, byte[] data)
    {
        using var binding = device.BindTx(memory);
        using var sender = binding.Attach(flow);
        memory.CopyFrom(0, data);
        using var first = sender.Send(0, data.Length);
        memory.CopyFrom(0, data); //! DEVMEM016
        using var second = sender.Send(0, data.Length);
    }
}
