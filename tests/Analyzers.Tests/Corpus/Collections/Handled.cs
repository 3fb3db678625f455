//# devmem.exceptions = none
using System;
using System.Buffers;
using System.Collections.Generic;
using System.Collections.Concurrent;
using System.Linq;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

/// <summary>What people do with collections of handles, and what they forget.</summary>
internal static class Handled
{
    static void Work(int n) { }

    static void Stack_peek_pop(DevmemSocket s, byte[] b)
    {
        var stack = new Stack<FragmentBatch>();
        for (int i = 0; i < 3; i++) stack.Push(s.Receive(b));
        while (stack.Count > 0) { stack.Peek().Release(); stack.Pop(); }
    }

    static void Queue_peek_dequeue(DevmemSocket s, byte[] b)
    {
        var q = new Queue<FragmentBatch>();
        q.Enqueue(s.Receive(b)); q.Enqueue(s.Receive(b));
        while (q.TryPeek(out var t)) { t.Release(); q.Dequeue(); }
    }

    static void Queue_dequeue_discard(DevmemSocket s, byte[] b)
    {
        var q = new Queue<FragmentBatch>();
        q.Enqueue(s.Receive(b)); //! DEVMEM001
        while (q.Count > 0) q.Dequeue();
    }

    static void Queue_requeue(DevmemSocket s, byte[] b)
    {
        var q = new Queue<FragmentBatch>();
        for (int i = 0; i < 3; i++) q.Enqueue(s.Receive(b));
        while (q.TryDequeue(out var t))
        {
            if (t.LinearBytes > 5) { q.Enqueue(t); continue; }
            t.Release();
        }
    }

    static void Two_lists(DevmemSocket s, byte[] b)
    {
        var small = new List<FragmentBatch>(); var large = new List<FragmentBatch>();
        for (int i = 0; i < 5; i++)
        {
            var t = s.Receive(b);
            (t.LinearBytes > 5 ? large : small).Add(t);
        }
        foreach (var t in small) t.Release();
        foreach (var t in large) t.Release();
    }

    static void Two_lists_one_released(DevmemSocket s, byte[] b)
    {
        var small = new List<FragmentBatch>(); var large = new List<FragmentBatch>();
        for (int i = 0; i < 5; i++)
        {
            var t = s.Receive(b); //! DEVMEM001
            (t.LinearBytes > 5 ? large : small).Add(t);
        }
        foreach (var t in small) t.Release();
    }

    static void List_of_lists(DevmemSocket s, byte[] b)
    {
        var all = new List<List<FragmentBatch>>();
        for (int i = 0; i < 2; i++)
        {
            var one = new List<FragmentBatch>();
            one.Add(s.Receive(b)); one.Add(s.Receive(b));
            all.Add(one);
        }
        foreach (var one in all) foreach (var t in one) t.Release();
    }

    static void Dict_of_batches(DevmemSocket s, byte[] b)
    {
        var map = new Dictionary<int, FragmentBatch>();
        for (int i = 0; i < 4; i++)
        {
            if (map.Remove(i % 2, out var old)) old.Release();
            map[i % 2] = s.Receive(b);
        }
        foreach (var (_, t) in map) t.Release();
    }

    static void Dict_overwrites(DevmemSocket s, byte[] b, int key)
    {
        var map = new Dictionary<int, FragmentBatch>();
        map[key] = s.Receive(b); //! DEVMEM001
        map[key] = s.Receive(b);
        foreach (var t in map.Values) t.Release();
    }

    static void Dict_keypair(DevmemSocket s, byte[] b)
    {
        var map = new Dictionary<string, FragmentBatch> { ["a"] = s.Receive(b), ["b"] = s.Receive(b) };
        foreach (var pair in map) pair.Value.Release();
    }

    static void Array_of_two_by_pattern(DevmemSocket s, byte[] b)
    {
        FragmentBatch[] pair = [s.Receive(b), s.Receive(b)];
        if (pair is [var x, var y]) { x.Release(); y.Release(); }
    }

    static void Array_of_two_by_pattern_bug(DevmemSocket s, byte[] b)
    {
        FragmentBatch[] pair = [s.Receive(b), s.Receive(b)]; //! DEVMEM001
        if (pair is [var x, _]) { x.Release(); }
    }

    static void Slice_pattern(DevmemSocket s, byte[] b)
    {
        FragmentBatch[] pair = [s.Receive(b), s.Receive(b), s.Receive(b)];
        if (pair is [var x, .. var rest]) { x.Release(); foreach (var t in rest) t.Release(); }
    }

