using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem;

namespace Corpus.Collections;

/// <summary>Maps whose elements are found by the key that they were put under.</summary>
static class Keyed
{
    static void Removed_by_the_key_it_was_added_with(DevmemSocket socket, byte[] linear, int key)
    {
        var held = new Dictionary<int, FragmentBatch>();
        held.Add(key, socket.Receive(linear));
        if (held.Remove(key, out var batch))
            batch.Release();
    }

    static void Removed_by_another_key(DevmemSocket socket, byte[] linear, int key, int other)
    {
        var held = new Dictionary<int, FragmentBatch>();
        held.Add(key, socket.Receive(linear)); //! DEVMEM001
        if (held.Remove(other, out var batch))
            batch.Release();
    }

    static void Removed_by_a_key_that_has_changed(DevmemSocket socket, byte[] linear, int key)
    {
        var held = new Dictionary<int, FragmentBatch>();
        held.Add(key, socket.Receive(linear)); //! DEVMEM001
        key++;
        if (held.Remove(key, out var batch))
            batch.Release();
    }

    static void Removed_and_forgotten(DevmemSocket socket, byte[] linear, int key)
    {
        var held = new Dictionary<int, FragmentBatch>();
        held.Add(key, socket.Receive(linear)); //! DEVMEM001
        held.Remove(key, out var batch);
    }

    static void Overwritten_under_the_same_key(DevmemSocket socket, byte[] linear, string key)
    {
        var held = new Dictionary<string, FragmentBatch>();
        try
        {
            held[key] = socket.Receive(linear); //! DEVMEM001
            held[key] = socket.Receive(linear);
        }
        finally
        {
            foreach (var batch in held.Values)
                batch.Release();
        }
    }

    static void Overwritten_in_each_round(DevmemSocket socket, byte[] linear, string key)
    {
        var held = new Dictionary<string, FragmentBatch>();
        try
        {
            for (int i = 0; i < 4; i++)
                held[key] = socket.Receive(linear); //! DEVMEM001
        }
        finally
        {
            foreach (var batch in held.Values)
                batch.Release();
        }
    }

    static void Replaced_in_each_round(DevmemSocket socket, byte[] linear, string key)
    {
        var held = new Dictionary<string, FragmentBatch>();
        try
        {
            for (int i = 0; i < 4; i++)
            {
                if (held.Remove(key, out var old))
                    old.Release();
                held[key] = socket.Receive(linear);
            }
        }
        finally
        {
            foreach (var batch in held.Values)
                batch.Release();
        }
    }

    static void A_key_for_each(DevmemSocket socket, byte[] linear, string[] keys)
    {
        var held = new Dictionary<string, FragmentBatch>();
        try
        {
            foreach (var key in keys)
                held[key] = socket.Receive(linear);
        }
        finally
        {
            foreach (var batch in held.Values)
                batch.Release();
        }
    }

    static void Two_constant_keys(DevmemSocket socket, byte[] linear)
    {
        var held = new Dictionary<string, FragmentBatch>();
        try
        {
            held["left"] = socket.Receive(linear);
            held["right"] = socket.Receive(linear);
        }
        finally
        {
            if (held.TryGetValue("left", out var batch))
                batch.Release();
            if (held.TryGetValue("right", out batch))
                batch.Release();
        }
    }

    static void One_of_two_constant_keys(DevmemSocket socket, byte[] linear)
    {
        var held = new Dictionary<string, FragmentBatch>();
        try
        {
            held["left"] = socket.Receive(linear);
            held["right"] = socket.Receive(linear); //! DEVMEM001
        }
        finally
        {
            if (held.TryGetValue("left", out var batch))
                batch.Release();
        }
    }

    static void Added_where_there_was_none(DevmemSocket socket, byte[] linear, string key)
    {
        var held = new Dictionary<string, FragmentBatch>();
        var batch = socket.Receive(linear);
        if (!held.TryAdd(key, batch))
            batch.Release();
        foreach (var each in held.Values)
            each.Release();
    }
}
