//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;


public static class Drained
{
    public static async Task Right(DevmemSocket socket, byte[] linear)
    {
        var channel = Channel.CreateBounded<FragmentBatch>(8);
        var consumer = Task.Run(async () => //! DEVMEM013
        {
            await foreach (var batch in channel.Reader.ReadAllAsync())
                using (batch)
                    Console.WriteLine(batch.Count);
        });
        for (int i = 0; i < 10; i++)
            await channel.Writer.WriteAsync(await socket.ReceiveAsync(linear));
        channel.Writer.Complete();
        await consumer;
    }
    public static void RightQueue(DevmemSocket socket, byte[] linear)
    {
        var queue = new BlockingCollection<FragmentBatch>();
        var thread = new Thread(() => { foreach (var b in queue.GetConsumingEnumerable()) b.Dispose(); }); //! DEVMEM013
        thread.Start();
        queue.Add(socket.Receive(linear));
        queue.CompleteAdding();
        thread.Join();
    }
    public static void SlipQueue(DevmemSocket socket, byte[] linear)
    {
        var queue = new ConcurrentQueue<FragmentBatch>();
        var thread = new Thread(() => Console.WriteLine(queue.Count));
        thread.Start();
        queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
    }
}

static class Chan
{
    static async Task Consume(ChannelReader<FragmentBatch> reader)
    {
        await foreach (var b in reader.ReadAllAsync())
            b.Dispose();
    }
    static async Task ConsumeSlip(ChannelReader<FragmentBatch> reader)
    {
        await foreach (var b in reader.ReadAllAsync()) //! DEVMEM001
            Console.WriteLine(b.Count);
    }
    static async Task Look(ChannelReader<FragmentBatch> reader)
    {
        await reader.WaitToReadAsync();
    }
    public static async Task Right(DevmemSocket s, byte[] linear)
    {
        var channel = Channel.CreateUnbounded<FragmentBatch>();
        var consumer = Consume(channel.Reader);
        for (int i = 0; i < 3; i++)
            await channel.Writer.WriteAsync(await s.ReceiveAsync(linear));
        channel.Writer.Complete();
        await consumer;
    }
    public static async Task Slip(DevmemSocket s, byte[] linear)
    {
        var channel = Channel.CreateUnbounded<FragmentBatch>();
        var consumer = Look(channel.Reader);
        for (int i = 0; i < 3; i++)
            await channel.Writer.WriteAsync(await s.ReceiveAsync(linear)); //! DEVMEM001
        channel.Writer.Complete();
        await consumer;
    }
    public static async Task LambdaSlip(DevmemSocket s, byte[] linear)
    {
        var channel = Channel.CreateUnbounded<FragmentBatch>();
        var consumer = Task.Run(async () => //! DEVMEM013
        {
            await foreach (var b in channel.Reader.ReadAllAsync()) //! DEVMEM001
                Console.WriteLine(b.Count);
        });
        await channel.Writer.WriteAsync(await s.ReceiveAsync(linear));
        channel.Writer.Complete();
        await consumer;
    }
    public static async Task ProducerLambda(DevmemSocket s, byte[] linear)
    {
        var channel = Channel.CreateBounded<FragmentBatch>(4);
        var producer = Task.Run(async () => //! DEVMEM013
        {
            for (int i = 0; i < 3; i++)
                await channel.Writer.WriteAsync(await s.ReceiveAsync(linear));
            channel.Writer.Complete();
        });
        await foreach (var b in channel.Reader.ReadAllAsync())
            b.Dispose();
        await producer;
    }
    public static async Task ProducerLambdaSlip(DevmemSocket s, byte[] linear)
    {
        var channel = Channel.CreateBounded<FragmentBatch>(4);
        var producer = Task.Run(async () => //! DEVMEM013
        {
            for (int i = 0; i < 3; i++)
                await channel.Writer.WriteAsync(await s.ReceiveAsync(linear));
            channel.Writer.Complete();
        });
        await foreach (var b in channel.Reader.ReadAllAsync()) //! DEVMEM001
            Console.WriteLine(b.Count);
        await producer;
    }
    public static void QueueLocal(DevmemSocket s, byte[] linear)
    {
        var queue = new BlockingCollection<FragmentBatch>();
        queue.Add(s.Receive(linear)); //! DEVMEM004
        queue.CompleteAdding();
        foreach (var b in queue.GetConsumingEnumerable())
            b.Dispose();
    }
    public static void QueueLocalSlip(DevmemSocket s, byte[] linear)
    {
        var queue = new BlockingCollection<FragmentBatch>();
        queue.Add(s.Receive(linear)); //! DEVMEM001
        queue.CompleteAdding();
        foreach (var b in queue.GetConsumingEnumerable())
            Console.WriteLine(b.Count);
    }
    public static async Task Tuples(DevmemSocket s, byte[] linear)
    {
        var channel = Channel.CreateUnbounded<(FragmentBatch Batch, int Id)>();
        var t = Task.Run(async () => { await foreach (var (b, id) in channel.Reader.ReadAllAsync()) { Console.WriteLine(id); b.Dispose(); } }); //! DEVMEM004 DEVMEM013
        await channel.Writer.WriteAsync((await s.ReceiveAsync(linear), 1));
        channel.Writer.Complete();
        await t;
    }
}
sealed class Pipe : IDisposable
{
    private readonly Channel<FragmentBatch> _c = Channel.CreateBounded<FragmentBatch>(3);
    public async Task Pump(DevmemSocket s, byte[] l) => await _c.Writer.WriteAsync(await s.ReceiveAsync(l));
    public async Task Drain() { await foreach (var b in _c.Reader.ReadAllAsync()) b.Dispose(); }
    public void Dispose() { _c.Writer.TryComplete(); while (_c.Reader.TryRead(out var b)) b.Dispose(); }
}
sealed class PipeSlip : IDisposable
{
    private readonly Channel<FragmentBatch> _c = Channel.CreateBounded<FragmentBatch>(3); //! DEVMEM011
    public async Task Pump(DevmemSocket s, byte[] l) => await _c.Writer.WriteAsync(await s.ReceiveAsync(l));
    public async Task Drain() { await foreach (var b in _c.Reader.ReadAllAsync()) b.Dispose(); }
    public void Dispose() { _c.Writer.TryComplete(); }
}
sealed class PipeSlip2 : IDisposable
{
    private readonly Channel<FragmentBatch> _c = Channel.CreateBounded<FragmentBatch>(3);
    public async Task Pump(DevmemSocket s, byte[] l) => await _c.Writer.WriteAsync(await s.ReceiveAsync(l));
    public async Task Drain() { await foreach (var b in _c.Reader.ReadAllAsync()) Console.WriteLine(b.Count); } //! DEVMEM001
    public void Dispose() { _c.Writer.TryComplete(); while (_c.Reader.TryRead(out var b)) b.Dispose(); }
}
