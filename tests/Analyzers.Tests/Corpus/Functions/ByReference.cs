using Devmem;

/// <summary>A local function that gets a variable by reference works on the variable of each call.</summary>
internal static class ByReference
{
    static void Both_are_ended(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? first = socket.Receive(linear), second = null;
        try
        {
            second = socket.Receive(linear);
        }
        finally
        {
            End(ref first);
            End(ref second);
        }

        static void End(ref FragmentBatch? batch)
        {
            batch?.Dispose();
            batch = null;
        }
    }

    static void One_is_ended_twice(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch? first = socket.Receive(linear), second = null;
        try
        {
            second = socket.Receive(linear); //! DEVMEM001
        }
        finally
        {
            End(ref first);
            End(ref first);
        }

        static void End(ref FragmentBatch? batch)
        {
            batch?.Dispose();
            batch = null;
        }
    }
}
