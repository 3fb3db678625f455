using System;
using Devmem;

internal static class Patterns
{
    static void Type_and_property(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? received);
        if (received is FragmentBatch { Count: > 0 } batch)
            batch.Release();
    }

    static void Type_and_another_property(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? received); //! DEVMEM001
        if (received is FragmentBatch { LinearBytes: > 0 } batch)
            batch.Release();
    }

    static void Not_null_and(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is not null and not { Count: 0 })
            batch.Release();
    }

    static void Null_or_empty(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is null or { Count: 0 })
            return;
        batch.Release();
    }

    static void Null_or_short(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        if (batch is null or { LinearBytes: < 4 })
            return;
        batch.Release();
    }

    static void Null_or_at_the_end(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is null or { EndOfStream: true })
            return;
        batch.Release();
    }

    static void Null_or_not_at_the_end(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        if (batch is null or { EndOfStream: false })
            return;
        batch.Release();
    }

    static void Var_pattern(DevmemSocket socket, byte[] linear)
    {
        if (socket.Receive(linear) is var batch)
            batch.Release();
    }

    static void Var_pattern_with_a_condition(DevmemSocket socket, byte[] linear)
    {
        if (socket.Receive(linear) is var batch && batch.LinearBytes > 4) //! DEVMEM001
            batch.Release();
    }

    static void Var_pattern_with_a_condition_and_an_else(DevmemSocket socket, byte[] linear)
    {
        if (socket.Receive(linear) is var batch && batch.LinearBytes > 4)
            batch.Release();
        else
            batch.Dispose();
    }

    static void Inline_pattern_on_the_result(DevmemSocket socket, byte[] linear)
    {
        if (socket.Receive(linear) is { Count: > 0 } batch)
            batch.Release();
    }

    static void Inline_pattern_on_the_result_forgets_the_rest(DevmemSocket socket, byte[] linear)
    {
        if (socket.Receive(linear) is { LinearBytes: > 4 } batch) //! DEVMEM001
            batch.Release();
    }

    static int Switch_expression_on_the_batch(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        int size = batch switch
        {
            null => -1,
            { Count: 0 } => 0,
            { Count: var count } => count,
        };
        batch?.Release();
        return size;
    }

    static FragmentBatch? Switch_expression_hands_over(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        return batch switch
        {
            null => null,
            { Count: 0 } => null,
            var full => full,
        };
    }

    static FragmentBatch? Switch_expression_hands_over_only_the_large(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        return batch switch
        {
            { LinearBytes: > 100 } large => large,
            _ => null,
        };
    }

    static void Tuple_of_flag_and_batch(DevmemSocket socket, byte[] linear)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        if ((got, batch) is (true, { } received))
            received.Release();
    }

    static void Switch_on_two_flags(DevmemSocket socket, byte[] linear, bool keep)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch);
        switch (got, keep)
        {
            case (true, true):
                batch!.Release();
                break;
            case (true, false):
                batch!.Dispose();
                break;
            case (false, _):
                break;
        }
    }

    static void Switch_on_two_flags_with_a_hole(DevmemSocket socket, byte[] linear, bool keep)
    {
        bool got = socket.TryReceive(linear, out FragmentBatch? batch); //! DEVMEM001
        switch (got, keep)
        {
            case (true, true):
                break;
            case (true, false):
                batch!.Dispose();
                break;
            case (false, _):
                break;
        }
    }

    static void Constant_pattern_on_a_flag(DevmemSocket socket, byte[] linear)
    {
        switch (socket.TryReceive(linear, out FragmentBatch? batch))
        {
            case true:
                batch!.Release();
                break;
            case false:
                break;
        }
    }

    static void List_pattern_over_an_array(FragmentBatch[] batches)
    {
        if (batches is [var only])
            only.Release();
    }

    static void When_clause_decides(DevmemSocket socket, byte[] linear, bool deep)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (linear.Length)
        {
            case > 10 when deep:
                batch.Release();
                break;
            case > 10:
                break;
            default:
                batch.Release();
                break;
        }
    }
}
