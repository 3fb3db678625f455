using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>Elements that a collection lets go, and the rest of one that is drained.</summary>
public class LetGoOfElementsTests
{
    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        {
            "taken out of a queue and dropped", "DEVMEM001", """
            static void Read(DevmemSocket socket, byte[] linear, int rounds)
            {
                var window = new Queue<FragmentBatch>();
                for (int i = 0; i < rounds; i++)
                {
                    window.Enqueue(socket.Receive(linear));
                    if (window.Count > 4)
                        _ = window.Dequeue(); // the oldest
                }

                while (window.TryDequeue(out FragmentBatch? batch))
                    batch.Release();
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear, int rounds)
            {
                var window = new Queue<FragmentBatch>();
                try
                {
                    for (int i = 0; i < rounds; i++)
                    {
                        window.Enqueue(socket.Receive(linear));
                        if (window.Count > 4)
                            window.Dequeue().Dispose(); // the oldest
                    }

                    while (window.TryDequeue(out FragmentBatch? batch))
                        batch.Release();
                }
                finally
                {
                    while (window.TryDequeue(out FragmentBatch? batch))
                        batch.Dispose();
                }
            }
            """
        },
        {
            "cleared", "DEVMEM001", """
            static void Read(DevmemSocket socket, byte[] linear, int n)
            {
                var held = new List<FragmentBatch>();
                for (int i = 0; i < n; i++)
                    held.Add(socket.Receive(linear));

                // Start again.
                held.Clear();
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear, int n)
            {
                var held = new List<FragmentBatch>();
                try
                {
                    for (int i = 0; i < n; i++)
                        held.Add(socket.Receive(linear));

                    foreach (FragmentBatch batch in held)
                        batch.Dispose();
                    // Start again.
                    held.Clear();
                }
                finally
                {
                    foreach (FragmentBatch batch in held)
                        batch.Dispose();
                }
            }
            """
        },
        {
            "an element that is overwritten", "DEVMEM001", """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                var batches = new FragmentBatch[1];
                batches[0] = socket.Receive(linear);
                batches[0] = socket.Receive(linear);
                batches[0].Release();
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                var batches = new FragmentBatch[1];
                batches[0] = socket.Receive(linear);
                batches[0].Dispose();
                batches[0] = socket.Receive(linear);
                batches[0].Release();
            }
            """
        },
        {
            "part of an array, and the next throws", "DEVMEM004", """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch[] held = [socket.Receive(linear), socket.Receive(linear)];
                foreach (FragmentBatch batch in held)
                    batch.Release();
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                using FragmentBatch batch2 = socket.Receive(linear);
                FragmentBatch[] held = [batch2, socket.Receive(linear)];
                foreach (FragmentBatch batch in held)
                    batch.Release();
            }
            """
        },
        {
            "a drain that throws, of one", "DEVMEM004", """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                var held = new Queue<FragmentBatch>();
                held.Enqueue(socket.Receive(linear));
                while (held.TryDequeue(out FragmentBatch? batch))
                {
                    Measure(batch);
                    batch.Release();
                }
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                var held = new Queue<FragmentBatch>();
                held.Enqueue(socket.Receive(linear));
                while (held.TryDequeue(out FragmentBatch? batch))
                {
                    using (batch)
                    {
                        Measure(batch);
                    }
                }
            }
            """
        },
        {
            "a drain that throws", "DEVMEM004", """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                var held = new Queue<FragmentBatch>();
                for (int i = 0; i < linear.Length; i++)
                    held.Enqueue(socket.Receive(linear));
                while (held.TryDequeue(out FragmentBatch? batch))
                {
                    Measure(batch);
                    batch.Release();
                }
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear)
            {
                var held = new Queue<FragmentBatch>();
                try
                {
                    for (int i = 0; i < linear.Length; i++)
                        held.Enqueue(socket.Receive(linear));
                    while (held.TryDequeue(out FragmentBatch? batch))
                    {
                        using (batch)
                        {
                            Measure(batch);
                        }
                    }
                }
                finally
                {
                    while (held.TryDequeue(out FragmentBatch? batch))
                        batch.Dispose();
                }
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
}
