using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Devmem;

internal interface IGauge
{
    int Level { get; set; }

    int this[int index] { get; set; }

    void Measure(FragmentBatch batch);
}

internal static class Calls
{
    static void Delegate_between(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        work();
        batch.Release();
    }

    static void Delegate_before(DevmemSocket socket, byte[] linear, Action work)
    {
        work();
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
    }

    static void Delegate_after(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        work();
    }

    static void Interface_call_that_borrows(DevmemSocket socket, byte[] linear, IGauge gauge)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        gauge.Measure(batch);
        batch.Release();
    }

    static int Framework_call(DevmemSocket socket, byte[] linear, string text)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int value = int.Parse(text);
        batch.Release();
        return value;
    }

    static void Framework_call_on_a_stream(DevmemSocket socket, byte[] linear, Stream stream)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        stream.Write(linear, 0, batch.LinearBytes);
        batch.Release();
    }

    static int Framework_call_that_cannot_throw(DevmemSocket socket, byte[] linear, ref int counter)
    {
        FragmentBatch batch = socket.Receive(linear);
        int most = Math.Max(batch.Count, batch.LinearBytes);
        Interlocked.Increment(ref counter);
        batch.Release();
        return most;
    }

    static void Keep_alive_cannot_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        GC.KeepAlive(linear);
        batch.Release();
    }

    static int Getter_of_an_interface_is_not_counted(DevmemSocket socket, byte[] linear, IGauge gauge)
    {
        FragmentBatch batch = socket.Receive(linear);
        int level = gauge.Level + gauge[batch.Count];
        batch.Release();
        return level;
    }

    static void Setter_of_an_interface_is_counted(DevmemSocket socket, byte[] linear, IGauge gauge)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        gauge.Level = batch.Count;
        batch.Release();
    }

    static void Setting_indexer_of_an_interface_is_counted(DevmemSocket socket, byte[] linear, IGauge gauge)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        gauge[0] = batch.Count;
        batch.Release();
    }

    static void Array_store_is_no_call(DevmemSocket socket, byte[] linear, int[] counts)
    {
        FragmentBatch batch = socket.Receive(linear);
        counts[0] = batch.Count;
        batch.Release();
    }

    static void Plain_operations_are_not_counted(DevmemSocket socket, byte[] linear, object weight, int parts)
    {
        FragmentBatch batch = socket.Receive(linear);
        int share = batch.Count / parts + (int)weight + linear[batch.LinearBytes];
        batch.Release();
        _ = share;
    }

    static void Adding_to_a_collection_is_not_counted(DevmemSocket socket, byte[] linear, List<int> counts)
    {
        FragmentBatch batch = socket.Receive(linear);
        counts.Add(batch.Count);
        batch.Release();
    }

    static void Constructor_of_unknown_body(DevmemSocket socket, byte[] linear, string path)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        var file = new FileInfo(path);
        batch.Release();
        _ = file;
    }

    static System.Numerics.BigInteger Operator_of_unknown_body(DevmemSocket socket, byte[] linear, System.Numerics.BigInteger a, System.Numerics.BigInteger b)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        System.Numerics.BigInteger ratio = a / b;
        batch.Release();
        return ratio;
    }

    static void Second_receive_while_one_is_held(DevmemSocket socket, byte[] linear, byte[] other)
    {
        FragmentBatch first = socket.Receive(linear); //! DEVMEM004
        FragmentBatch second = socket.Receive(other);
        first.Release();
        second.Release();
    }

    static void Detach_while_the_batch_is_unprotected(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        DevmemToken token = batch.Detach(0);
        token.Release();
        batch.Release();
    }

    static void Two_tokens_detached(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        DevmemToken first = batch.Detach(0); //! DEVMEM004
        DevmemToken second = batch.Detach(1);
        first.Release();
        second.Release();
    }

    static void Two_tokens_detached_under_using(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        using DevmemToken first = batch.Detach(0);
        using DevmemToken second = batch.Detach(1);
    }

    static void Release_of_another_cannot_throw(DevmemSocket socket, byte[] linear, FragmentBatch other)
    {
        FragmentBatch batch = socket.Receive(linear);
        other.Release();
        batch.Release();
    }

    static void Release_of_a_span_cannot_throw(DevmemSocket socket, byte[] linear, DevmemToken[] others)
    {
        FragmentBatch batch = socket.Receive(linear);
        socket.Release(others);
        batch.Release();
    }

    static void Leak_on_both_kinds_of_path_is_told_once(DevmemSocket socket, byte[] linear, Action work, bool stop)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        work();
        if (stop)
            return;
        batch.Release();
    }

    static void Event_is_a_call(DevmemSocket socket, byte[] linear, EventHandler? handler)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        handler?.Invoke(null, EventArgs.Empty);
        batch.Release();
    }

    static FragmentBatch Returned_but_a_call_may_throw(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        work();
        return batch;
    }
}
