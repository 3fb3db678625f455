using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem;

namespace Corpus.Collections;

/// <summary>Ways to step through what a collection holds, and copies of it.</summary>
static class Stepped
{
    static void Values_of_a_map(DevmemSocket socket, byte[] linear, int key)
    {
        var held = new Dictionary<int, FragmentBatch>();
        held[key] = socket.Receive(linear);
        foreach (var batch in held.Values)
            batch.Release();
    }

    static void Values_of_a_sorted_map(DevmemSocket socket, byte[] linear, int key)
    {
        var held = new SortedDictionary<int, FragmentBatch>();
        held.Add(key, socket.Receive(linear));
        foreach (var batch in held.Values)
            batch.Release();
    }

    static void By_an_interface(DevmemSocket socket, byte[] linear)
    {
        IReadOnlyList<FragmentBatch> held = new[] { socket.Receive(linear) };
        foreach (var batch in held)
            batch.Release();
    }

    static void A_query_over_weights_may_throw(DevmemSocket socket, byte[] linear, IEnumerable<int> weights)
    {
        int sum = 0;
        var batch = socket.Receive(linear); //! DEVMEM004
        foreach (int weight in weights)
            sum += weight;
        batch.Release();
    }

    static void The_other_way_round(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch> { socket.Receive(linear) };
        foreach (var batch in Enumerable.Reverse(held))
            batch.Release();
    }

    static void By_a_delegate_for_each(DevmemSocket socket, byte[] linear)
    {
        var held = new[] { socket.Receive(linear) };
        Array.ForEach(held, batch => batch.Release());
    }

    static void By_a_delegate_that_releases_some(DevmemSocket socket, byte[] linear)
    {
        var held = new[] { socket.Receive(linear) }; //! DEVMEM001
        Array.ForEach(held, batch =>
        {
            if (batch.LinearBytes > 3)
                batch.Release();
        });
    }

    static void A_copy_and_the_first_one_cleared(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch> { socket.Receive(linear) };
        var copy = held.ToArray();
        held.Clear();
        foreach (var batch in copy)
            batch.Release();
    }

    static void A_copy_that_nobody_releases(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch> { socket.Receive(linear) }; //! DEVMEM001
        var copy = held.ToArray();
        held.Clear();
        foreach (var batch in copy)
            Console.WriteLine(copy.Length);
    }

    static void References_to_the_elements(FragmentBatch batch, int count)
    {
        Span<DevmemToken> held = new DevmemToken[count];
        try
        {
            for (int i = 0; i < held.Length; i++)
                held[i] = batch.Detach(i);
        }
        finally
        {
            foreach (ref readonly var token in held)
            {
                if (!token.IsDefault)
                    token.Release();
            }
        }
    }

    static void References_that_are_cleared_after_the_release(FragmentBatch batch, int count)
    {
        Span<DevmemToken> held = new DevmemToken[count];
        try
        {
            for (int i = 0; i < held.Length; i++)
                held[i] = batch.Detach(i);
        }
        finally
        {
            foreach (ref var token in held)
            {
                if (!token.IsDefault)
                {
                    token.Release();
                    token = default;
                }
            }
        }
    }

    static void References_that_are_only_cleared(FragmentBatch batch, int count)
    {
        Span<DevmemToken> held = new DevmemToken[count];
        try
        {
            for (int i = 0; i < held.Length; i++)
                held[i] = batch.Detach(i); //! DEVMEM001
        }
        finally
        {
            foreach (ref var token in held)
                token = default;
        }
    }

    static void An_immutable_array(DevmemSocket socket, byte[] linear)
    {
        var held = ImmutableArray.Create(socket.Receive(linear));
        foreach (var batch in held)
            batch.Release();
    }

    static void An_immutable_array_that_nobody_releases(DevmemSocket socket, byte[] linear)
    {
        var held = ImmutableArray.Create(socket.Receive(linear)); //! DEVMEM001
        foreach (var batch in held)
            Console.WriteLine(batch.Count);
    }

    static void Built_and_made_immutable(FragmentBatch batch, int count)
    {
        var builder = ImmutableArray.CreateBuilder<DevmemToken>();
        try
        {
            for (int i = 0; i < count; i++)
                builder.Add(batch.Detach(i));
        }
        finally
        {
            foreach (var token in builder.ToImmutable())
                token.Release();
        }
    }

    static void Added_to_an_immutable_list(DevmemSocket socket, byte[] linear)
    {
        var held = ImmutableList<FragmentBatch>.Empty;
        held = held.Add(socket.Receive(linear));
        foreach (var batch in held)
            batch.Release();
    }
}
