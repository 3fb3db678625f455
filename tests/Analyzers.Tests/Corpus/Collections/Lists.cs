//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Linq;
using Devmem;

internal static class Lists
{
    static void Added_and_drained_by_foreach(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Added_and_forgotten(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM001
        _ = held.Count;
    }

    static void Added_and_drained_by_index(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        for (int i = 0; i < held.Count; i++)
            held[i].Release();
    }

    static void Cleared_without_release(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM001
        held.Clear();
    }

    static void Drained_then_cleared_then_filled_again(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
            batch.Release();
        held.Clear();
        held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Refilled_and_drained_once(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
            batch.Release();
        held.Clear();
        held.Add(socket.Receive(linear)); //! DEVMEM001
    }

    static void Drain_left_by_break(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear)); //! DEVMEM001
        foreach (FragmentBatch batch in held)
        {
            if (batch.LinearBytes > 3)
                break;
            batch.Release();
        }
    }

    static void Drain_skips_the_empty(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in held)
        {
            if (batch.Count == 0)
                continue;
            batch.Release();
        }
    }

    static void Added_only_under_a_condition(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.LinearBytes > 0)
                held.Add(batch);
            else
                batch.Release();
        }

        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Added_under_a_condition_else_lost(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (batch.LinearBytes > 0)
                held.Add(batch);
        }

        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Added_and_released_too(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        FragmentBatch batch = socket.Receive(linear);
        held.Add(batch);
        batch.Release();
        foreach (FragmentBatch each in held)
            each.Release(); //! DEVMEM006
    }

    static void Used_after_it_was_added(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        FragmentBatch batch = socket.Receive(linear);
        held.Add(batch);
        _ = batch.Count;
        foreach (FragmentBatch each in held)
            each.Release();
    }

    static void Handed_to_a_list_of_the_caller(DevmemSocket socket, byte[] linear, List<FragmentBatch> sink)
    {
        sink.Add(socket.Receive(linear));
    }

    static void Handed_to_an_interface_of_the_caller(DevmemSocket socket, byte[] linear, ICollection<FragmentBatch> sink)
    {
        FragmentBatch batch = socket.Receive(linear);
        sink.Add(batch);
    }

    static List<FragmentBatch> Returned_whole(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        return held;
    }

    static void Collection_initializer(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch> { socket.Receive(linear), socket.Receive(linear) };
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Collection_expression(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> held = [socket.Receive(linear), socket.Receive(linear)];
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Collection_expression_forgotten(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> held = [socket.Receive(linear)]; //! DEVMEM001
        _ = held.Count;
    }

    static void Spread_moves_to_the_new_list(DevmemSocket socket, byte[] linear)
    {
        List<FragmentBatch> held = [socket.Receive(linear)];
        List<FragmentBatch> all = [.. held, socket.Receive(linear)];
        foreach (FragmentBatch batch in all)
            batch.Release();
    }

    static void Insert_and_add_range(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        held.Insert(0, socket.Receive(linear));
        held.AddRange([socket.Receive(linear)]);
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void Drained_by_the_for_each_method(DevmemSocket socket, byte[] linear, int n)
    {
        var held = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            held.Add(socket.Receive(linear));
        held.ForEach(batch => batch.Release());
    }

    static void Dropped_list(DevmemSocket socket, byte[] linear)
    {
        new List<FragmentBatch>().Add(socket.Receive(linear)); //! DEVMEM001
    }

    static void List_variable_overwritten(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch> { socket.Receive(linear) }; //! DEVMEM001
        held = new List<FragmentBatch>();
        foreach (FragmentBatch batch in held)
            batch.Release();
    }

    static void List_under_two_names(DevmemSocket socket, byte[] linear)
    {
        var held = new List<FragmentBatch>();
        List<FragmentBatch> same = held;
        held.Add(socket.Receive(linear));
        foreach (FragmentBatch batch in same)
            batch.Release();
    }
}
