using System;
using System.Collections.Generic;
using Devmem;

internal static class LocalFunctions
{
    static void Called_once(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        End();

        void End() => batch.Release();
    }

    static void Never_called(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;

#pragma warning disable CS8321
        void End() => batch.Release();
#pragma warning restore CS8321
    }

    static void Called_on_one_path(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (go)
            End();

        void End() => batch.Release();
    }

    static void Called_on_both_paths(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (go)
        {
            End();
            return;
        }

        End();

        void End() => batch.Release();
    }

    static void Called_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        End();
        End();

        void End() => batch.Release(); //~ DEVMEM006
    }

    static void Called_in_a_finally(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            work();
        }
        finally
        {
            End();
        }

        void End() => batch.Dispose();
    }

    static void Parameter_released(DevmemSocket socket, byte[] linear)
    {
        End(socket.Receive(linear));

        static void End(FragmentBatch batch) => batch.Release();
    }

    static void Parameter_only_read(DevmemSocket socket, byte[] linear)
    {
        _ = Count(socket.Receive(linear)); //! DEVMEM001

        static int Count(FragmentBatch batch) => batch.Count;
    }

    static void Parameter_released_sometimes(DevmemSocket socket, byte[] linear, bool go)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        End(batch, go);

        static void End(FragmentBatch batch, bool go)
        {
            if (go)
                batch.Release();
        }
    }

    static void Result_owned(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = Next();

        FragmentBatch Next() => socket.Receive(linear);
    }

    static void Result_lost(DevmemSocket socket, byte[] linear)
    {
        _ = Next().Count; //! DEVMEM001

        FragmentBatch Next() => socket.Receive(linear);
    }

    static void Result_is_its_argument(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Same(batch).Release();

        static FragmentBatch Same(FragmentBatch batch) => batch;
    }

    static void Result_is_its_argument_and_lost(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = Same(batch).Count;

        static FragmentBatch Same(FragmentBatch batch) => batch;
    }

    static void Assigns_the_captured_variable(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        Fetch();
        batch?.Release();

        void Fetch() => batch = socket.Receive(linear);
    }

    static void Reads_the_captured_variable(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        int count = Weigh();
        batch.Release();
        _ = count;

        int Weigh() => batch.Count + batch.LinearBytes;
    }

    static void Reads_the_captured_variable_and_may_throw(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        int count = Weigh();
        batch.Release();
        _ = count;

        int Weigh() => batch.Count > 3 ? batch.Count : throw new InvalidOperationException();
    }

    static void Recursive_release(DevmemSocket socket, byte[] linear, int depth)
    {
        FragmentBatch batch = socket.Receive(linear);
        End(depth);

        void End(int level)
        {
            if (level <= 0)
                batch.Release();
            else
                End(level - 1);
        }
    }

    static void Leak_inside(DevmemSocket socket, byte[] linear, bool keep)
    {
        Work();

        void Work()
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            if (!keep)
                batch.Release();
        }
    }

    static void Leak_inside_a_nested_one(DevmemSocket socket, byte[] linear)
    {
        Outer();

        void Outer()
        {
            Inner();

            void Inner() => _ = socket.Receive(linear).Count; //! DEVMEM001
        }
    }

    static void Out_of_a_local_function(DevmemSocket socket, byte[] linear)
    {
        Fetch(out FragmentBatch batch);
        batch.Release();

        void Fetch(out FragmentBatch result) => result = socket.Receive(linear);
    }

    static void Try_local_function(DevmemSocket socket, byte[] linear)
    {
        if (Fetch(out FragmentBatch? batch))
            batch.Release();

        bool Fetch([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out FragmentBatch? result) => socket.TryReceive(linear, out result);
    }

    static void Never_returning_local_function(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (bad)
        {
            batch.Release();
            Fail();
        }
        else
        {
            batch.Release();
        }

        static void Fail() => throw new InvalidOperationException();
    }
}
