//# devmem.exceptions = none
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading.Channels;
using Devmem;

internal static class Queues
{
    static void Queue_drained_by_try_dequeue(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        while (queue.TryDequeue(out FragmentBatch? batch))
            batch.Release();
    }

    static void Queue_drained_by_count(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        while (queue.Count > 0)
            queue.Dequeue().Release();
    }

    static void Queue_never_drained(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
    }

    static void Queue_only_one_taken(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        if (queue.TryDequeue(out FragmentBatch? batch))
            batch.Release();
    }

    static void Queue_drain_left_early(DevmemSocket socket, byte[] linear, int n, int limit)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //! DEVMEM001
        while (queue.TryDequeue(out FragmentBatch? batch))
        {
            batch.Release();
            if (--limit == 0)
                break;
        }
    }

    static void Queue_taken_and_dropped(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new Queue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear)); //~ DEVMEM001
        while (queue.TryDequeue(out FragmentBatch? batch))
            _ = batch.Count;
    }

    static void Window_of_the_last_few(DevmemSocket socket, byte[] linear, int rounds)
    {
        var window = new Queue<FragmentBatch>();
        for (int i = 0; i < rounds; i++)
        {
            window.Enqueue(socket.Receive(linear));
            if (window.Count > 4)
                window.Dequeue().Release();
        }

        while (window.TryDequeue(out FragmentBatch? batch))
            batch.Release();
    }

    static void Window_never_emptied(DevmemSocket socket, byte[] linear, int rounds)
    {
        var window = new Queue<FragmentBatch>();
        for (int i = 0; i < rounds; i++)
        {
            window.Enqueue(socket.Receive(linear)); //! DEVMEM001
            if (window.Count > 4)
                window.Dequeue().Release();
        }
    }

    static void Taken_from_a_queue_of_the_caller(Queue<FragmentBatch> queue)
    {
        FragmentBatch batch = queue.Dequeue();
        batch.Release();
    }

    static void Taken_from_a_queue_of_the_caller_and_lost(Queue<FragmentBatch> queue)
    {
        FragmentBatch batch = queue.Dequeue(); //! DEVMEM001
        _ = batch.Count;
    }

    static void Peeked_at_only(Queue<FragmentBatch> queue)
    {
        if (queue.TryPeek(out FragmentBatch? batch))
            _ = batch.Count;
        _ = queue.Peek().Count;
    }

    static void Tried_from_a_queue_of_the_caller_and_lost(Queue<FragmentBatch> queue)
    {
        if (queue.TryDequeue(out FragmentBatch? batch)) //! DEVMEM001
            _ = batch.Count;
    }

    static void Stack_drained(DevmemSocket socket, byte[] linear, int n)
    {
        var stack = new Stack<FragmentBatch>();
        for (int i = 0; i < n; i++)
            stack.Push(socket.Receive(linear));
        while (stack.TryPop(out FragmentBatch? batch))
            batch.Release();
    }

    static void Stack_popped_once(DevmemSocket socket, byte[] linear, int n)
    {
        var stack = new Stack<FragmentBatch>();
        for (int i = 0; i < n; i++)
            stack.Push(socket.Receive(linear)); //! DEVMEM001
        stack.Pop().Release();
    }

    static void Stack_of_the_caller(Stack<FragmentBatch> stack)
    {
        FragmentBatch batch = stack.Pop(); //! DEVMEM001
        if (batch.LinearBytes > 0)
            batch.Release();
    }

    static void Concurrent_queue_drained(DevmemSocket socket, byte[] linear, int n)
    {
        var queue = new ConcurrentQueue<FragmentBatch>();
        for (int i = 0; i < n; i++)
            queue.Enqueue(socket.Receive(linear));
        while (queue.TryDequeue(out FragmentBatch? batch))
            batch.Release();
    }

    static void Concurrent_queue_of_the_caller(ConcurrentQueue<FragmentBatch> queue, DevmemSocket socket, byte[] linear)
    {
        queue.Enqueue(socket.Receive(linear));
    }

    static void Concurrent_queue_taken_and_lost(ConcurrentQueue<FragmentBatch> queue)
    {
        while (queue.TryDequeue(out FragmentBatch? batch)) //! DEVMEM001
        {
            if (batch.LinearBytes > 0)
                batch.Release();
        }
    }

    static void Concurrent_bag_taken(ConcurrentBag<FragmentBatch> bag)
    {
        while (bag.TryTake(out FragmentBatch? batch))
            batch.Release();
    }

    static void Concurrent_bag_taken_and_lost(ConcurrentBag<FragmentBatch> bag)
    {
        bag.TryTake(out FragmentBatch? batch); //! DEVMEM001
        _ = batch?.Count;
    }

    static void Channel_reader_drained(ChannelReader<FragmentBatch> reader)
    {
        while (reader.TryRead(out FragmentBatch? batch))
            batch.Release();
    }

    static void Channel_reader_with_a_hole(ChannelReader<FragmentBatch> reader)
    {
        while (reader.TryRead(out FragmentBatch? batch)) //! DEVMEM001
        {
            if (batch.LinearBytes > 3)
                continue;
            batch.Release();
        }
    }

    static void Channel_writer_takes_or_refuses(ChannelWriter<FragmentBatch> writer, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (!writer.TryWrite(batch))
            batch.Release();
    }
}
