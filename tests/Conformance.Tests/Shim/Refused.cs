extern alias Real;

using System;

namespace Devmem;

/// <summary>Calls that the runtime refuses, because the program misuses what they are made on.</summary>
internal static class Refused
{
    /// <summary>The runtime must refuse: the books count it.</summary>
    internal static void Expect(Action call)
    {
        try
        {
            call();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException)
        {
            return;
        }

        throw new InvalidOperationException("The runtime did not refuse a second release.");
    }

    /// <summary>The runtime may refuse: a return after the close, or through a socket that cannot.</summary>
    internal static void Allow(Action call)
    {
        try
        {
            call();
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException or Real::Devmem.DevmemException)
        {
            // Noted where it was done: at the close, or at the release through another socket.
        }
    }
}
