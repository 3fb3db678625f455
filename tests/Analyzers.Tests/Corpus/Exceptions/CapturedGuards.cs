//# rules = DEVMEM001 DEVMEM004
using System;
using Devmem;

/// <summary>A parameter beside the name of a type decides whether its methods throw, and no argument of a call does.</summary>
class Guarded(bool strict, object? limit)
{
    public void Check()
    {
        if (strict)
            throw new InvalidOperationException();
    }

    public void Compare(int length) => _ = limit ?? throw new InvalidOperationException(length.ToString());

    public static void Given(bool isBad)
    {
        if (isBad)
            throw new InvalidOperationException();
    }
}

static class CapturedGuards
{
    static void Depends_on_the_object(DevmemSocket socket, byte[] linear, Guarded guarded)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        guarded.Check();
        batch.Release();
    }

    static void Depends_on_the_object_and_not_on_the_argument(DevmemSocket socket, byte[] linear, Guarded guarded)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        guarded.Compare(1);
        batch.Release();
    }

    static void Depends_on_the_argument(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        Guarded.Given(false);
        batch.Release();
    }
}
