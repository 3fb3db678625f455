using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Devmem;

/// <summary>Nothing is annotated: inside one compilation the body says who owns what.</summary>
internal static class Callees
{
    private static FragmentBatch? s_kept;

    private static void End(FragmentBatch batch) => batch.Release();

    private static void EndIfLarge(FragmentBatch batch)
    {
        if (batch.LinearBytes > 100)
            batch.Release();
    }

    private static void EndDeep(FragmentBatch batch, int depth)
    {
        if (depth == 0)
            End(batch);
        else
            EndDeep(batch, depth - 1);
    }

    private static bool EndAndSay(FragmentBatch batch)
    {
        if (batch.LinearBytes == 0)
            return false;
        batch.Release();
        return true;
    }

    private static int Look(FragmentBatch batch) => batch.Count;

    private static void Keep(FragmentBatch batch)
    {
        s_kept?.Release();
        s_kept = batch;
    }

    private static FragmentBatch Fetch(DevmemSocket socket, byte[] linear) => socket.Receive(linear);

    private static FragmentBatch? FetchIf(DevmemSocket socket, byte[] linear, bool go) => go ? socket.Receive(linear) : null;

    private static FragmentBatch Same(FragmentBatch batch) => batch;

    private static bool TryFetch(DevmemSocket socket, byte[] linear, out FragmentBatch? batch)
    {
        if (linear.Length == 0)
        {
            batch = null;
            return false;
        }

        return socket.TryReceive(linear, out batch);
    }

    private static void Replace(DevmemSocket socket, byte[] linear, ref FragmentBatch batch)
    {
        batch.Release();
        batch = socket.Receive(linear);
    }

    private static void EndAll(List<FragmentBatch> batches)
    {
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    private static void Use(FragmentBatch batch, Action<int> sink)
    {
        try
        {
            sink(batch.Count);
        }
        finally
        {
            batch.Release();
        }
    }

    private static void UseWithoutProtection(FragmentBatch batch, Action<int> sink)
    {
        sink(batch.Count);
        batch.Release();
    }

    static void Released_by_a_callee(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        End(batch);
    }

    static void Released_by_a_callee_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        End(batch);
        End(batch); //! DEVMEM006
    }

    static void Released_by_a_callee_and_used(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        End(batch);
        _ = batch.Count; //! DEVMEM005
    }

    static void Released_by_a_callee_sometimes(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        EndIfLarge(batch);
    }

    static void Released_by_a_recursive_callee(DevmemSocket socket, byte[] linear, int depth)
    {
        FragmentBatch batch = socket.Receive(linear);
        EndDeep(batch, depth);
    }

    static void Released_when_it_says_so(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (!EndAndSay(batch))
            batch.Release();
    }

    static void Released_when_it_says_so_read_the_wrong_way(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (EndAndSay(batch))
            batch.Dispose();
    }

    static void Only_looked_at(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = Look(batch);
    }

    static void Looked_at_and_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        _ = Look(batch);
        batch.Release();
    }

    static void Kept_by_a_callee(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Keep(batch);
    }

    static void Fetched_and_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = Fetch(socket, linear);
        batch.Release();
    }

    static void Fetched_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = Fetch(socket, linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Fetched_and_dropped(DevmemSocket socket, byte[] linear) => Fetch(socket, linear); //! DEVMEM001

    static void Fetched_or_null(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch? batch = FetchIf(socket, linear, go);
        batch?.Release();
    }

    static void Fetched_or_null_and_forgotten(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch? batch = FetchIf(socket, linear, go); //! DEVMEM001
        _ = batch?.Count;
    }

    static void Alias_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        FragmentBatch same = Same(batch);
        same.Release();
    }

    static void Alias_and_original_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        FragmentBatch same = Same(batch);
        same.Release();
        batch.Release(); //! DEVMEM006
    }

    static void Tried_and_released(DevmemSocket socket, byte[] linear)
    {
        if (TryFetch(socket, linear, out FragmentBatch? batch))
            batch!.Release();
    }

    static void Tried_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        if (TryFetch(socket, linear, out FragmentBatch? batch)) //! DEVMEM001
            _ = batch!.Count;
    }

    static void Replaced_through_a_ref(DevmemSocket socket, byte[] linear, byte[] other)
    {
        FragmentBatch batch = socket.Receive(linear);
        Replace(socket, other, ref batch);
        batch.Release();
    }

    static void Replaced_through_a_ref_and_forgotten(DevmemSocket socket, byte[] linear, byte[] other)
    {
        FragmentBatch batch = socket.Receive(linear);
        Replace(socket, other, ref batch); //! DEVMEM001
        _ = batch.Count;
    }

    static void List_ended_by_a_callee(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        held.Add(socket.Receive(linear));
        EndAll(held);
    }

    static void Used_under_protection_by_a_callee(DevmemSocket socket, byte[] linear, Action<int> sink)
    {
        Use(socket.Receive(linear), sink);
    }

    static void Used_without_protection_by_a_callee(DevmemSocket socket, byte[] linear, Action<int> sink)
    {
        UseWithoutProtection(socket.Receive(linear), sink); //! DEVMEM004
    }
}
