//# broken
using System;
using Devmem;

/// <summary>Half-typed code: what binds is judged as ever, what does not bind is left alone.</summary>
internal static class Broken
{
    static void Sound_method_beside_broken_ones(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void Sound_method_that_releases(DevmemSocket socket, byte[] linear) => socket.Receive(linear).Release();

    static void Misspelt_release(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Releas();
    }

    static void Missing_semicolon(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear)
        batch.Release();
    }

    static void Unfinished_member_access(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.
    }

    static void Unknown_type(DevmemSocket socket, byte[] linear)
    {
        Bundle batch = socket.Receive(linear);
        batch.Release();
    }

    static void Unfinished_if(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (
        batch.Release();
    }

    static void Wrong_number_of_arguments(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive();
        batch.Release();
    }

    static int Missing_return(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
    }

    static void Unclosed_block(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        {
            batch.Release();
    }
