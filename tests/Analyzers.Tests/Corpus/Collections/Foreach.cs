//# devmem.exceptions = none
using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem;

internal interface IForeachSource
{
    DevmemToken Take();

    IEnumerable<FragmentBatch> Stream();
}

internal static class Foreach
{
    static int Over_the_fragments(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int sum = 0;
        foreach (Fragment fragment in batch)
            sum += fragment.Length;
        batch.Release();
        return sum;
    }

    static int Over_the_fragments_with_a_return_inside(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        foreach (Fragment fragment in batch)
        {
            if (fragment.IsLinear)
                return fragment.Length;
        }

        batch.Release();
        return 0;
    }

    static int Over_the_fragments_with_a_break_inside(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int found = 0;
        foreach (Fragment fragment in batch)
        {
            if (!fragment.IsLinear)
                continue;
            found = fragment.Length;
            break;
        }

        batch.Release();
        return found;
    }

    static void Over_the_fragments_of_a_dropped_batch(DevmemSocket socket, byte[] linear)
    {
        foreach (Fragment fragment in socket.Receive(linear)) //! DEVMEM001
            _ = fragment.Length;
    }

    static void Over_an_array_of_tokens(IForeachSource source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take();
        foreach (DevmemToken token in tokens)
            token.Release();
    }

    static void Over_an_array_of_tokens_into_a_copy(IForeachSource source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take();
        foreach (DevmemToken token in tokens)
        {
            DevmemToken copy = token;
            copy.Release();
        }
    }

    static void Over_an_array_of_tokens_by_using(IForeachSource source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take();
        foreach (DevmemToken token in tokens)
        {
            using (token)
                _ = token.Length;
        }
    }

    static void Over_an_array_of_tokens_and_only_some(IForeachSource source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take(); //! DEVMEM001
        foreach (DevmemToken token in tokens)
        {
            if (token.Length > 3)
                token.Release();
        }
    }

    static void Over_an_array_of_tokens_skipping_defaults(IForeachSource source, int n)
    {
        var tokens = new DevmemToken[n];
        for (int i = 0; i < n; i++)
            tokens[i] = source.Take();
        foreach (DevmemToken token in tokens)
        {
            if (!token.IsDefault)
                token.Release();
        }
    }

    static void Over_a_sequence_that_hands_out(IForeachSource source)
    {
        foreach (FragmentBatch batch in source.Stream())
            batch.Release();
    }

    static void Over_an_immutable_array(DevmemSocket socket, byte[] linear)
    {
        ImmutableArray<FragmentBatch> batches = [socket.Receive(linear), socket.Receive(linear)];
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Over_an_immutable_array_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        ImmutableArray<FragmentBatch> batches = [socket.Receive(linear)]; //! DEVMEM001
        foreach (FragmentBatch batch in batches)
            _ = batch.Count;
    }

    static void Over_a_list_in_reverse(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        for (int i = held.Count - 1; i >= 0; i--)
        {
            held[i].Release();
            held.RemoveAt(i);
        }
    }

    static void Over_a_list_as_an_interface(DevmemSocket socket, byte[] linear, int n)
    {
        IList<FragmentBatch> held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Over_a_nested_array(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch[][] rows = [[socket.Receive(linear)], [socket.Receive(linear)]];
        foreach (FragmentBatch[] row in rows)
        {
            foreach (FragmentBatch batch in row)
                batch.Release();
        }
    }

    static void Over_two_lists_in_step(DevmemSocket socket, byte[] linear, int n)
    {
        var left = new List<FragmentBatch>();
        var right = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            left.Add(socket.Receive(linear));
            right.Add(socket.Receive(linear)); //! DEVMEM001
        }

        foreach (FragmentBatch batch in left)
            batch.Release();
        foreach (FragmentBatch batch in right)
            _ = batch.Count;
    }
}
