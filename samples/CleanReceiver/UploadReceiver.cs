using System;
using System.IO;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem.Samples.Shared;

namespace Devmem.Samples.CleanReceiver;

/// <summary>Receives uploads and measurements over several connections into one dmabuf and copies them out: the program Receiver, done right.</summary>
internal sealed class UploadReceiver(DevmemDevice device, Dmabuf memory)
{
    private const byte Version = 2;

    /// <summary>How many bytes one receive may bring.</summary>
    private const int Budget = 64 * 1024;

    /// <summary>Fails early, before anybody connects, where the memory cannot be bound.</summary>
    public void CheckMemory(bool verbose)
    {
        using RxBinding probe = device.BindRx(memory, [0], AutoreleaseMode.Off);
        if (verbose)
            Console.WriteLine($"{device.Name} can bind {memory.Length} bytes (dmabuf {probe.DmabufId}).");
    }

    /// <summary>Serves a number of connections side by side, and returns when all have ended.</summary>
    public void Run(TcpListener listener, int connections)
    {
        using RxBinding binding = device.BindRx(memory, [1, 2], AutoreleaseMode.Off);
        Socket[] flows = new Socket[connections];
        for (int flow = 0; flow < connections; flow++)
        {
            flows[flow] = listener.AcceptSocket();
        }

        // Comes back when all flows have ended: the binding outlives them.
        Parallel.ForEach(flows, connection => Serve(binding, connection));
    }

    private void Serve(RxBinding binding, Socket connection)
    {
        try
        {
            using DevmemSocket socket = binding.Attach(connection);
            switch (Greet(socket))
            {
                case Message.Upload:
                    int length = ReceiveBlocks(socket);
                    CheckTrailer(socket, length);
                    Console.WriteLine($"An upload of {length} bytes is complete.");
                    break;
                case Message.Measure:
                    ReceiveSamples(socket);
                    break;
            }
        }
        catch (InvalidDataException error)
        {
            Console.WriteLine($"A connection was given up: {error.Message}");
        }
    }

    /// <returns>What the sender wants; null where it speaks another version.</returns>
    private Message? Greet(DevmemSocket socket)
    {
        byte[] linear = new byte[Budget];
        using FragmentBatch hello = socket.Receive(linear);
        byte[] message = CopyOut(hello, linear);
        if (message is not [_, Version])
        {
            Console.WriteLine("A sender speaks another version.");
            return null;
        }

        Answer(socket);
        return (Message)message[0];
    }

    /// <returns>How many bytes the blocks had.</returns>
    private int ReceiveBlocks(DevmemSocket socket)
    {
        byte[] linear = new byte[Budget];
        int length = 0;
        while (true)
        {
            using FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                return length;

            byte[] message = CopyOut(batch, linear);
            Answer(socket);
            if (message[0] == (byte)Message.KeepAlive)
                continue;

            if (message[0] == (byte)Message.End)
                return length;

            length += message.Length - 1;
        }
    }

    private void CheckTrailer(DevmemSocket socket, int length)
    {
        byte[] linear = new byte[Budget];
        using FragmentBatch trailer = socket.Receive(linear);
        Compare(CopyOut(trailer, linear), length);
    }

    private static void Compare(byte[] trailer, int length)
    {
        if (trailer is not [(byte)Message.Trailer, var announced] || announced != (byte)length)
            throw new InvalidDataException($"{length} bytes arrived, but the trailer says otherwise.");
    }

    /// <summary>Only the newest sample matters, so its token is kept while the older ones go.</summary>
    private void ReceiveSamples(DevmemSocket socket)
    {
        byte[] linear = new byte[Budget];
        DevmemToken newest = default;
        try
        {
            while (true)
            {
                using FragmentBatch batch = socket.Receive(linear);
                if (batch.EndOfStream)
                    break;

                newest.Dispose();
                newest = batch.Detach(0);
                Answer(socket);
            }

            if (newest.IsDefault)
                return;

            byte[] sample = new byte[newest.Length];
            memory.CopyTo(newest.Offset, sample);
            Console.WriteLine($"The newest sample is {sample[1]}.");
        }
        finally
        {
            newest.Dispose();
        }
    }

    /// <summary>Copies a message out of the dmabuf, or of the linear buffer where the NIC did not split it.</summary>
    private byte[] CopyOut(FragmentBatch batch, byte[] linear)
    {
        using MemoryStream message = new();
        foreach (Fragment fragment in batch)
        {
            byte[] part = new byte[fragment.Length];
            if (fragment.IsLinear)
                linear.AsSpan((int)fragment.Offset, fragment.Length).CopyTo(part);
            else
                memory.CopyTo(fragment.Offset, part);
            message.Write(part);
        }

        return message.ToArray();
    }

    private static void Answer(DevmemSocket socket) => socket.Socket.Send([1]);
}
