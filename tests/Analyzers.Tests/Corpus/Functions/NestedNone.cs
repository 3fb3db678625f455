//# devmem.exceptions = none
using System;
using Devmem;

/// <summary>Also where calls are taken not to throw, a throw that is written in a nested body leaves that body.</summary>
internal static class NestedNone
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

    static void Call_inside_a_local_function(DevmemSocket socket, byte[] linear, Action work)
    {
        Work();

        void Work()
        {
            FragmentBatch batch = socket.Receive(linear);
            work();
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
}
