// Runs the sample's receiver on the simulator against the sample's own senders, and against some that give up in the middle. Compiled together with the sample.
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
using Devmem.Samples.CleanReceiver;
using Devmem.Samples.Shared;
using Devmem.Simulation;

public static class Driver
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(4);

    /// <returns>What the books hold against it.</returns>
    public static LeakReport Run(int scenario)
    {
        SimulatedDevice device = new();
        Dmabuf memory = device.CreateDmabuf(1 << 20);
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        int count = scenario == 0 ? Peers.Count : 3;
        _ = scenario == 0 ? Peers.RunAsync(listener.LocalEndpoint) : Task.WhenAll(Enumerable.Range(0, count).Select(way => Task.Run(() => GiveUp(listener.LocalEndpoint, way))));
        Thread work = new(() => Work(device, memory, listener, count)) { IsBackground = true };
        work.Start();
        work.Join(s_limit);
        return device.Audit();
    }

    private static void Work(DevmemDevice device, Dmabuf memory, TcpListener listener, int count)
    {
        try
        {
            UploadReceiver receiver = new(device, memory);
            receiver.CheckMemory(verbose: true);
            receiver.Run(listener, count);
        }
        catch (Exception)
        {
            // A connection that was given up ends the run; what was acquired must be released all the same.
        }
    }

    /// <summary>Sends something and then resets the connection: a greeting, a greeting and a block, a measurement.</summary>
    private static void GiveUp(EndPoint receiver, int way)
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, LingerState = new LingerOption(true, 0) };
        socket.Connect(receiver);
        socket.Send([way == 2 ? (byte)Message.Measure : (byte)Message.Upload, 2]);
        byte[] answer = new byte[1];
        socket.Receive(answer);
        if (way == 0)
            return;
        socket.Send(way == 2 ? [(byte)Message.Sample, 1] : [(byte)Message.Block, 1, 1]);
        socket.Receive(answer);
    }
}
