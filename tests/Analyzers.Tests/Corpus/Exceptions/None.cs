//# devmem.exceptions = none
using System;
using System.IO;
using Devmem;

/// <summary>Calls are taken not to throw; a throw that is written here still leaves.</summary>
internal static class None
{
    static void Call_between(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch batch = socket.Receive(linear);
        work();
        batch.Release();
    }

    static void Throw_between(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (bad)
            throw new InvalidOperationException();
        batch.Release();
    }

    static void Throw_caught_here(DevmemSocket socket, byte[] linear, bool bad)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            if (bad)
                throw new IOException();
        }
        catch (IOException)
        {
            _ = batch.Count;
        }

        batch.Release();
    }

    static void Two_at_once(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch first = socket.Receive(linear);
        FragmentBatch second = socket.Receive(linear);
        first.Release();
        second.Release();
    }

    static void Two_at_once_one_forgotten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch first = socket.Receive(linear); //! DEVMEM001
        FragmentBatch second = socket.Receive(linear);
        second.Release();
        _ = first.Count;
    }

    static void Binding_between(DevmemDevice device, Dmabuf dmabuf, Action work)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        work();
        binding.Unbind();
    }

    static async System.Threading.Tasks.Task Await_between(DevmemSocket socket, byte[] linear, System.Threading.Tasks.Task ready)
    {
        FragmentBatch batch = socket.Receive(linear);
        await ready;
        batch.Release();
    }

    static void Switch_expression_without_a_default(DevmemSocket socket, byte[] linear, bool left)
    {
        FragmentBatch batch = socket.Receive(linear);
        int weight = left switch { true => 1, false => 2 };
        batch.Release();
        _ = weight;
    }

    static void Unsafe_order_does_not_matter(DevmemSocket socket, byte[] linear, Action work)
    {
        FragmentBatch? batch = null;
        try
        {
            work();
            batch = socket.Receive(linear);
        }
        finally
        {
            batch?.Release();
        }
    }
}
