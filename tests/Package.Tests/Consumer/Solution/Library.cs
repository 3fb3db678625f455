using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem;

namespace Library
{
    /// <summary>Everything that a library gets wrong.</summary>
    public static class Steps
    {
        public static int Measure(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.Count == 1)
                return batch.LinearBytes;

            // Nothing to do with it.
            batch.Release();
            return 0;
        }

        public static void Stop(RxBinding binding, Socket raw)
        {
            DevmemSocket socket = binding.Attach(raw);
            binding.Unbind(); // first of all
            socket.Close();
        }

        public static void Fill(DevmemSocket socket, byte[] linear, int rounds)
        {
            var held = new Queue<FragmentBatch>();
            for (int i = 0; i < rounds; i++)
                held.Enqueue(socket.Receive(linear));
            socket.Close();
            while (held.TryDequeue(out FragmentBatch? batch))
                batch.Release();
        }

        public static int Twice(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
            int count = batch.Count;
            batch.Release();
            return count;
        }
    }
}
