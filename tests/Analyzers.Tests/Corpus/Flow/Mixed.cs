using System;
using System.Collections.Generic;
using System.IO;
using Devmem;

/// <summary>Whole small programs of the kind people write.</summary>
internal static class Mixed
{
    static long Pump(DevmemSocket socket, byte[] linear, Stream sink)
    {
        long total = 0;
        while (true)
        {
            using FragmentBatch batch = socket.Receive(linear);
            if (batch.EndOfStream)
                return total;
            foreach (Fragment fragment in batch)
            {
                if (fragment.IsLinear)
                    sink.Write(linear, (int)fragment.Offset, fragment.Length);
                total += fragment.Length;
            }
        }
    }

    static long Pump_without_protection(DevmemSocket socket, byte[] linear, Stream sink)
    {
        long total = 0;
        while (true)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
            if (batch.EndOfStream)
                return total;
            for (int i = 0; i < batch.Count; i++)
            {
                if (batch[i].IsLinear)
                    sink.Write(linear, (int)batch[i].Offset, batch[i].Length);
                total += batch[i].Length;
            }

            batch.Release();
        }
    }

    static bool Parse_header(DevmemSocket socket, byte[] linear, out int length)
    {
        length = 0;
        if (!socket.TryReceive(linear, out FragmentBatch? batch))
            return false;
        using (batch)
        {
            if (batch.LinearBytes < 4)
                return false;
            length = BitConverter.ToInt32(linear, 0);
            return true;
        }
    }

    static bool Parse_header_leaks_on_short_input(DevmemSocket socket, byte[] linear, out int length)
    {
        length = 0;
        if (!socket.TryReceive(linear, out FragmentBatch? batch)) //! DEVMEM001
            return false;
        if (batch.LinearBytes < 4)
            return false;
        length = BitConverter.ToInt32(linear, 0);
        batch.Release();
        return true;
    }

    static void Keep_the_last_complete_one(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch? last = null;
        try
        {
            for (int i = 0; i < rounds; i++)
            {
                FragmentBatch batch = socket.Receive(linear);
                last?.Release();
                last = batch;
            }
        }
        finally
        {
            last?.Release();
        }
    }

    static void Keep_the_last_without_releasing_the_earlier(DevmemSocket socket, byte[] linear, int rounds)
    {
        FragmentBatch? last = null;
        try
        {
            for (int i = 0; i < rounds; i++)
                last = socket.Receive(linear); //! DEVMEM001
        }
        finally
        {
            last?.Release();
        }
    }

    static FragmentBatch Receive_with_retry(DevmemSocket socket, byte[] linear, int tries)
    {
        while (true)
        {
            try
            {
                return socket.Receive(linear);
            }
            catch (IOException) when (tries-- > 0)
            {
            }
        }
    }

    static FragmentBatch First_non_empty(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        do
            batch = socket.Receive(linear);
        while (batch.Count == 0);
        return batch;
    }

    static FragmentBatch First_large(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch;
        do
            batch = socket.Receive(linear); //! DEVMEM001
        while (batch.LinearBytes < 100);
        return batch;
    }

    static int Sum_of_two_sockets(DevmemSocket left, DevmemSocket right, byte[] linear)
    {
        using FragmentBatch a = left.Receive(linear);
        using FragmentBatch b = right.Receive(linear);
        return a.Count > b.Count ? a.Count : b.Count;
    }

    static int Detach_the_largest(DevmemSocket socket, byte[] linear, Action<DevmemToken> use)
    {
        using FragmentBatch batch = socket.Receive(linear);
        int best = -1;
        for (int i = 0; i < batch.Count; i++)
        {
            if (best < 0 || batch[i].Length > batch[best].Length)
                best = i;
        }

        if (best < 0)
            return 0;
        using DevmemToken token = batch.Detach(best);
        use(token);
        return token.Length;
    }

    static int Detach_the_largest_unprotected(DevmemSocket socket, byte[] linear, Action<DevmemToken> use)
    {
        using FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0); //! DEVMEM004
        use(token);
        int length = token.Length;
        token.Release();
        return length;
    }

    static void Double_buffered(DevmemSocket socket, byte[] linear, Action<FragmentBatch> work)
    {
        FragmentBatch? current = null, next = null;
        try
        {
            current = socket.Receive(linear);
            while (!current.EndOfStream)
            {
                next = socket.Receive(linear);
                work(current);
                current.Release();
                current = next;
                next = null;
            }
        }
        finally
        {
            current?.Dispose();
            next?.Dispose();
        }
    }

    static void Double_buffered_forgets_the_second(DevmemSocket socket, byte[] linear, Action<FragmentBatch> work)
    {
        FragmentBatch? current = null, next = null;
        try
        {
            current = socket.Receive(linear);
            while (!current.EndOfStream)
            {
                next = socket.Receive(linear); //! DEVMEM004
                work(current);
                current.Release();
                current = next;
                next = null;
            }
        }
        finally
        {
            current?.Dispose();
        }
    }
}
