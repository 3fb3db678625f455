using System;
using Devmem;

internal static class Discards
{
    static void Result_dropped(DevmemSocket socket, byte[] linear)
    {
        socket.Receive(linear); //! DEVMEM001
    }

    static void Result_discarded(DevmemSocket socket, byte[] linear)
    {
        _ = socket.Receive(linear); //! DEVMEM001
    }

    static void Out_discarded(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out _); //! DEVMEM001
    }

    static bool Out_discarded_in_a_condition(DevmemSocket socket, byte[] linear) => socket.TryReceive(linear, out _); //! DEVMEM001

    static int Only_a_member_is_kept(DevmemSocket socket, byte[] linear) => socket.Receive(linear).Count; //! DEVMEM001

    static void Released_in_the_chain(DevmemSocket socket, byte[] linear) => socket.Receive(linear).Release();

    static void Disposed_in_the_chain(DevmemSocket socket, byte[] linear) => socket.Receive(linear)?.Dispose();

    static int Only_a_fragment_is_kept(DevmemSocket socket, byte[] linear)
    {
        Fragment fragment = socket.Receive(linear)[0]; //! DEVMEM001
        return fragment.Length;
    }

    static void Detached_and_dropped(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        batch.Detach(0); //! DEVMEM001
    }

    static void Detached_and_discarded(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        _ = batch.Detach(0); //! DEVMEM001
    }

    static uint Detached_for_its_number(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        return batch.Detach(0).Value; //! DEVMEM001
    }

    static void Detached_and_released(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        batch.Detach(0).Release();
    }

    static void Batch_of_a_detached_token_is_dropped(DevmemSocket socket, byte[] linear)
    {
        DevmemToken token = socket.Receive(linear).Detach(0); //! DEVMEM001
        token.Release();
    }

    static void Overwritten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        batch = socket.Receive(linear);
        batch.Release();
    }

    static void Overwritten_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        batch = socket.Receive(linear);
        batch.Release();
    }

    static void Overwritten_with_null(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = socket.Receive(linear); //! DEVMEM001
        batch = null;
        batch?.Release();
    }

    static void Overwritten_while_another_name_holds_it(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = socket.Receive(linear);
        FragmentBatch kept = batch;
        batch = null;
        kept.Release();
    }

    static void Overwritten_in_one_arm(DevmemSocket socket, byte[] linear, bool again)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (again)
            batch = socket.Receive(linear);
        batch.Release();
    }

    static void Overwritten_by_its_own_copy(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        FragmentBatch same = batch;
        batch = same;
        batch.Release();
    }

    static void Overwritten_by_an_out_argument(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = socket.Receive(linear); //! DEVMEM001
        if (socket.TryReceive(linear, out batch))
            batch.Release();
    }

    static void Assignment_used_as_a_value(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        (batch = socket.Receive(linear)).Release();
    }

    static void Chained_assignment(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch first, second;
        first = second = socket.Receive(linear);
        second.Release();
    }

    static void Chained_assignment_never_released(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch first, second;
        first = second = socket.Receive(linear); //! DEVMEM001
        _ = first.Count + second.Count;
    }
}
