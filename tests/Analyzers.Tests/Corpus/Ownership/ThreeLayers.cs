//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM013 DEVMEM017
//# assembly = Library
using System;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

namespace Lib;

/// <summary>A batch with a name, of a shape that the runtime does not have.</summary>
[MustRelease]
public sealed class Frame : IDisposable
{
    private readonly FragmentBatch _batch;

    public Frame([Owning] FragmentBatch batch, string name)
    {
        _batch = batch;
        Name = name;
    }

    public string Name { get; }

    [OwesNothingWhen(0)]
    public int Count => _batch.Count;

    [NotOwning]
    public FragmentBatch Batch => _batch;

    [Releases]
    public void Dispose() => _batch.Dispose();
}

/// <summary>Something rented, as a struct.</summary>
[MustRelease("Return")]
public readonly struct Lease
{
    private readonly SocketPool? _pool;

    internal Lease(SocketPool pool, [NotOwning] DevmemSocket socket)
    {
        _pool = pool;
        Socket = socket;
    }

    [NotOwning]
    public DevmemSocket Socket { get; }

    public void Return() => _pool?.Put(Socket);
}

[MustRelease]
public sealed class SocketPool : IDisposable
{
    private readonly ConcurrentQueue<DevmemSocket> _free = new();

    public void Add([Owning] DevmemSocket socket) => _free.Enqueue(socket);

    [return: OutlivedBy("this")]
    public Lease Rent()
    {
        if (!_free.TryDequeue(out DevmemSocket? socket))
            throw new InvalidOperationException("Nothing is free.");
        Interlocked.Increment(ref _rented);
        return Lend(socket);
    }

    public bool TryRent([Owning, OutlivedBy("this")] out Lease lease)
    {
        lease = default;
        if (!_free.TryDequeue(out DevmemSocket? socket))
            return false;
        lease = Lend(socket);
        return true;
    }

    private int _rented;

    /// <summary>What is rented is the pool's all the time.</summary>
    private Lease Lend([Owning] DevmemSocket socket)
    {
        _lent[socket.Socket] = socket;
        return new Lease(this, socket);
    }

    private readonly ConcurrentDictionary<Socket, DevmemSocket> _lent = new();

    internal void Put([NotOwning] DevmemSocket socket)
    {
        if (_lent.TryRemove(socket.Socket, out DevmemSocket? own))
            _free.Enqueue(own);
    }

    public void Dispose()
    {
        while (_free.TryDequeue(out DevmemSocket? socket))
            socket.Dispose();
    }
}

public interface IFrameSink
{
    void Take([Owning] Frame frame);

    void Show([NotOwning] Frame frame);

    void Unsaid(Frame frame);
}

public static class Frames
{
    [return: Owning]
    public static Frame Read([NotOwning] DevmemSocket socket, byte[] linear, string name)
    {
        FragmentBatch batch = socket.Receive(linear);
        return new Frame(batch, name);
    }

    public static async Task<Frame> ReadAsync([NotOwning] DevmemSocket socket, byte[] linear, string name) =>
        new(await socket.ReceiveAsync(linear), name);

    public static void Forgets([Owning] Frame frame) => Console.WriteLine(frame.Name); //! DEVMEM017

    public static void Unmarked(Frame frame) => Console.WriteLine(frame.Name);
}
//# assembly = Wrapper
using System;
using System.Threading.Tasks;
using Devmem;
using Lib;

namespace Wrap;

public sealed class PrintingSink : IFrameSink
{
    public void Take(Frame frame)
    {
        using (frame)
            Console.WriteLine(frame.Name);
    }

    public void Show(Frame frame) => Console.WriteLine(frame.Name);

    public void Unsaid(Frame frame) => Console.WriteLine(frame.Name);
}

public sealed class ForgetfulSink : IFrameSink
{
    public void Take(Frame frame) => Console.WriteLine(frame.Name); //! DEVMEM017

