//# langversion = 7.3
using System;
using Devmem;

namespace Old
{
    internal static class OldVersion
    {
        static void Forgotten(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            var count = batch.Count;
        }

        static void Under_using(DevmemSocket socket, byte[] linear, Action work)
        {
            using (var batch = socket.Receive(linear))
            {
                work();
            }
        }

        static void Tried(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch;
            if (!socket.TryReceive(linear, out batch))
                return;
            batch.Release();
        }

        static void Tried_and_lost(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch;
            if (socket.TryReceive(linear, out batch)) //! DEVMEM001
                return;
            if (batch != null)
                batch.Release();
        }

        static void Switched(DevmemSocket socket, byte[] linear, object kind)
        {
            var batch = socket.Receive(linear); //! DEVMEM001
            switch (kind)
            {
                case int number when number > 3:
                    batch.Release();
                    break;
                case string text:
                    batch.Release();
                    break;
                case null:
                    break;
                default:
                    batch.Release();
                    break;
            }
        }

        static void Without_nullable_annotations(DevmemSocket socket, byte[] linear, bool go)
        {
            FragmentBatch batch = null;
            try
            {
                if (go)
                    batch = socket.Receive(linear);
            }
            finally
            {
                if (batch != null)
                    batch.Dispose();
            }
        }
    }
}
