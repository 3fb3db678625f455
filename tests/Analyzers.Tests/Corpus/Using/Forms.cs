using System;
using Devmem;

internal static class Forms
{
    static void Declaration(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch batch = socket.Receive(linear);
        work();
    }

    static void Statement(DevmemSocket socket, byte[] linear, Action work)
    {
        using (FragmentBatch batch = socket.Receive(linear))
        {
            work();
        }
    }

    static void Expression(DevmemSocket socket, byte[] linear, Action work)
    {
        using (socket.Receive(linear))
            work();
    }

    static void Expression_over_a_local(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        using (batch)
            work();
    }

    static void Expression_over_a_local_comes_too_late(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        work();
        using (batch)
            work();
    }

    static void Declaration_over_a_local(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        using FragmentBatch same = batch;
        work();
    }

    static void Discarded_resource(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch _ = socket.Receive(linear);
        work();
    }

    static void Two_in_one_declaration(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch first = socket.Receive(linear), second = socket.Receive(linear);
        work();
    }

    static void Two_statements_stacked(DevmemSocket socket, byte[] linear, Action work)
    {
        using (FragmentBatch first = socket.Receive(linear))
        using (FragmentBatch second = socket.Receive(linear))
            work();
    }

    static void Only_the_first_is_used(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch first = socket.Receive(linear);
        FragmentBatch second = socket.Receive(linear); //! DEVMEM001
        work();
    }

    static void Token_in_a_declaration(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch batch = socket.Receive(linear);
        using DevmemToken token = batch.Detach(0);
        work();
    }

    static void Token_in_a_statement(DevmemSocket socket, byte[] linear, Action work)
    {
        using (FragmentBatch batch = socket.Receive(linear))
        using (batch.Detach(0))
            work();
    }

    static void Null_resource_is_fine(DevmemSocket socket, byte[] linear, bool go, Action work)
    {
        using FragmentBatch? batch = go ? socket.Receive(linear) : null;
        work();
    }

    static void Conditional_acquisition_of_either(DevmemSocket first, DevmemSocket second, byte[] linear, bool left, Action work)
    {
        using FragmentBatch batch = left ? first.Receive(linear) : second.Receive(linear);
        work();
    }

    static int Return_inside(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        return batch.Count;
    }

    static FragmentBatch Returned_out_of_its_using(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        return batch; //~ DEVMEM005
    }

    static void Released_early_inside(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch batch = socket.Receive(linear);
        work();
        batch.Release();
        work();
    }

    static void Used_after_its_block(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        using (batch)
        {
            _ = batch.Count;
        }

        _ = batch.LinearBytes; //! DEVMEM005
    }

    static void Released_after_its_block(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        using (batch)
        {
            _ = batch.Count;
        }

        batch.Release(); //! DEVMEM006
    }

    static void Try_receive_with_using_over_the_out(DevmemSocket socket, byte[] linear, Action work)
    {
        if (socket.TryReceive(linear, out FragmentBatch? batch))
        {
            using (batch)
                work();
        }
    }

    static void Using_over_a_nullable_out(DevmemSocket socket, byte[] linear, Action work)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        using (batch)
            work();
    }

    static void Using_in_a_loop(DevmemSocket socket, byte[] linear, Action work)
    {
        while (true)
        {
            using FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                break;
            if (batch.LinearBytes > 4)
                continue;
            work();
        }
    }

    static void Using_in_a_switch_section(DevmemSocket socket, byte[] linear, int kind, Action work)
    {
        switch (kind)
        {
            case 0:
            {
                using FragmentBatch batch = socket.Receive(linear);
                work();
                break;
            }

            case 1:
                FragmentBatch other = socket.Receive(linear); //! DEVMEM004
                work();
                other.Release();
                break;
        }
    }

    static void Using_over_an_interface(DevmemSocket socket, byte[] linear, Action work)
    {
        using IDisposable batch = socket.Receive(linear);
        work();
    }

    static void Using_over_a_boxed_token(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch batch = socket.Receive(linear);
        using IDisposable token = batch.Detach(0);
        work();
    }
}