    static void Slice_pattern_bug(DevmemSocket s, byte[] b)
    {
        FragmentBatch[] pair = [s.Receive(b), s.Receive(b), s.Receive(b)]; //! DEVMEM001
        if (pair is [_, .. var rest]) { foreach (var t in rest) t.Release(); }
    }

    static void Halves(DevmemSocket s, byte[] b)
    {
        FragmentBatch[] all = [s.Receive(b), s.Receive(b), s.Receive(b), s.Receive(b)];
        foreach (var t in all[..2]) t.Release();
        foreach (var t in all[2..]) t.Release();
    }

    static void Halves_overlap_bug(DevmemSocket s, byte[] b)
    {
        FragmentBatch[] all = [s.Receive(b), s.Receive(b), s.Receive(b)]; //! DEVMEM001
        foreach (var t in all[..1]) t.Release();
        foreach (var t in all[2..]) t.Release();
    }

    static void Span_from_end(DevmemSocket s, byte[] b)
    {
        FragmentBatch[] all = [s.Receive(b), s.Receive(b)];
        all[^1].Release();
        all[^2].Release();
    }

    [InlineArray(2)] struct Two { private FragmentBatch _first; }

    static void Inline_array(DevmemSocket s, byte[] b)
    {
        Two two = default;
        two[0] = s.Receive(b);
        two[1] = s.Receive(b);
        two[0].Release();
        two[1].Release();
    }

    static void Inline_array_bug(DevmemSocket s, byte[] b)
    {
        Two two = default;
        two[0] = s.Receive(b);
        two[1] = s.Receive(b); //! DEVMEM001
        two[0].Release();
    }

    static void Inline_array_foreach(DevmemSocket s, byte[] b)
    {
        Two two = default;
        two[0] = s.Receive(b);
        two[1] = s.Receive(b);
        foreach (var t in two) t.Release();
    }

    static void Tokens_span(DevmemSocket s, byte[] b)
    {
        using var batch = s.Receive(b);
        Span<DevmemToken> tokens = new DevmemToken[4];
        int n = 0;
        for (int i = 0; i < batch.Count && n < 4; i++) tokens[n++] = batch.Detach(i);
        s.Release(tokens[..n]);
    }

    static void Tokens_span_early(DevmemSocket s, byte[] b)
    {
        using var batch = s.Receive(b);
        Span<DevmemToken> tokens = new DevmemToken[4];
        int n = 0;
        for (int i = 0; i < batch.Count && n < 4; i++) tokens[n++] = batch.Detach(i); //! DEVMEM001
        if (n == 3) return;
        s.Release(tokens[..n]);
    }

    static void Tokens_list_asspan(DevmemSocket s, byte[] b)
    {
        using var batch = s.Receive(b);
        var tokens = new List<DevmemToken>();
        for (int i = 0; i < batch.Count; i++) tokens.Add(batch.Detach(i));
        s.Release(CollectionsMarshal.AsSpan(tokens));
    }

    static void Tokens_toarray(DevmemSocket s, byte[] b)
    {
        using var batch = s.Receive(b);
        var tokens = new List<DevmemToken>();
        for (int i = 0; i < batch.Count; i++) tokens.Add(batch.Detach(i));
        s.Release(tokens.ToArray());
    }

    static void Tokens_one(DevmemSocket s, byte[] b)
    {
        using var batch = s.Receive(b);
        if (batch.Count == 0) return;
        var token = batch.Detach(0);
        s.Release([token]);
    }

    static void Tokens_one_new_span(DevmemSocket s, byte[] b)
    {
        using var batch = s.Receive(b);
        if (batch.Count == 0) return;
        var token = batch.Detach(0);
        s.Release(new ReadOnlySpan<DevmemToken>(in token));
    }

    static void Token_default_check(DevmemSocket s, byte[] b, bool f)
    {
        using var batch = s.Receive(b);
        DevmemToken token = default;
        if (f) token = batch.Detach(0);
        if (!token.IsDefault) token.Release();
    }

    static void Token_nullable(DevmemSocket s, byte[] b, bool f)
    {
        using var batch = s.Receive(b);
        DevmemToken? token = f ? batch.Detach(0) : null;
        token?.Release();
    }

