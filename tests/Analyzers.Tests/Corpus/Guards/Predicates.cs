using System;
using Devmem;

/// <summary>A method that tells whether a batch is empty tells its caller as much as the test in its body would.</summary>
internal static class Predicates
{
    private static bool IsEmpty(this FragmentBatch batch) => batch.Count == 0;

    private static bool HasData(FragmentBatch? batch) => batch is not null && batch.Count > 0;

    private static bool IsLarge(FragmentBatch batch) => batch.Count > 3;

    private static bool IsNothing(FragmentBatch? batch)
    {
        if (batch is null)
            return true;
        return batch.EndOfStream || batch.Count == 0;
    }

    private static void ReleaseUnlessEmpty(FragmentBatch batch)
    {
        if (batch.Count != 0)
            batch.Release();
    }

    static void Nothing_to_release_when_empty(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (batch.IsEmpty())
            return;
        batch.Release();
    }

    static void Released_only_when_empty(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (!batch.IsEmpty())
            return;
        batch.Release();
    }

    static void Released_when_it_has_data(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (HasData(batch))
            batch.Release();
    }

    static void Released_when_it_is_large(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (IsLarge(batch))
            batch.Release();
    }

    static void The_answer_is_kept_for_later(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        bool empty = batch.IsEmpty();
        int sum = linear.Length + 1;
        if (!empty && sum > 0)
            batch.Release();
        else if (!empty)
            batch.Release();
    }

    static void Null_or_ended_or_empty(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (IsNothing(batch))
            return;
        batch!.Release();
    }

    static void A_helper_that_leaves_the_empty_alone(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        ReleaseUnlessEmpty(batch);
    }

    static void A_helper_that_leaves_the_empty_alone_and_a_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        ReleaseUnlessEmpty(batch);
        batch.Release(); //! DEVMEM006
    }
}
