//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Devmem;

internal interface ISpanSource
{
    DevmemToken Take();
}

internal static class Spans
{
    static void Array_released_as_a_span(DevmemSocket socket, ISpanSource source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take();
        socket.Release(tokens);
    }

    static void Array_released_up_to_the_count(DevmemSocket socket, ISpanSource source, int n)
    {
        var tokens = new DevmemToken[64];
        int count = 0;
        while (count < n)
            tokens[count++] = source.Take();
        socket.Release(tokens.AsSpan(0, count));
    }

    static void Array_released_by_a_range(DevmemSocket socket, ISpanSource source, int n)
    {
        Span<DevmemToken> tokens = new DevmemToken[64];
        int count = 0;
        while (count < n)
            tokens[count++] = source.Take();
        socket.Release(tokens[..count]);
    }

    static void Slice_leaves_the_first_out(DevmemSocket socket, ISpanSource source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take(); //! DEVMEM001
        socket.Release(tokens.AsSpan(1));
    }

    static void Slice_leaves_the_last_out(DevmemSocket socket, ISpanSource source, int n)
    {
        Span<DevmemToken> tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take(); //! DEVMEM001
        socket.Release(tokens[..^1]);
    }

    static void Span_released(DevmemSocket socket, ISpanSource source)
    {
        Span<DevmemToken> tokens = new DevmemToken[4];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = source.Take();
        socket.Release(tokens);
    }

    static void Span_forgotten(DevmemSocket socket, ISpanSource source)
    {
        Span<DevmemToken> tokens = new DevmemToken[4];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = source.Take(); //! DEVMEM001
        _ = tokens.Length;
    }

    static void Span_drained_by_foreach(DevmemSocket socket, ISpanSource source)
    {
        Span<DevmemToken> tokens = new DevmemToken[4];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = source.Take();
        foreach (DevmemToken token in tokens)
            token.Release();
    }

    static void Span_drained_by_ref_foreach(DevmemSocket socket, ISpanSource source)
    {
        Span<DevmemToken> tokens = new DevmemToken[4];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = source.Take();
        foreach (ref readonly DevmemToken token in tokens)
            token.Release();
    }

    static void Span_over_one_local(DevmemSocket socket, ISpanSource source)
    {
        DevmemToken token = source.Take();
        socket.Release(new ReadOnlySpan<DevmemToken>(in token));
    }

    static void Span_created_over_one_local(DevmemSocket socket, ISpanSource source)
    {
        DevmemToken token = source.Take();
        socket.Release(MemoryMarshal.CreateReadOnlySpan(ref token, 1));
    }

    static void Collection_expression(DevmemSocket socket, ISpanSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take();
        socket.Release([a, b]);
    }

    static void Collection_expression_lacks_one(DevmemSocket socket, ISpanSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take(); //! DEVMEM001
        socket.Release([a]);
    }

    static void New_array_argument(DevmemSocket socket, ISpanSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take();
        socket.Release(new[] { a, b });
    }

    static void Taken_inside_the_argument(DevmemSocket socket, ISpanSource source)
    {
        socket.Release([source.Take(), source.Take()]);
    }

    static void Span_alias_of_an_array(DevmemSocket socket, ISpanSource source)
    {
        var tokens = new DevmemToken[2];
        Span<DevmemToken> span = tokens;
        span[0] = source.Take();
        span[1] = source.Take();
        socket.Release(tokens);
    }

    static void List_as_a_span(DevmemSocket socket, ISpanSource source, int n)
    {
        var tokens = new List<DevmemToken>();
        for (int i = 0; i < n; i++)
            tokens.Add(source.Take());
        socket.Release(CollectionsMarshal.AsSpan(tokens));
    }

    static void List_as_an_array(DevmemSocket socket, ISpanSource source, int n)
    {
        var tokens = new List<DevmemToken>();
        for (int i = 0; i < n; i++)
            tokens.Add(source.Take());
        socket.Release(tokens.ToArray());
    }

    static void Span_released_twice(DevmemSocket socket, ISpanSource source)
    {
        var tokens = new DevmemToken[2];
        tokens[0] = source.Take();
        tokens[1] = source.Take();
        socket.Release(tokens);
        socket.Release(tokens); //! DEVMEM006
    }

    static void Token_released_then_its_span(DevmemSocket socket, ISpanSource source)
    {
        DevmemToken a = source.Take();
        DevmemToken b = source.Take();
        a.Release();
        socket.Release([a, b]); //! DEVMEM006
    }

    static void Flushed_whenever_full(DevmemSocket socket, ISpanSource source, int n)
    {
        Span<DevmemToken> tokens = new DevmemToken[8];
        int count = 0;
        for (int i = 0; i < n; i++)
        {
            tokens[count++] = source.Take();
            if (count == tokens.Length)
            {
                socket.Release(tokens);
                count = 0;
            }
        }

        socket.Release(tokens[..count]);
    }

    static void Flushed_whenever_full_but_not_at_the_end(DevmemSocket socket, ISpanSource source, int n)
    {
        Span<DevmemToken> tokens = new DevmemToken[8];
        int count = 0;
        for (int i = 0; i < n; i++)
        {
            tokens[count++] = source.Take(); //! DEVMEM001
            if (count == tokens.Length)
            {
                socket.Release(tokens);
                count = 0;
            }
        }
    }

    static void Filled_into_a_span_of_the_caller(ISpanSource source, Span<DevmemToken> sink)
    {
        for (int i = 0; i < sink.Length; i++)
            sink[i] = source.Take();
    }

    static int All_tokens_of_a_batch(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        var tokens = new DevmemToken[batch.Count];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = batch.Detach(i);
        batch.Release();
        return socket.Release(tokens);
    }

    static int All_tokens_of_a_batch_but_not_the_batch(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        var tokens = new DevmemToken[batch.Count];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = batch.Detach(i);
        return socket.Release(tokens);
    }
}
