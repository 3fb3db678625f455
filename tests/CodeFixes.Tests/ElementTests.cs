using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>The fixes for handles in local collections, and for those that `out` variables bring.</summary>
public class ElementTests
{
    [Fact]
    public Task List_that_is_forgotten_is_emptied_at_the_end() => new FixTest { EditorConfig = "devmem.exceptions = none", Title = "Release what is left in 'held'" }.FixesAsync("DEVMEM001", """
        static void Collect(DevmemSocket socket, byte[] linear)
        {
            var held = new List<FragmentBatch>();
            for (int i = 0; i < 3; i++)
                held.Add(socket.Receive(linear));
            Console.WriteLine(held.Count);
        }
        """, """
        static void Collect(DevmemSocket socket, byte[] linear)
        {
            var held = new List<FragmentBatch>();
            for (int i = 0; i < 3; i++)
                held.Add(socket.Receive(linear));
            Console.WriteLine(held.Count);
            foreach (FragmentBatch batch in held)
                batch.Dispose();
        }
        """);

    [Fact]
    public Task Drain_that_may_be_left_early_gets_a_finally() => new FixTest { EditorConfig = "devmem.exceptions = none" }.FixesAsync("DEVMEM001", """
        static int Drain(DevmemSocket socket, byte[] linear)
        {
            var queue = new Queue<FragmentBatch>();
            queue.Enqueue(socket.Receive(linear));
            queue.Enqueue(socket.Receive(linear));

            // Oldest first.
            while (queue.TryDequeue(out FragmentBatch? next))
            {
                int length = next.LinearBytes;
                next.Release();
                if (length == 3)
                    return length;
            }

            return 0;
        }
        """, """
        static int Drain(DevmemSocket socket, byte[] linear)
        {
            var queue = new Queue<FragmentBatch>();
            try
            {
                queue.Enqueue(socket.Receive(linear));
                queue.Enqueue(socket.Receive(linear));

                // Oldest first.
                while (queue.TryDequeue(out FragmentBatch? next))
                {
                    int length = next.LinearBytes;
                    next.Release();
                    if (length == 3)
                        return length;
                }

                return 0;
            }
            finally
            {
                while (queue.TryDequeue(out FragmentBatch? batch))
                    batch.Dispose();
            }
        }
        """);

    [Fact]
    public Task Discarded_out_variable_gets_a_name() => new FixTest { Title = "Release the result of 'TryReceive'" }.FixesAsync("DEVMEM001", """
        static void Skip(DevmemSocket socket, byte[] linear)
        {
            socket.TryReceive(linear, out _); // skipped
        }
        """, """
        static void Skip(DevmemSocket socket, byte[] linear)
        {
            socket.TryReceive(linear, out FragmentBatch? batch); // skipped
            batch?.Dispose();
        }
        """);

    [Fact]
    public Task Condition_that_asks_more_gets_an_else() => new FixTest().FixesAsync("DEVMEM001", """
        static void Poll(DevmemSocket socket, byte[] linear, bool wanted)
        {
            if (socket.TryReceive(linear, out FragmentBatch? batch) && wanted)
                batch.Release();
        }
        """, """
        static void Poll(DevmemSocket socket, byte[] linear, bool wanted)
        {
            if (socket.TryReceive(linear, out FragmentBatch? batch) && wanted)
                batch.Release();
            else
                batch?.Dispose();
        }
        """);

    [Fact]
    public Task Success_kept_in_a_flag() => new FixTest().FixesAsync("DEVMEM001", """
        static void Poll(DevmemSocket socket, byte[] linear, bool wanted)
        {
            bool got = socket.TryReceive(linear, out FragmentBatch? batch);
            if (got && wanted)
                Measure(batch!);
        }
        """, """
        static void Poll(DevmemSocket socket, byte[] linear, bool wanted)
        {
            bool got = socket.TryReceive(linear, out FragmentBatch? batch);
            using (batch)
            {
                if (got && wanted)
                    Measure(batch!);
            }
        }
        """);
}
