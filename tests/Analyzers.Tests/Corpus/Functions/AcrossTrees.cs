//# tree = Callers.cs
using System;
using Devmem;

internal static partial class AcrossTrees
{
    static void Released_in_another_file(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        End(batch);
    }

    static void Only_looked_at_in_another_file(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = Look(batch);
    }

    static void Fetched_in_another_file(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = Fetch(socket, linear);
    }

    static void Fetched_in_another_file_and_forgotten(DevmemSocket socket, byte[] linear)
    {
        _ = Fetch(socket, linear).Count; //! DEVMEM001
    }

    static void Throws_in_another_file(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Check(batch.Count);
        batch.Release();
    }

    static void Throws_in_another_file_inside_a_local_function(DevmemSocket socket, byte[] linear)
    {
        Work();

        void Work()
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            Check(batch.Count);
            batch.Release();
        }
    }

    static partial void Extended(DevmemSocket socket, byte[] linear);

    static void Partial_method_is_called(DevmemSocket socket, byte[] linear) => Extended(socket, linear);

    static partial void EndPartially(FragmentBatch batch);

    static void Released_by_a_partial_method(DevmemSocket socket, byte[] linear) => EndPartially(socket.Receive(linear));

    static partial void NeverImplemented(FragmentBatch batch);

    static void Partial_method_without_a_body_is_no_call(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        NeverImplemented(batch);
        batch.Release();
    }
}
//# tree = Callees.cs
using System;
using Devmem;

internal static partial class AcrossTrees
{
    private static void End(FragmentBatch batch) => batch.Release();

    private static int Look(FragmentBatch batch) => batch.Count;

    private static FragmentBatch Fetch(DevmemSocket socket, byte[] linear) => socket.Receive(linear);

    private static void Check(int count)
    {
        if (count > 100)
            throw new InvalidOperationException();
    }

    static partial void Extended(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static partial void EndPartially(FragmentBatch batch) => batch.Release();
}
