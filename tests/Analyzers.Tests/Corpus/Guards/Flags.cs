using System;
using Devmem;

internal static class Flags
{
    static void Do_while_not_received(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch;
        bool got;
        do
            got = socket.TryReceive(linear, out batch);
        while (!got);
        batch!.Release();
    }

    static void For_header_receives(DevmemSocket socket, byte[] linear)
    {
        for (; socket.TryReceive(linear, out FragmentBatch? batch);)
            batch.Release();
    }

    static void Continue_until_received(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            if (!socket.TryReceive(linear, out FragmentBatch? batch))
                continue;
            batch.Release();
            break;
        }
    }

    static void And_without_short_circuit(DevmemSocket socket, byte[] linear, bool wanted)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) & wanted) //! DEVMEM001
            batch!.Release();
    }

    static void Or_without_short_circuit(DevmemSocket socket, byte[] linear, bool wanted)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch) | wanted)
            batch?.Release();
    }

    static void Flag_narrowed(DevmemSocket socket, byte[] linear, bool wanted)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        got &= wanted;
        if (got)
            batch!.Release();
    }

    static void Flag_widened(DevmemSocket socket, byte[] linear, bool wanted)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        got |= wanted;
        if (got)
            batch?.Release();
    }

    static void Flag_inverted_in_place(DevmemSocket socket, byte[] linear)
    {
        bool flag = socket.TryReceive(linear, out FragmentBatch? batch);
        flag = !flag;
        if (!flag)
            batch!.Release();
    }

    static void Flag_inverted_in_place_and_misread(DevmemSocket socket, byte[] linear)
    {
        bool flag = socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        flag = !flag;
        if (flag)
            batch?.Release();
    }

    static void Two_tries_each_with_its_flag(DevmemSocket socket, byte[] linear)
    {
        bool a = socket.TryReceive(linear, out FragmentBatch? first); //! DEVMEM004
        bool b = socket.TryReceive(linear, out FragmentBatch? second);
        if (a)
            first!.Release();
        if (b)
            second!.Release();
    }

    static void Two_tries_with_the_flags_mixed_up(DevmemSocket socket, byte[] linear)
    {
        bool a = socket.TryReceive(linear, out FragmentBatch? first); //! DEVMEM001
        bool b = socket.TryReceive(linear, out FragmentBatch? second); //! DEVMEM001
        if (b)
            first?.Release();
        if (a)
            second?.Release();
    }

    static void Two_tries_in_turn(DevmemSocket socket, byte[] linear)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        if (got)
            batch!.Release();
        got = socket.TryReceive(linear, out batch);
        if (got)
            batch!.Release();
    }

    static void Two_tries_in_turn_into_one_variable(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        socket.TryReceive(linear, out batch);
        batch?.Release();
    }

    static void Second_try_only_when_the_first_failed(DevmemSocket socket, byte[] linear)
    {
        if (!socket.TryReceive(linear, out FragmentBatch? batch))
            socket.TryReceive(linear, out batch);
        batch?.Release();
    }

    static void Negation_compared_with_true(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        if (!early == true)
            batch.Release();
    }

    static void Negation_is_true(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        if ((!early) is true)
            batch.Release();
    }

    static void Negation_compared_with_false(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (early)
            batch.Release();
        if (!early == false)
            batch.Dispose();
    }

    static void Negation_is_not_true(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (!early)
            batch.Release();
        if ((!early) is not true)
            batch.Release();
    }

    static void Variable_compared_with_true_and_false(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early == true)
            batch.Release();
        if (early == false)
            batch.Release();
    }

    static void Variable_is_true_and_negated(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early is true)
            batch.Release();
        if (!early)
            batch.Release();
    }

    static void Variable_plain_and_is_not_true(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early)
            batch.Release();
        if (early is not true)
            batch.Release();
    }

    static void Variable_compared_with_true_twice(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (early == true)
            batch.Release();
        if (early == true)
            batch.Release(); //! DEVMEM006
    }

    static void Variable_different_from_true(DevmemSocket socket, byte[] linear, bool early)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (early != true)
            batch.Release();
        if (early)
            batch.Release();
    }

    static void Nullable_flag(DevmemSocket socket, byte[] linear, bool? wanted)
    {
        FragmentBatch? batch = null;
        if (wanted == true)
            batch = socket.Receive(linear);
        if (wanted == true)
            batch!.Release();
    }

    static void Nullable_flag_told_apart_wrongly(DevmemSocket socket, byte[] linear, bool? wanted)
    {
        FragmentBatch? batch = null;
        if (wanted != false)
            batch = socket.Receive(linear); //! DEVMEM001
        if (wanted == true)
            batch!.Release();
    }

    static void Conditions_on_a_readonly_field(DevmemSocket socket, byte[] linear, Options options)
    {
        FragmentBatch? batch = null;
        if (options.Traced)
            batch = socket.Receive(linear);
        if (options.Traced)
            batch!.Release();
    }

    static void Condition_on_a_comparison_of_locals(DevmemSocket socket, byte[] linear, int a, int b)
    {
        FragmentBatch? batch = null;
        if (a < b)
            batch = socket.Receive(linear);
        if (a < b)
            batch!.Release();
    }

    static void Condition_on_a_comparison_of_locals_that_change(DevmemSocket socket, byte[] linear, int a, int b)
    {
        FragmentBatch? batch = null;
        if (a < b)
            batch = socket.Receive(linear); //! DEVMEM001
        a += 2;
        if (a < b)
            batch!.Release();
    }

    static void Condition_and_its_complement(DevmemSocket socket, byte[] linear, int a, int b)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (a < b)
            batch.Release();
        if (a >= b)
            batch.Release();
    }

    static void Condition_and_nearly_its_complement(DevmemSocket socket, byte[] linear, int a, int b)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (a < b)
            batch.Release();
        if (a > b)
            batch.Release();
    }

    static int Nested_conditional_operators(DevmemSocket socket, byte[] linear, bool a, bool b)
    {
        FragmentBatch? batch = a ? b ? socket.Receive(linear) : null : null;
        int count = a && b ? batch!.Count : 0;
        batch?.Release();
        return count;
    }

    static void Flag_set_before_the_receive_that_may_throw(DevmemSocket socket, byte[] linear, Action work)
    {
        bool got = false;
        FragmentBatch? batch = null;
        try
        {
            got = true;
            batch = socket.Receive(linear);
            work();
        }
        finally
        {
            if (got)
                batch?.Release();
        }
    }

    static void Flag_set_after_the_call_that_may_throw(DevmemSocket socket, byte[] linear, Action work)
    {
        bool got = false;
        FragmentBatch? batch = null;
        try
        {
            batch = socket.Receive(linear); //! DEVMEM004
            work();
            got = true;
        }
        finally
        {
            if (got)
                batch?.Release();
        }
    }
}

internal sealed class Options(bool traced)
{
    public readonly bool Traced = traced;
}
