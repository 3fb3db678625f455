//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

internal sealed class Parcel
{
    public int Weight { get; set; }

    public List<int> Sizes { get; } = new();
}

internal static class Initialisers
{
    static void Property_from_a_held_batch(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        var parcel = new Parcel { Weight = batch.Count };
        batch.Release();
        _ = parcel;
    }

    static void Property_from_a_dropped_batch(DevmemSocket socket, byte[] linear)
    {
        var parcel = new Parcel { Weight = socket.Receive(linear).Count }; //! DEVMEM001
        _ = parcel;
    }

    static void Nested_collection_initialiser(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        var parcel = new Parcel { Sizes = { batch.Count, batch.LinearBytes } };
        batch.Release();
        _ = parcel;
    }

    static void Anonymous_type_is_a_borrow_of_its_numbers(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        var view = new { batch.Count, batch.LinearBytes };
        batch.Release();
        _ = view.Count;
    }

    static void Anonymous_type_holds_the_batch(DevmemSocket socket, byte[] linear)
    {
        var view = new { Batch = socket.Receive(linear), Round = 1 };
        view.Batch.Release();
    }

    static void Anonymous_type_holds_the_batch_and_is_forgotten(DevmemSocket socket, byte[] linear)
    {
        var view = new { Batch = socket.Receive(linear), Round = 1 }; //! DEVMEM001
        _ = view.Round;
    }

    static void Dictionary_initialiser(DevmemSocket socket, byte[] linear)
    {
        var map = new Dictionary<int, FragmentBatch> { [1] = socket.Receive(linear), [2] = socket.Receive(linear) };
        foreach (FragmentBatch batch in map.Values)
            batch.Release();
    }

    static void Dictionary_initialiser_forgotten(DevmemSocket socket, byte[] linear)
    {
        var map = new Dictionary<int, FragmentBatch> { { 1, socket.Receive(linear) } }; //! DEVMEM001
        _ = map.Count;
    }

    static void Target_typed_new(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> held = new() { socket.Receive(linear) };
        held[0].Release();
    }

    static void Range_and_index_on_a_span(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear.AsSpan()[1..^1]);
        batch.Release();
    }

    static void Ternary_in_an_argument(DevmemSocket first, DevmemSocket second, byte[] linear, bool left)
    {
        (left ? first : second).Receive(linear).Release();
    }

    static void Ternary_in_a_receiver_and_forgotten(DevmemSocket first, DevmemSocket second, byte[] linear, bool left)
    {
        _ = (left ? first : second).Receive(linear).Count; //! DEVMEM001
    }

    static void Compound_assignment_of_counts(DevmemSocket socket, byte[] linear, int[] sums)
    {
        FragmentBatch batch = socket.Receive(linear);
        sums[0] += batch.Count;
        sums[1]++;
        batch.Release();
    }

    static void Null_coalescing_on_an_array_element(DevmemSocket socket, byte[] linear)
    {
        var held = new FragmentBatch?[1];
        held[0] ??= socket.Receive(linear);
        held[0]!.Release();
    }

    static void Null_coalescing_on_an_array_element_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        var held = new FragmentBatch?[1];
        held[0] ??= socket.Receive(linear); //! DEVMEM001
        _ = held.Length;
    }
}
