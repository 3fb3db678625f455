using System;
using System.Collections.Generic;
using Devmem;

internal interface IRegistry
{
    void Register(Action action);

    event Action? Closed;
}

internal static class Closures
{
    static void Event_handler_releases(DevmemSocket socket, byte[] linear, IRegistry registry)
    {
        FragmentBatch batch = socket.Receive(linear);
        registry.Closed += () => batch.Release();
    }

    static void Event_handler_only_reads(DevmemSocket socket, byte[] linear, IRegistry registry)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        registry.Closed += () => Console.WriteLine(batch.Count);
    }

    static void Lambda_in_each_round(DevmemSocket socket, byte[] linear, int rounds, IRegistry registry)
    {
        for (int i = 0; i < rounds; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            registry.Register(() => batch.Release());
        }
    }

    static void Lambda_called_under_a_finally(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = () => batch.Dispose();
        try
        {
            work();
        }
        finally
        {
            end();
        }
    }

    static void Lambda_called_after_a_call_that_may_throw(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Action end = () => batch.Dispose();
        work();
        end();
    }

    static void Lambda_with_a_hole(DevmemSocket socket, byte[] linear, bool keep)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        Action end = () =>
        {
            if (!keep)
                batch.Release();
        };
        end();
    }

    static void Lambda_chosen_among_two(DevmemSocket socket, byte[] linear, bool quick)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = quick ? () => batch.Release() : () => batch.Dispose();
        end();
    }

    static void Lambda_replaced_before_it_is_called(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        Action end = () => batch.Release();
        end = () => _ = batch.Count;
        end();
    }

    static void Parameter_shadows_nothing(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action<FragmentBatch> end = static one => one.Release();
        end(batch);
    }

    static void Returned_by_a_lambda_that_is_called(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Func<FragmentBatch> get = () => batch;
        get().Release();
    }

    static void Nested_lambdas(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action outer = () =>
        {
            Action inner = () => batch.Release();
            inner();
        };
        outer();
    }

    static void Nested_lambdas_inner_never_called(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        Action outer = () =>
        {
            Action inner = () => batch.Release();
            _ = inner;
        };
        outer();
    }

    static void Local_function_as_a_delegate(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Action end = End;
        end();

        void End() => batch.Release();
    }

    static void Local_function_passed_on(DevmemSocket socket, byte[] linear, IRegistry registry)
    {
        FragmentBatch batch = socket.Receive(linear);
        registry.Register(End);

        void End() => batch.Release();
    }

    static void Captured_variable_released_here_after_the_lambda_read_it(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Func<int> count = () => batch.Count;
        int n = count();
        batch.Release();
        _ = n;
    }

    static void Captured_variable_read_by_the_lambda_after_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Func<int> count = () => batch.Count; //~ DEVMEM005
        batch.Release();
        _ = count();
    }
}
