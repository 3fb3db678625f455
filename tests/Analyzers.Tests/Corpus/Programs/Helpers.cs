//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM013 DEVMEM017
using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>Helpers that are given a lambda and only call it.</summary>
internal static class Retry
{
    public static T Run<T>(Func<T> action, int attempts)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return action();
            }
            catch (IOException) when (i < attempts)
            {
                Thread.Sleep(i);
            }
        }
    }

    public static async Task<T> RunAsync<T>(Func<Task<T>> action, int attempts)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return await action();
            }
            catch (IOException) when (i < attempts)
            {
                await Task.Delay(i);
            }
        }
    }

    public static void With(FragmentBatch batch, Action<FragmentBatch> action)
    {
        try
        {
            action(batch); //! DEVMEM013
        }
        finally
        {
            batch.Dispose();
        }
    }

    public static void Locked(object gate, Action action)
    {
        lock (gate)
            action();
    }
}

internal static class RetryingClient
{
    static void Right(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = Retry.Run(() => socket.Receive(linear), 3);
        try
        {
            Console.WriteLine(batch.Count);
        }
        finally
        {
            batch.Release();
        }
    }

    static void Forgotten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = Retry.Run(() => socket.Receive(linear), 3); //! DEVMEM001
        Console.WriteLine(batch.LinearBytes);
    }

    static async Task Async_right(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = await Retry.RunAsync(async () => await socket.ReceiveAsync(linear), 3);
        Console.WriteLine(batch.Count);
    }

    static async Task Async_forgotten(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = await Retry.RunAsync(async () => await socket.ReceiveAsync(linear), 3); //! DEVMEM001
        Console.WriteLine(batch.LinearBytes);
    }

    static void Lost_between_attempts(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                batch = socket.Receive(linear); //! DEVMEM004
                Check(batch);
                break;
            }
            catch (IOException)
            {
            }
        }

        batch?.Dispose();
    }

    static void Released_between_attempts(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? batch = null;
        for (int i = 0; i < 3; i++)
        {
            try
            {
                batch = socket.Receive(linear);
                Check(batch);
                break;
            }
            catch
            {
                batch?.Dispose();
                batch = null;
            }
        }

        batch?.Dispose();
    }

    static void Under_a_lock(DevmemSocket socket, byte[] linear, object gate)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            Retry.Locked(gate, () => Console.WriteLine(batch.Count));
        }
        finally
        {
            batch.Release();
        }
    }

    static void Released_under_a_lock(DevmemSocket socket, byte[] linear, object gate)
    {
        FragmentBatch batch = socket.Receive(linear);
        Retry.Locked(gate, () => batch.Release());
    }

    static void Released_under_a_lock_and_again(DevmemSocket socket, byte[] linear, object gate)
    {
        FragmentBatch batch = socket.Receive(linear);
        Retry.Locked(gate, () => batch.Release());
        batch.Release(); //! DEVMEM006
    }

    static void With_a_callback(DevmemSocket socket, byte[] linear) => Retry.With(socket.Receive(linear), batch => Console.WriteLine(batch.Count));

    private static void Check(FragmentBatch batch)
    {
        if (batch.Count == 7)
            throw new IOException("seven");
    }
}