    public void Show(Frame frame) => frame.Dispose(); //! DEVMEM017

    public void Unsaid(Frame frame) => frame.Dispose(); //! DEVMEM017
}

public sealed class Client([NotOwning] SocketPool pool)
{
    [return: Owning]
    public Frame Read(byte[] linear, string name, int attempts)
    {
        Lease lease = pool.Rent();
        try
        {
            for (int i = 0; ; i++)
            {
                try
                {
                    return Frames.Read(lease.Socket, linear, name);
                }
                catch (DevmemException) when (i < attempts)
                {
                }
            }
        }
        finally
        {
            lease.Return();
        }
    }

    [return: Owning]
    public Frame ReadAndForgetTheLease(byte[] linear, string name)
    {
        Lease lease = pool.Rent(); //! DEVMEM008
        Frame frame = Frames.Read(lease.Socket, linear, name);
        lease.Return();
        return frame;
    }

    public async Task Send(IFrameSink sink, byte[] linear)
    {
        if (!pool.TryRent(out Lease lease))
            return;
        try
        {
            sink.Take(await Frames.ReadAsync(lease.Socket, linear, "sent"));
        }
        finally
        {
            lease.Return();
        }
    }

    public async Task SendAndForget(IFrameSink sink, byte[] linear)
    {
        if (!pool.TryRent(out Lease lease))
            return;
        try
        {
            Frame frame = await Frames.ReadAsync(lease.Socket, linear, "shown"); //! DEVMEM008
            sink.Show(frame);
        }
        finally
        {
            lease.Return();
        }
    }
}
//# assembly = Program
using System;
using System.Threading.Tasks;
using Devmem;
using Lib;
using Wrap;

internal static class ThreeLayers
{
    static void Right(Client client, byte[] linear, IFrameSink sink)
    {
        Frame frame = client.Read(linear, "one", 3);
        try
        {
            sink.Show(frame);
        }
        finally
        {
            frame.Dispose();
        }
    }

    static void Given_away(Client client, byte[] linear, IFrameSink sink) => sink.Take(client.Read(linear, "two", 3));

    static void Shown_and_forgotten(Client client, byte[] linear, IFrameSink sink) => sink.Show(client.Read(linear, "three", 3)); //! DEVMEM008

    static void Given_away_and_used(Client client, byte[] linear, IFrameSink sink)
    {
        Frame frame = client.Read(linear, "four", 3);
        sink.Take(frame);
        Console.WriteLine(frame.Count); //! DEVMEM005
    }

    static void Trusted(Client client, byte[] linear, IFrameSink sink)
    {
        using Frame frame = client.Read(linear, "five", 3);
        Frames.Unmarked(frame); //! DEVMEM013
        sink.Unsaid(frame); //! DEVMEM013
    }

    static void Lease_used_after_its_return(SocketPool pool, byte[] linear)
    {
        Lease lease = pool.Rent();
        lease.Return();
        lease.Socket.Receive(linear).Release(); //! DEVMEM005
    }

    static void Lease_kept_when_empty(SocketPool pool, byte[] linear)
    {
        if (!pool.TryRent(out Lease lease)) //! DEVMEM008
            return;
        using FragmentBatch batch = lease.Socket.Receive(linear);
        if (batch.Count > 0)
            lease.Return();
    }

    static void Nothing_owed_when_empty(Client client, byte[] linear)
    {
        Frame frame = client.Read(linear, "six", 3);
        if (frame.Count == 0)
            return;
        frame.Dispose();
    }

    static async Task Task_of_a_frame(DevmemSocket socket, byte[] linear)
    {
        using Frame frame = await Frames.ReadAsync(socket, linear, "seven");
        Console.WriteLine(frame.Count);
    }

    static void Task_of_a_frame_forgotten(DevmemSocket socket, byte[] linear) => _ = Frames.ReadAsync(socket, linear, "eight"); //! DEVMEM008
}
