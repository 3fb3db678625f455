using System;
using System.IO;
using System.Threading.Tasks;
using Devmem;

internal static class Nested
{
    static void Inside_a_try(DevmemSocket socket, byte[] linear, Action work)
    {
        try
        {
            using FragmentBatch batch = socket.Receive(linear);
            work();
        }
        catch (IOException)
        {
            work();
        }
    }

    static void Around_a_try(DevmemSocket socket, byte[] linear, Action work)
    {
        using FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        catch (IOException)
        {
            return;
        }
    }

    static void Inner_batch_is_not_protected_by_the_outer_using(DevmemSocket socket, byte[] linear, Action work)
    {
        using (FragmentBatch outer = socket.Receive(linear))
        {
            FragmentBatch inner = socket.Receive(linear); //! DEVMEM004
            work();
            inner.Release();
        }
    }

    static void Using_over_something_else_protects_nothing(DevmemSocket socket, byte[] linear, IDisposable other)
    {
        using (other)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            _ = batch.Count;
        }
    }

    static void Dispose_of_something_else_may_throw(DevmemSocket socket, byte[] linear, Func<Stream> open)
    {
        using (Stream stream = open())
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }
    }

    static void Three_deep(DevmemSocket socket, byte[] linear, Action work)
    {
        using (FragmentBatch a = socket.Receive(linear))
        {
            using (FragmentBatch b = socket.Receive(linear))
            {
                using (FragmentBatch c = socket.Receive(linear))
                    work();
            }
        }
    }

    static void Copy_leaves_the_using(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch copy;
        using (FragmentBatch batch = socket.Receive(linear))
            copy = batch;
        _ = copy.Count; //! DEVMEM005
    }

    static void Fragment_leaves_the_using(DevmemSocket socket, byte[] linear)
    {
        Fragment fragment;
        using (FragmentBatch batch = socket.Receive(linear))
            fragment = batch[0];
        _ = fragment.Length; //! DEVMEM005
    }

    static void Length_leaves_the_using(DevmemSocket socket, byte[] linear)
    {
        int length;
        using (FragmentBatch batch = socket.Receive(linear))
            length = batch[0].Length;
        _ = length;
    }

    static DevmemToken Token_leaves_the_using_of_its_batch(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        return batch.Detach(0);
    }

    static void Variable_reassigned_under_a_using_of_its_first_value(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        using (batch)
        {
            batch = socket.Receive(linear); //! DEVMEM001
            _ = batch.Count;
        }
    }

    static void Variable_cleared_under_a_using_of_its_value(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = socket.Receive(linear);
        using (batch)
        {
            batch = null;
            work();
        }
    }

    static void Conditional_using_by_pattern(DevmemSocket socket, byte[] linear, Action work)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        if (batch is { } received)
        {
            using (received)
                work();
        }
    }

    static void Using_in_a_lambda(DevmemSocket socket, byte[] linear, Action work)
    {
        Action all = () =>
        {
            using FragmentBatch batch = socket.Receive(linear);
            work();
        };
        all();
    }

    static async Task Using_across_awaits(DevmemSocket socket, Memory<byte> linear, Task ready)
    {
        using (FragmentBatch batch = await socket.ReceiveAsync(linear))
        {
            await ready;
            await ready;
        }
    }

    static int Using_with_two_returns(DevmemSocket socket, byte[] linear, Func<int> work)
    {
        using FragmentBatch batch = socket.Receive(linear);
        if (batch.LinearBytes == 0)
            return 0;
        return work();
    }

    static void Using_in_a_loop_header_value(DevmemSocket socket, byte[] linear, Action work, int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            using (FragmentBatch batch = socket.Receive(linear))
            {
                if (batch.LinearBytes == 2)
                    break;
                if (batch.LinearBytes == 3)
                    continue;
            }

            work();
        }
    }

    static void Throw_inside_a_using(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        if (batch.LinearBytes == 0)
            throw new InvalidDataException();
    }

    static void Local_declared_before_the_using_of_its_sibling(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch first = socket.Receive(linear); //! DEVMEM004
        using FragmentBatch second = socket.Receive(linear);
        first.Release();
        work();
    }
}
