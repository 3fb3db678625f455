using System;
using Devmem;

namespace Old
{
    public static class Reader
    {
        // C# 7.3: no using declarations.
        public static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            Console.WriteLine(batch.Count);
        }
    }
}