    static void Token_nullable_value(DevmemSocket s, byte[] b, bool f)
    {
        using var batch = s.Receive(b);
        DevmemToken? token = f ? batch.Detach(0) : null;
        if (token is { } t) t.Release();
    }

    static void Token_nullable_bug(DevmemSocket s, byte[] b, bool f)
    {
        using var batch = s.Receive(b);
        DevmemToken? token = f ? batch.Detach(0) : null; //! DEVMEM001
        if (token.HasValue && token.Value.Length > 5) token.Value.Release();
    }

    static void Token_copy_twice(DevmemSocket s, byte[] b)
    {
        using var batch = s.Receive(b);
        var token = batch.Detach(0);
        var copy = token;
        copy.Release();
        token.Release(); //! DEVMEM006
    }

    static void Channel_drain(DevmemSocket s, byte[] b)
    {
        var ch = Channel.CreateUnbounded<FragmentBatch>();
        for (int i = 0; i < 3; i++) ch.Writer.TryWrite(s.Receive(b));
        while (ch.Reader.TryRead(out var t)) t.Release();
    }

    static void Channel_bounded_bug(DevmemSocket s, byte[] b)
    {
        var ch = Channel.CreateBounded<FragmentBatch>(1);
        for (int i = 0; i < 3; i++) ch.Writer.TryWrite(s.Receive(b)); //! DEVMEM001
        while (ch.Reader.TryRead(out var t)) t.Release();
    }

    static void Bag(DevmemSocket s, byte[] b)
    {
        var bag = new ConcurrentBag<FragmentBatch>();
        for (int i = 0; i < 3; i++) bag.Add(s.Receive(b));
        while (!bag.IsEmpty) if (bag.TryTake(out var t)) t.Release();
    }

    static void Priority(DevmemSocket s, byte[] b)
    {
        var pq = new PriorityQueue<FragmentBatch, int>();
        for (int i = 0; i < 3; i++) { var t = s.Receive(b); pq.Enqueue(t, t.LinearBytes); }
        while (pq.TryDequeue(out var t, out _)) t.Release();
    }

    static void RemoveAll(DevmemSocket s, byte[] b)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.Add(s.Receive(b)); //! DEVMEM001
        list.RemoveAll(t => t.LinearBytes > 3);
        foreach (var t in list) t.Release();
    }

    static void RemoveAll_release(DevmemSocket s, byte[] b)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.Add(s.Receive(b));
        list.RemoveAll(t => { t.Release(); return true; });
    }

    static void Sorted(DevmemSocket s, byte[] b)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < 3; i++) list.Add(s.Receive(b));
        list.Sort((x, y) => x.LinearBytes - y.LinearBytes);
        list.Reverse();
        foreach (var t in list) t.Release();
    }

    static void Array_resize(DevmemSocket s, byte[] b)
    {
        var one = new FragmentBatch[2];
        for (int i = 0; i < 2; i++) one[i] = s.Receive(b);
        Array.Resize(ref one, 4);
        foreach (var t in one) t?.Release();
    }

    static void Array_swap(DevmemSocket s, byte[] b)
    {
        var a = new FragmentBatch[2];
        a[0] = s.Receive(b); a[1] = s.Receive(b);
        (a[0], a[1]) = (a[1], a[0]);
        a[0].Release(); a[1].Release();
    }

    static void Multi(DevmemSocket s, byte[] b)
    {
        var a = new FragmentBatch[2, 2];
        for (int i = 0; i < 2; i++) for (int j = 0; j < 2; j++) a[i, j] = s.Receive(b);
        foreach (var t in a) t.Release();
    }

    static void Linq_select(DevmemSocket s, byte[] b)
    {
        var list = Enumerable.Range(0, 3).Select(_ => s.Receive(b)).ToList();
        foreach (var t in list) t.Release();
    }

    static void Linq_select_bug(DevmemSocket s, byte[] b)
    {
        var list = Enumerable.Range(0, 3).Select(_ => s.Receive(b)).ToList(); //! DEVMEM001
        Work(list.Count);
    }

    static void Linq_foreach_method(DevmemSocket s, byte[] b)
    {
        var list = new List<FragmentBatch> { s.Receive(b), s.Receive(b) };
        list.ForEach(t => t.Release());
    }

    static void Linq_first_only(DevmemSocket s, byte[] b)
    {
        var list = new List<FragmentBatch> { s.Receive(b), s.Receive(b) }; //! DEVMEM001
        list.First().Release();
    }

}
