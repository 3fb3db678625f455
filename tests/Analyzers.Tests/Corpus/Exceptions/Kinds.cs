using System;
using System.Diagnostics.CodeAnalysis;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>What a callee throws, and with which argument alone, is read from its body: a handler for that type is enough, and one for another is not.</summary>
internal static class Kinds
{
    private sealed class Malformed : FormatException;

    private static void CheckHeader(byte[] linear)
    {
        if (linear.Length == 0)
            throw new Malformed();
    }

    private static void CheckAll(byte[] linear)
    {
        CheckHeader(linear);
        if (linear.Length > 64)
            throw new ArgumentException("too long");
    }

    private static void Retried(byte[] linear)
    {
        try
        {
            CheckHeader(linear);
        }
        catch (Malformed)
        {
            if (linear.Length > 1)
                throw;
        }
    }

    private static void Wrapped(byte[] linear)
    {
        try
        {
            CheckAll(linear);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException("wrapped", e);
        }
    }

    private static void Ensure([DoesNotReturnIf(false)] bool condition)
    {
        if (!condition)
            throw new InvalidOperationException();
    }

    private static void NotNull(object? value) => _ = value ?? throw new ArgumentNullException(nameof(value));

    private static int Measured(FragmentBatch? batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        NotNull(batch);
        return batch.Count;
    }

    private static void Reassigned(object? value)
    {
        value = AppContext.GetData("key");
        if (value is null)
            throw new InvalidOperationException();
    }

    private static async Task LaterAsync()
    {
        await Task.Yield();
        throw new FormatException();
    }

    static void The_type_of_a_callee_is_caught(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            CheckHeader(linear);
        }
        catch (FormatException)
        {
        }

        batch.Release();
    }

    static void One_of_two_types_is_caught(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            CheckAll(linear);
        }
        catch (FormatException)
        {
        }

        batch.Release();
    }

    static void Both_types_are_caught(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            CheckAll(linear);
        }
        catch (FormatException)
        {
        }
        catch (ArgumentException)
        {
        }

        batch.Release();
    }

    static void What_a_handler_throws_again_is_caught(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            Retried(linear);
        }
        catch (Malformed)
        {
        }

        batch.Release();
    }

    static void The_wrapped_type_is_another(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            Wrapped(linear);
        }
        catch (ArgumentException)
        {
        }

        batch.Release();
    }

    static void An_assertion_about_the_result(DevmemSocket socket, byte[] linear)
    {
        socket.TryReceive(linear, out FragmentBatch? batch);
        Ensure(batch != null);
        batch.Release();
    }

    static void An_assertion_about_something_else(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Ensure(linear.Length > 3);
        batch.Release();
    }

    static void A_null_check_of_the_handle_itself(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Measured(batch);
        batch.Release();
    }

    static void A_null_check_of_another(DevmemSocket socket, byte[] linear, object? other)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        NotNull(other);
        batch.Release();
    }

    static void A_check_of_what_the_callee_put_there(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Reassigned(batch);
        batch.Release();
    }

    static void Cancellation_alone_is_caught(DevmemSocket socket, byte[] linear, CancellationToken cancellation)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            cancellation.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException)
        {
        }

        batch.Release();
    }

    static Task An_async_callee_throws_when_it_is_awaited(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Task later = LaterAsync();
        batch.Release();
        return later;
    }

    static async Task An_async_callee_that_is_awaited(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        await LaterAsync();
        batch.Release();
    }

    static void A_filter_and_a_handler_for_what_it_refuses(DevmemSocket socket, byte[] linear, Action<byte[]> parse)
    {
        FragmentBatch batch = socket.Receive(linear);
        try
        {
            parse(linear);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            batch.Release();
            throw;
        }
        catch (OperationCanceledException)
        {
            batch.Release();
            return;
        }

        batch.Release();
    }

    static void A_filter_and_a_handler_for_something_else(DevmemSocket socket, byte[] linear, Action<byte[]> parse)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        try
        {
            parse(linear);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            batch.Release();
            throw;
        }
        catch (FormatException)
        {
            batch.Release();
            return;
        }

        batch.Release();
    }
}
