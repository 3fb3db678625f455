using System;
using Devmem;

internal static class Nulls
{
    static void Conditional_access(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        batch?.Release();
    }

    static void Is_null(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is null)
            return;
        batch.Release();
    }

    static void Is_null_the_wrong_way(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        if (batch is not null)
            return;
        batch?.Release();
    }

    static void Is_not_null(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is not null)
            batch.Release();
    }

    static void Not_equal_null(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch != null)
            batch.Release();
    }

    static void Null_on_the_left(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (null == batch)
            return;
        batch.Release();
    }

    static void Property_pattern_as_a_null_test(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is { })
            batch.Release();
    }

    static void Property_pattern_that_declares(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is { } received)
            received.Release();
    }

    static void Property_pattern_that_asks_more(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        if (batch is { LinearBytes: 0 })
            batch.Release();
    }

    static void Type_pattern(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is FragmentBatch received)
            received.Release();
    }

    static void Type_pattern_over_an_object(DevmemSocket socket, byte[] linear)
    {
        object box = socket.Receive(linear);
        if (box is FragmentBatch received)
            received.Release();
    }

    static void Not_pattern_that_declares(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is not { } received)
            return;
        received.Release();
    }

    static void Null_test_in_a_flag(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        bool has = batch != null;
        if (has)
            batch!.Release();
    }

    static void Acquired_under_a_condition(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch? batch = go ? socket.Receive(linear) : null;
        batch?.Release();
    }

    static void Acquired_and_released_under_the_same_condition(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch? batch = null;
        if (go)
            batch = socket.Receive(linear);
        _ = linear.Length;
        if (go)
            batch!.Release();
    }

    static void Released_under_another_condition(DevmemSocket socket, byte[] linear, bool go, bool stop)
    {
        FragmentBatch? batch = null;
        if (go)
            batch = socket.Receive(linear); //! DEVMEM001
        if (stop)
            batch?.Release();
    }

    static void Condition_changed_between(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch? batch = null;
        if (go)
            batch = socket.Receive(linear); //! DEVMEM001
        go = linear.Length > 3;
        if (go)
            batch?.Release();
    }

    static void Condition_negated_the_second_time(DevmemSocket socket, byte[] linear, bool skip)
    {
        FragmentBatch? batch = null;
        if (!skip)
            batch = socket.Receive(linear);
        if (skip)
            return;
        batch!.Release();
    }

    static void Coalescing_picks_the_other(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        FragmentBatch sure = batch ?? socket.Receive(linear);
        sure.Release();
    }

    static void Coalescing_and_forgetting(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        FragmentBatch sure = batch ?? socket.Receive(linear); //! DEVMEM001
        _ = sure.Count;
    }

    static void Coalescing_assignment(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        batch ??= socket.Receive(linear);
        batch.Release();
    }

    static void Coalescing_assignment_in_a_loop(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < rounds; i++)
            batch ??= socket.Receive(linear);
        batch?.Release();
    }

    static void Coalescing_assignment_never_released(DevmemSocket socket, byte[] linear, FragmentBatch? given)
    {
        FragmentBatch? batch = null;
        batch ??= socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static FragmentBatch Coalescing_throw(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        return batch ?? throw new InvalidOperationException();
    }

    static void As_operator(DevmemSocket socket, byte[] linear)
    {
        object box = socket.Receive(linear);
        (box as FragmentBatch)?.Release();
    }

    static void As_operator_to_an_interface(DevmemSocket socket, byte[] linear)
    {
        object box = socket.Receive(linear);
        (box as IDisposable)!.Dispose();
    }

    static void Conditional_access_on_a_sibling(DevmemSocket socket, byte[] linear, FragmentBatch? other)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        other?.Release();
    }

    static int Conditional_access_of_a_property_then_release(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        int count = batch?.Count ?? 0;
        batch?.Release();
        return count;
    }

    static void Reference_equals(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (ReferenceEquals(batch, null))
            return;
        batch.Release();
    }
}
