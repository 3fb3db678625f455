//# devmem.exceptions = none
using System;
using Devmem;

/// <summary>Several batches at once, each held under a flag of its own: two to the eighth states, and none of them leaks.</summary>
internal static class ManyFlags
{
    static void Four_flags(DevmemSocket socket, byte[] linear, bool[] wanted)
    {
        bool f0 = wanted[0];
        FragmentBatch? b0 = null;
        bool f1 = wanted[1];
        FragmentBatch? b1 = null;
        bool f2 = wanted[2];
        FragmentBatch? b2 = null;
        bool f3 = wanted[3];
        FragmentBatch? b3 = null;
        if (f0)
            b0 = socket.Receive(linear);
        if (f1)
            b1 = socket.Receive(linear);
        if (f2)
            b2 = socket.Receive(linear);
        if (f3)
            b3 = socket.Receive(linear);
        if (f0)
            b0!.Release();
        if (f1)
            b1!.Release();
        if (f2)
            b2!.Release();
        if (f3)
            b3!.Release();
    }

    static void Eight_flags(DevmemSocket socket, byte[] linear, bool[] wanted)
    {
        bool f0 = wanted[0];
        FragmentBatch? b0 = null;
        bool f1 = wanted[1];
        FragmentBatch? b1 = null;
        bool f2 = wanted[2];
        FragmentBatch? b2 = null;
        bool f3 = wanted[3];
        FragmentBatch? b3 = null;
        bool f4 = wanted[4];
        FragmentBatch? b4 = null;
        bool f5 = wanted[5];
        FragmentBatch? b5 = null;
        bool f6 = wanted[6];
        FragmentBatch? b6 = null;
        bool f7 = wanted[7];
        FragmentBatch? b7 = null;
        if (f0)
            b0 = socket.Receive(linear);
        if (f1)
            b1 = socket.Receive(linear);
        if (f2)
            b2 = socket.Receive(linear);
        if (f3)
            b3 = socket.Receive(linear);
        if (f4)
            b4 = socket.Receive(linear);
        if (f5)
            b5 = socket.Receive(linear);
        if (f6)
            b6 = socket.Receive(linear);
        if (f7)
            b7 = socket.Receive(linear);
        if (f0)
            b0!.Release();
        if (f1)
            b1!.Release();
        if (f2)
            b2!.Release();
        if (f3)
            b3!.Release();
        if (f4)
            b4!.Release();
        if (f5)
            b5!.Release();
        if (f6)
            b6!.Release();
        if (f7)
            b7!.Release();
    }

    static void Eight_flags_one_of_them_misread(DevmemSocket socket, byte[] linear, bool[] wanted)
    {
        bool f0 = wanted[0];
        FragmentBatch? b0 = null;
        bool f1 = wanted[1];
        FragmentBatch? b1 = null;
        bool f2 = wanted[2];
        FragmentBatch? b2 = null;
        bool f3 = wanted[3];
        FragmentBatch? b3 = null;
        bool f4 = wanted[4];
        FragmentBatch? b4 = null;
        bool f5 = wanted[5];
        FragmentBatch? b5 = null;
        bool f6 = wanted[6];
        FragmentBatch? b6 = null;
        bool f7 = wanted[7];
        FragmentBatch? b7 = null;
        if (f0)
            b0 = socket.Receive(linear);
        if (f1)
            b1 = socket.Receive(linear);
        if (f2)
            b2 = socket.Receive(linear);
        if (f3)
            b3 = socket.Receive(linear);
        if (f4)
            b4 = socket.Receive(linear);
        if (f5)
            b5 = socket.Receive(linear); //! DEVMEM001
        if (f6)
            b6 = socket.Receive(linear);
        if (f7)
            b7 = socket.Receive(linear);
        if (f0)
            b0!.Release();
        if (f1)
            b1!.Release();
        if (f2)
            b2!.Release();
        if (f3)
            b3!.Release();
        if (f4)
            b4!.Release();
        if (f6)
            b5?.Release();
        if (f6)
            b6!.Release();
        if (f7)
            b7!.Release();
    }
}
