//# devmem.exceptions = none
using System.Collections.Generic;
using Devmem;

/// <summary>Numbers and truth values that may be null: null and 0 are two things, and so are null and false.</summary>
internal static class NullableNumbers
{
    static void Work(int n)
    {
    }

    static void False_is_a_value(DevmemSocket socket, byte[] linear, bool? answer)
    {
        var batch = socket.Receive(linear); //! DEVMEM001
        if (answer.HasValue && !answer.Value)
            return;
        batch.Release();
    }

    static void Zero_is_a_value(DevmemSocket socket, byte[] linear, int? count)
    {
        var batch = socket.Receive(linear); //! DEVMEM001
        if (count.HasValue && count.Value == 0)
            return;
        batch.Release();
    }

    static void Zero_as_a_pattern(DevmemSocket socket, byte[] linear, int? count)
    {
        var batch = socket.Receive(linear); //! DEVMEM001
        if (count is 0)
            return;
        batch.Release();
    }

    static void Zero_under_another_name(DevmemSocket socket, byte[] linear, int? count)
    {
        var batch = socket.Receive(linear); //! DEVMEM001
        if (count is { } known && known == 0)
            return;
        batch.Release();
    }

    static void Not_null_and_false(DevmemSocket socket, byte[] linear, bool? answer)
    {
        var batch = socket.Receive(linear); //! DEVMEM001
        if (answer != null && answer == false)
            return;
        batch.Release();
    }

    static void Set_to_false(DevmemSocket socket, byte[] linear, int n)
    {
        bool? done = null;
        var batch = socket.Receive(linear); //! DEVMEM001
        if (n > 3)
            done = false;
        if (done.HasValue)
            return;
        batch.Release();
    }

    static void Set_to_zero(DevmemSocket socket, byte[] linear)
    {
        int? first = 0;
        var batch = socket.Receive(linear); //! DEVMEM001
        if (first.HasValue)
            return;
        batch.Release();
    }

    static void Coalesced(DevmemSocket socket, byte[] linear, bool? answer)
    {
        var batch = socket.Receive(linear); //! DEVMEM001
        if (answer ?? true)
            return;
        batch.Release();
    }

    static void Coalesced_the_same_way(DevmemSocket socket, byte[] linear, bool? answer)
    {
        FragmentBatch? batch = null;
        if (answer ?? false)
            batch = socket.Receive(linear);
        Work(1);
        if (answer == true)
            batch!.Release();
    }

    static void True_three_ways(DevmemSocket socket, byte[] linear, bool? answer)
    {
        FragmentBatch? batch = null;
        if (answer == true)
            batch = socket.Receive(linear);
        else if (answer == false)
            Work(1);
        if (answer is true)
            Work(2);
        if (answer.HasValue && answer.Value)
            batch!.Release();
    }

    static void The_default_of_none_is_false(DevmemSocket socket, byte[] linear, bool? answer)
    {
        FragmentBatch? batch = null;
        if (answer.HasValue && answer.Value)
            batch = socket.Receive(linear);
        if (answer.GetValueOrDefault())
            batch!.Release();
    }

    static void Has_value_is_not_true(DevmemSocket socket, byte[] linear, bool? answer)
    {
        FragmentBatch? batch = null;
        if (answer.HasValue)
            batch = socket.Receive(linear); //! DEVMEM001
        if (answer == true)
            batch!.Release();
    }

    static void A_value_that_is_taken_out(DevmemSocket socket, byte[] linear, int? count)
    {
        FragmentBatch? batch = null;
        if (count is { } known && known > 3)
            batch = socket.Receive(linear);
        if (count is > 3)
            batch!.Release();
    }

    static void Any_value(DevmemSocket socket, byte[] linear, int? count)
    {
        FragmentBatch? batch = null;
        if (count is { } known)
        {
            batch = socket.Receive(linear);
            Work(known);
        }

        if (count != null)
            batch!.Release();
    }

    static void More_than_null_is_never(DevmemSocket socket, byte[] linear, int? count)
    {
        FragmentBatch? batch = null;
        if (count > 3)
            batch = socket.Receive(linear);
        if (count is null)
            return;
        if (count.Value > 3)
            batch!.Release();
    }

    static void Nothing_there_is_not_zero(DevmemSocket socket, byte[] linear, List<int>? items)
    {
        var batch = socket.Receive(linear);
        if (items?.Count > 0)
        {
            batch.Release();
            return;
        }

        Work(1);
        batch.Release();
    }

    static void The_count_of_nothing(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        if (socket.TryReceive(linear, out var got))
            batch = got;
        if (batch?.Count == 0)
            return;
        batch?.Release();
    }
}
