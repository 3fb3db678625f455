using System;
using Devmem;

internal static class Gotos
{
    static void To_the_release(DevmemSocket socket, byte[] linear, bool quick)
    {
        FragmentBatch batch = socket.Receive(linear);
        if (quick)
            goto done;
        _ = batch.Count;
    done:
        batch.Release();
    }

    static void Past_the_release(DevmemSocket socket, byte[] linear, bool quick)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (quick)
            goto done;
        batch.Release();
    done:
        _ = linear.Length;
    }

    static void Back_over_the_acquisition(DevmemSocket socket, byte[] linear, int tries)
    {
    again:
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        if (--tries > 0)
            goto again;
        batch.Release();
    }

    static void Back_over_the_acquisition_after_release(DevmemSocket socket, byte[] linear, int tries)
    {
    again:
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        if (--tries > 0)
            goto again;
    }

    static void Back_between_acquisition_and_release(DevmemSocket socket, byte[] linear, int tries)
    {
        FragmentBatch batch = socket.Receive(linear);
    again:
        _ = batch.Count;
        if (--tries > 0)
            goto again;
        batch.Release();
    }

    static void Back_over_the_release(DevmemSocket socket, byte[] linear, int tries)
    {
        FragmentBatch batch = socket.Receive(linear);
    again:
        batch.Release(); //! DEVMEM006
        if (--tries > 0)
            goto again;
    }

    static void Out_of_a_using(DevmemSocket socket, byte[] linear, bool quick)
    {
        using (FragmentBatch batch = socket.Receive(linear))
        {
            if (quick)
                goto done;
            _ = batch.Count;
        }

    done:
        return;
    }

    static void Out_of_two_loops(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch batch = socket.Receive(linear);
        for (int i = 0; i < rounds; i++)
        {
            for (int j = 0; j < rounds; j++)
            {
                if (i * j == 42)
                    goto found;
            }
        }

    found:
        batch.Release();
    }

    static void Case_to_case(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear);
        switch (kind)
        {
            case 1:
                _ = batch.Count;
                goto case 2;
            case 2:
                batch.Release();
                break;
            default:
                goto case 1;
        }
    }

    static void Case_to_the_wrong_case(DevmemSocket socket, byte[] linear, int kind)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        switch (kind)
        {
            case 1:
                goto default;
            case 2:
                batch.Release();
                break;
            default:
                break;
        }
    }
}
