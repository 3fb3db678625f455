using System;
using System.Collections.Generic;
using System.Threading;
using Devmem;

/// <summary>Members of the framework and operations of the language that cannot throw, between acquisition and release; and their neighbours that can.</summary>
internal static class Framework
{
    private static readonly object Gate = new();
    private static int s_count;

    static void Lock_statement(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        lock (Gate)
            s_count += batch.Count;
        batch.Release();
    }

    static void New_object_and_new_list(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        var token = new object();
        var list = new List<int>();
        batch.Release();
        _ = (token, list);
    }

    static void New_array(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int[] lengths = [batch.Count, batch.LinearBytes];
        batch.Release();
        _ = lengths;
    }

    static string Text(DevmemSocket socket, byte[] linear, string name)
    {
        FragmentBatch batch = socket.Receive(linear);
        string text = name + ": " + batch.Count;
        batch.Release();
        return text;
    }

    static string Interpolated_text(DevmemSocket socket, byte[] linear, string name)
    {
        FragmentBatch batch = socket.Receive(linear);
        string text = $"{name}: {batch.Count}";
        batch.Release();
        return text;
    }

    static bool Text_tests(DevmemSocket socket, byte[] linear, string name)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool known = name == "known" || string.IsNullOrEmpty(name);
        batch.Release();
        return known;
    }

    static int Span_conversions(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        ReadOnlySpan<byte> view = linear;
        int length = view.Length + batch.Count;
        batch.Release();
        return length;
    }

    static int Walk_over_the_fragments(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int sum = 0;
        foreach (Fragment fragment in batch)
            sum += fragment.Length;
        batch.Release();
        return sum;
    }

    static int Index_over_an_interface(DevmemSocket socket, byte[] linear, IReadOnlyList<int> weights)
    {
        FragmentBatch batch = socket.Receive(linear);
        int sum = 0;
        for (int i = 0; i < weights.Count; i++)
            sum += weights[i];
        batch.Release();
        return sum;
    }

    static int Walk_over_an_interface(DevmemSocket socket, byte[] linear, IReadOnlyList<int> weights)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int sum = 0;
        foreach (int weight in weights)
            sum += weight;
        batch.Release();
        return sum;
    }

    static void Volatile_and_interlocked(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Volatile.Write(ref s_count, batch.Count);
        Interlocked.Exchange(ref s_count, batch.Count);
        batch.Release();
    }

    static void Cancellation_test_is_a_getter(DevmemSocket socket, byte[] linear, CancellationToken stop)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool ended = stop.IsCancellationRequested;
        batch.Release();
        _ = ended;
    }

    static void Cancellation_check_throws(DevmemSocket socket, byte[] linear, CancellationToken stop)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        stop.ThrowIfCancellationRequested();
        batch.Release();
    }

    static void Argument_check_throws(DevmemSocket socket, byte[] linear, object? sink)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        ArgumentNullException.ThrowIfNull(sink);
        batch.Release();
    }

    static void Console_throws(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Console.WriteLine(batch.Count);
        batch.Release();
    }

    static void Copy_out_of_the_dmabuf_throws(DevmemSocket socket, byte[] linear, Dmabuf dmabuf)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        dmabuf.CopyTo(batch[0].Offset, linear);
        batch.Release();
    }

    static void Copy_out_of_the_dmabuf_under_using(DevmemSocket socket, byte[] linear, Dmabuf dmabuf)
    {
        using FragmentBatch batch = socket.Receive(linear);
        foreach (Fragment fragment in batch)
            dmabuf.CopyTo(fragment.Offset, linear.AsSpan(0, fragment.Length));
    }
}
