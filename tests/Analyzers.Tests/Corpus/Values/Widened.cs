using System;
using Devmem;

/// <summary>A handle in a variable of a wider type is still what it is, and a test of its type has one answer.</summary>
internal static class Widened
{
    static void Tested_for_what_it_implements(DevmemSocket socket, byte[] linear)
    {
        object held = socket.Receive(linear);
        if (held is IDisposable disposable)
            disposable.Dispose();
    }

    static void Tested_for_what_it_does_not_implement(DevmemSocket socket, byte[] linear)
    {
        object held = socket.Receive(linear); //! DEVMEM001
        if (held is IAsyncDisposable and IDisposable disposable)
            disposable.Dispose();
    }

    static void Cast_in_a_finally(DevmemSocket socket, byte[] linear)
    {
        object? held = null;
        try
        {
            held = socket.Receive(linear);
        }
        finally
        {
            (held as IDisposable)?.Dispose();
        }
    }

    static void In_a_switch(DevmemSocket socket, byte[] linear)
    {
        object held = socket.Receive(linear);
        switch (held)
        {
            case IDisposable disposable:
                disposable.Dispose();
                break;
            default:
                throw new InvalidOperationException();
        }
    }

    static void Left_where_it_is_not(DevmemSocket socket, byte[] linear)
    {
        object held = socket.Receive(linear);
        if (held is not IDisposable disposable)
            return;
        disposable.Dispose();
    }

    static void Another_is_tested(DevmemSocket socket, byte[] linear, object other)
    {
        object held = socket.Receive(linear); //! DEVMEM001
        if (other is IDisposable)
            ((IDisposable)held).Dispose();
    }
}
