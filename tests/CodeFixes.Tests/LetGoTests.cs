using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>Handles that are part of something else, taken out and dropped, overwritten in their place, or lost where a condition fails.</summary>
public class LetGoTests
{
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        {
            "overwritten by an out argument in a condition", "DEVMEM001", """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch? batch = socket.Receive(linear);
                if (socket.TryReceive(linear, out batch))
                    batch.Release();
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch? batch = socket.Receive(linear);
                batch.Dispose();
                if (socket.TryReceive(linear, out batch))
                    batch.Release();
            }
            """
        },
        {
            "the first value of a loop", "DEVMEM001", """
            static FragmentBatch Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch;
                do
                    batch = socket.Receive(linear); // until it is large
                while (batch.LinearBytes < 100);
                return batch;
            }
            """, """
            static FragmentBatch Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch? batch = null;
                do
                {
                    batch?.Dispose();
                    batch = socket.Receive(linear); // until it is large
                }
                while (batch.LinearBytes < 100);
                return batch;
            }
            """
        },
        {
            "handed over under a condition only", "DEVMEM001", """
            static void Read(DevmemSocket socket, byte[] linear, List<FragmentBatch> sink)
            {
                FragmentBatch batch = socket.Receive(linear);
                if (batch.LinearBytes > 0)
                {
                    sink.Add(batch);
                }
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear, List<FragmentBatch> sink)
            {
                FragmentBatch batch = socket.Receive(linear);
                if (batch.LinearBytes > 0)
                {
                    sink.Add(batch);
                }
                else
                {
                    batch.Dispose();
                }
            }
            """
        },
        {
            "part of a tuple", "DEVMEM001", """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                // Both.
                (FragmentBatch Batch, int Round) entry = (socket.Receive(linear), 1);
                Console.WriteLine(entry.Round);
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                using FragmentBatch batch = socket.Receive(linear);
                // Both.
                (FragmentBatch Batch, int Round) entry = (batch, 1);
                Console.WriteLine(entry.Round);
            }
            """
        },
        {
            "a task that is awaited later", "DEVMEM001", """
            static async Task Read(DevmemSocket socket, byte[] linear)
            {
                ValueTask<FragmentBatch> pending = socket.ReceiveAsync(linear);
                FragmentBatch batch = await pending.ConfigureAwait(false);
                Console.WriteLine(batch.Count);
            }
            """, """
            static async Task Read(DevmemSocket socket, byte[] linear)
            {
                ValueTask<FragmentBatch> pending = socket.ReceiveAsync(linear);
                using FragmentBatch batch = await pending.ConfigureAwait(false);
                Console.WriteLine(batch.Count);
            }
            """
        },
        {
            "discarded by an expression body", "DEVMEM001", """
            static bool Any(DevmemSocket socket, byte[] linear) => socket.TryReceive(linear, out _);
            """, """
            static bool Any(DevmemSocket socket, byte[] linear)
            {
                bool result = socket.TryReceive(linear, out FragmentBatch? batch);
                batch?.Dispose();
                return result;
            }
            """
        },
        {
            "discarded in a condition without braces", "DEVMEM001", """
            static void Any(DevmemSocket socket, byte[] linear)
            {
                if (socket.TryReceive(linear, out _))
                    Work();
            }
            """, """
            static void Any(DevmemSocket socket, byte[] linear)
            {
                if (socket.TryReceive(linear, out FragmentBatch? batch))
                {
                    batch.Dispose();
                    Work();
                }
            }
            """
        },
        {
            "a value that is needed behind the try", "DEVMEM004", """
            static FragmentBatch? Read(DevmemSocket socket, byte[] linear)
            {
                var batch = socket.Receive(linear);
                var size = Measure(batch);
                s_kept = batch;
                Console.WriteLine(size);
                return null;
            }

            static FragmentBatch? s_kept;
            """, """
            static FragmentBatch? Read(DevmemSocket socket, byte[] linear)
            {
                var batch = socket.Receive(linear);
                int size;
                try
                {
                    size = Measure(batch);
                }
                catch
                {
                    batch.Dispose();
                    throw;
                }
                s_kept = batch;
                Console.WriteLine(size);
                return null;
            }

            static FragmentBatch? s_kept;
            """
        },
        {
            "only some exceptions are caught", "DEVMEM004", """
            static FragmentBatch Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch = socket.Receive(linear);
                try
                {
                    Work();
                    return batch;
                }
                catch (System.IO.IOException)
                {
                    batch.Release();
                    throw;
                }
            }
            """, """
            static FragmentBatch Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch = socket.Receive(linear);
                try
                {
                    Work();
                    return batch;
                }
                catch (System.IO.IOException)
                {
                    batch.Release();
                    throw;
                }
                catch
                {
                    batch.Dispose();
                    throw;
                }
            }
            """
        },
        {
            "an out parameter, when a later call throws", "DEVMEM004", """
            static void Read(DevmemSocket socket, byte[] linear, out FragmentBatch batch)
            {
                batch = socket.Receive(linear);
                Work();
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear, out FragmentBatch batch)
            {
                batch = socket.Receive(linear);
                try
                {
                    Work();
                }
                catch
                {
                    batch.Dispose();
                    throw;
                }
            }
            """
        },
        {
            "before its socket is closed", "DEVMEM001", """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch = socket.Receive(linear);
                Console.WriteLine(batch.Count);
                socket.Close();
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                using (FragmentBatch batch = socket.Receive(linear))
                {
                    Console.WriteLine(batch.Count);
                }
                socket.Close();
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Is_released(string name, string id, string before, string after)
    {
        Assert.NotEmpty(name);
        return new FixTest().FixesAsync(id, before, after);
    }

    [Fact]
    public Task Not_where_what_holds_it_goes_on() => new FixTest { Action = FixActions.KeepInVariable }.OffersNothingAsync("DEVMEM004", """
        static FragmentBatch[] Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch[] held = [socket.Receive(linear), socket.Receive(linear)];
            return held;
        }
        """);
}
