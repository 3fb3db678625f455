using System;
using System.Collections.Generic;
using Devmem;

internal interface IAgenda
{
    void Later(Action action);
}

/// <summary>Bodies inside bodies are judged as if they stood alone.</summary>
internal static class Nested
{
    static void Throw_inside_a_local_function(DevmemSocket socket, byte[] linear, bool bad)
    {
        Work();

        void Work()
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (bad)
                throw new InvalidOperationException();
            batch.Release();
        }
    }

    static void Throw_inside_a_lambda(DevmemSocket socket, byte[] linear, bool bad)
    {
        Action work = () =>
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (bad)
                throw new InvalidOperationException();
            batch.Release();
        };
        work();
    }

    static void Throw_inside_an_escaping_lambda(DevmemSocket socket, byte[] linear, bool bad, IAgenda agenda)
    {
        agenda.Later(() =>
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (bad)
                throw new InvalidOperationException();
            batch.Release();
        });
    }

    static void Callee_throws_inside_a_local_function(DevmemSocket socket, byte[] linear)
    {
        Work();

        void Work()
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            Check(batch.Count);
            batch.Release();
        }
    }

    static void Callee_throws_inside_a_local_function_under_using(DevmemSocket socket, byte[] linear)
    {
        Work();

        void Work()
        {
            using FragmentBatch batch = socket.Receive(linear);
            Check(batch.Count);
        }
    }

    static void Callee_throws_inside_a_lambda(DevmemSocket socket, byte[] linear)
    {
        Action work = () =>
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            Check(batch.Count);
            batch.Release();
        };
        work();
    }

    static void Escaping_lambda_inside_a_lambda(DevmemSocket socket, byte[] linear, IAgenda agenda)
    {
        Action work = () => agenda.Later(() =>
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            _ = batch.Count;
        });
        work();
    }

    static void Escaping_lambda_inside_a_local_function(DevmemSocket socket, byte[] linear, IAgenda agenda)
    {
        Work();

        void Work()
        {
            agenda.Later(() =>
            {
                FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
                _ = batch.Count;
            });
        }
    }

    static void Escaping_lambda_inside_a_local_function_that_releases(DevmemSocket socket, byte[] linear, IAgenda agenda)
    {
        Work();

        void Work() => agenda.Later(() => socket.Receive(linear).Release());
    }

    static void Local_function_inside_an_escaping_lambda(DevmemSocket socket, byte[] linear, IAgenda agenda)
    {
        agenda.Later(() =>
        {
            Work();

            void Work()
            {
                FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
                _ = batch.Count;
            }
        });
    }

    static void Lambda_that_is_never_called_is_judged_too(DevmemSocket socket, byte[] linear)
    {
        Action work = () =>
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            _ = batch.Count;
        };
        _ = work;
    }

    static void Local_function_called_from_two_places(DevmemSocket socket, byte[] linear, bool twice)
    {
        Work();
        if (twice)
            Work();

        void Work()
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (batch.LinearBytes > 3)
                return;
            batch.Release();
        }
    }

    static void List_in_a_block_of_its_own(DevmemSocket socket, byte[] linear)
    {
        do
        {
            List<FragmentBatch> held = new() { socket.Receive(linear) };
            held[0].Release();
        }
        while (false);
    }

    static void Callee_of_the_callee_throws_inside_a_local_function(DevmemSocket socket, byte[] linear)
    {
        Work();

        void Work()
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            CheckTwice(batch.Count);
            batch.Release();
        }
    }

    private static void CheckTwice(int count) => Check(count * 2);

    private static void Check(int count)
    {
        if (count > 100)
            throw new InvalidOperationException();
    }
}
