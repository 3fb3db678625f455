using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Devmem;

/// <summary>A parameter borrows: who receives it owes nothing for it.</summary>
internal static class Parameters
{
    static int Only_read(FragmentBatch batch) => batch.Count;

    static void Released(FragmentBatch batch) => batch.Release();

    static void Released_on_one_path(FragmentBatch batch, bool go)
    {
        if (go)
            batch.Release();
    }

    static void Overwritten(FragmentBatch? batch)
    {
        _ = batch?.Count;
        batch = null;
    }

    static void Overwritten_by_something_owned(FragmentBatch batch, DevmemSocket socket, byte[] linear)
    {
        _ = batch.Count;
        batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Overwritten_by_something_owned_and_released(FragmentBatch batch, DevmemSocket socket, byte[] linear)
    {
        _ = batch.Count;
        batch = socket.Receive(linear);
        batch.Release();
    }

    static void Given_or_received(FragmentBatch? given, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = given ?? socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Given_or_received_with_a_note_of_it(FragmentBatch? given, DevmemSocket socket, byte[] linear)
    {
        bool own = given is null;
        FragmentBatch batch = given ?? socket.Receive(linear);
        _ = batch.Count;
        if (own)
            batch.Release();
    }

    static void Given_or_received_told_apart_by_identity(FragmentBatch? given, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = given ?? socket.Receive(linear);
        _ = batch.Count;
        if (given is null)
            batch.Release();
    }

    static DevmemToken Token_returned(DevmemToken token) => token;

    static void Token_only_read(in DevmemToken token) => _ = token.Length;

    static void Token_by_ref_only_read(ref DevmemToken token) => _ = token.Length;

    static void Token_by_ref_overwritten_by_an_owned_one(ref DevmemToken token, FragmentBatch batch)
    {
        token = batch.Detach(0);
    }

    static void Token_by_out(FragmentBatch batch, out DevmemToken token)
    {
        token = batch.Detach(0);
    }

    static bool Token_by_out_on_one_path(FragmentBatch batch, out DevmemToken token)
    {
        if (batch.Count == 0)
        {
            token = default;
            return false;
        }

        token = batch.Detach(0);
        return true;
    }

    static bool Out_assigned_and_then_cleared(DevmemSocket socket, byte[] linear, bool bad, out FragmentBatch? batch)
    {
        batch = socket.Receive(linear); //! DEVMEM001
        if (bad)
        {
            batch = null;
            return false;
        }

        return true;
    }

    static bool Out_assigned_then_released_and_cleared(DevmemSocket socket, byte[] linear, bool bad, out FragmentBatch? batch)
    {
        batch = socket.Receive(linear);
        if (bad)
        {
            batch.Release();
            batch = null;
            return false;
        }

        return true;
    }

    static void Out_lost_when_a_later_call_throws(DevmemSocket socket, byte[] linear, Action work, out FragmentBatch batch)
    {
        batch = socket.Receive(linear); //! DEVMEM004
        work();
    }

    static void Batches_of_a_parameter_only_walked(IEnumerable<FragmentBatch> batches)
    {
        foreach (FragmentBatch batch in batches)
            _ = batch.Count;
    }

    static void Batches_of_a_parameter_released(IEnumerable<FragmentBatch> batches)
    {
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Params_array(params FragmentBatch[] batches)
    {
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Params_call(DevmemSocket socket, byte[] linear) => Params_array(socket.Receive(linear));

    static void Params_only_counted(params ReadOnlySpan<FragmentBatch> batches) => _ = batches.Length;

    static void Params_call_that_forgets(DevmemSocket socket, byte[] linear) => Params_only_counted(socket.Receive(linear)); //! DEVMEM001

    static void Optional_parameter(DevmemSocket socket, byte[] linear, FragmentBatch? reuse = null)
    {
        reuse?.Release();
        socket.Receive(linear).Release();
    }

    static void Element_of_a_parameter_is_a_borrow(FragmentBatch[] batches)
    {
        FragmentBatch first = batches[0];
        _ = first.Count;
    }

    static void Property_of_a_parameter_is_a_borrow(DevmemSocket socket)
    {
        RxBinding binding = socket.Binding;
        _ = binding.DmabufId;
    }
}
