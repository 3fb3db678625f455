using System;
using Devmem;

/// <summary>A local function or lambda beside the value it made, or captured, must not cost the hand-over of that value.</summary>
internal static class NamesAfterwards
{
    static FragmentBatch? Made_by_a_local_function_and_returned(DevmemSocket socket, byte[] linear, bool keep)
    {
        FragmentBatch Next() => socket.Receive(linear);
        FragmentBatch batch = Next();
        if (keep)
            return batch;
        batch.Release();
        return null;
    }

    static FragmentBatch? Made_by_a_lambda_and_returned(DevmemSocket socket, byte[] linear, bool keep)
    {
        Func<FragmentBatch> next = () => socket.Receive(linear);
        FragmentBatch batch = next();
        if (keep)
            return batch;
        batch.Release();
        return null;
    }

    static FragmentBatch? Made_by_a_lambda_and_returned_or_lost(DevmemSocket socket, byte[] linear, bool keep)
    {
        Func<FragmentBatch> next = () => socket.Receive(linear);
        FragmentBatch batch = next(); //! DEVMEM001
        if (keep)
            return batch;
        return null;
    }

    static FragmentBatch? Released_by_a_local_function_or_returned(DevmemSocket socket, byte[] linear, bool keep)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (keep)
            return batch;
        End();
        return null;

        void End() => batch.Release();
    }

    static FragmentBatch Released_by_a_local_function_when_work_throws(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
            return batch;
        }
        catch
        {
            End();
            throw;
        }

        void End() => batch.Release();
    }

    static FragmentBatch Returned_out_of_a_loop_beside_a_local_function(DevmemSocket socket, byte[] linear)
    {
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.LinearBytes > 3)
                return batch;
            End();

            void End() => batch.Release();
        }
    }

    static (FragmentBatch, int) Returned_in_a_tuple_beside_a_lambda(DevmemSocket socket, byte[] linear)
    {
        Func<FragmentBatch> next = () => socket.Receive(linear);
        FragmentBatch batch = next();
        return (batch, 1);
    }

    static void Stored_beside_a_lambda(DevmemSocket socket, byte[] linear, System.Collections.Generic.List<FragmentBatch> sink)
    {
        Func<FragmentBatch> next = () => socket.Receive(linear);
        FragmentBatch batch = next();
        sink.Add(batch);
    }

    static void Invoked_where_it_stands(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        ((Action)(() => batch.Release()))();
    }

    static void Invoked_where_it_stands_and_released_again(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        ((Action)(() => batch.Release()))();
        batch.Release(); //! DEVMEM006
    }
}
