using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>Handles without a variable of their own, or that left it: parts of tuples, other collections, what was given or received, what an inner call loses.</summary>
public class ElsewhereTests
{
    public static TheoryData<string, string, string, string, string> Cases { get; } = new()
    {
        {
            "part of a tuple", "DEVMEM001", "Release 'pair.Second' on the paths that lack it", """
            static void Take(FragmentBatch source)
            {
                (DevmemToken First, DevmemToken Second) pair = (source.Detach(0), source.Detach(1)); // both
                pair.First.Release();
            }
            """, """
            static void Take(FragmentBatch source)
            {
                (DevmemToken First, DevmemToken Second) pair = (source.Detach(0), source.Detach(1)); // both
                pair.First.Release();
                pair.Second.Release();
            }
            """
        },
        {
            "searched for in a loop", "DEVMEM004", "Release 'batch' when an exception is thrown", """
            static FragmentBatch? Search(DevmemSocket socket, byte[] linear)
            {
                for (int i = 0; i < 10; i++)
                {
                    FragmentBatch batch = socket.Receive(linear);
                    if (Measure(batch) > 3)
                        return batch; // this one
                    batch.Dispose();
                }

                return null;
            }
            """, """
            static FragmentBatch? Search(DevmemSocket socket, byte[] linear)
            {
                for (int i = 0; i < 10; i++)
                {
                    FragmentBatch batch = socket.Receive(linear);
                    try
                    {
                        if (Measure(batch) > 3)
                            return batch; // this one
                    }
                    catch
                    {
                        batch.Dispose();
                        throw;
                    }
                    batch.Dispose();
                }

                return null;
            }
            """
        },
        {
            "given or received", "DEVMEM001", "Release 'batch' if 'given is null'", """
            static void Read(DevmemSocket socket, byte[] linear, FragmentBatch? given)
            {
                FragmentBatch batch = given ?? socket.Receive(linear);
                Console.WriteLine(batch.Count);
            }
            """, """
            static void Read(DevmemSocket socket, byte[] linear, FragmentBatch? given)
            {
                FragmentBatch batch = given ?? socket.Receive(linear);
                try
                {
                    Console.WriteLine(batch.Count);
                }
                finally
                {
                    if (given is null)
                        batch.Dispose();
                }
            }
            """
        },
        {
            "refused", "DEVMEM001", "Release 'batch' on the paths that lack it", """
            static void Produce(DevmemSocket socket, byte[] linear, System.Threading.Channels.Channel<FragmentBatch> channel)
            {
                FragmentBatch batch = socket.Receive(linear);
                if (!channel.Writer.TryWrite(batch))
                {
                    Console.WriteLine("full"); // dropped
                }
            }
            """, """
            static void Produce(DevmemSocket socket, byte[] linear, System.Threading.Channels.Channel<FragmentBatch> channel)
            {
                FragmentBatch batch = socket.Receive(linear);
                if (!channel.Writer.TryWrite(batch))
                {
                    batch.Dispose();
                    Console.WriteLine("full"); // dropped
                }
            }
            """
        },
        {
            "lost by a jump back", "DEVMEM001", "Release 'batch' on the paths that lack it", """
            static void Retry(DevmemSocket socket, byte[] linear)
            {
            again:
                FragmentBatch batch = socket.Receive(linear);
                if (batch.LinearBytes == 0)
                    goto again; // once more
                batch.Release();
            }
            """, """
            static void Retry(DevmemSocket socket, byte[] linear)
            {
            again:
                FragmentBatch batch = socket.Receive(linear);
                if (batch.LinearBytes == 0)
                {
                    batch.Release();
                    goto again; // once more
                }
                batch.Release();
            }
            """
        },
        {
            "put under the same key", "DEVMEM001", "Release what 'held' holds there before it is let go", """
            static void Keep(DevmemSocket socket, byte[] linear, int key)
            {
                Dictionary<int, FragmentBatch> held = new Dictionary<int, FragmentBatch>();
                try
                {
                    held[key] = socket.Receive(linear);
                    held[key] = socket.Receive(linear); // newer
                }
                finally
                {
                    foreach (FragmentBatch batch in held.Values)
                        batch.Release();
                }
            }
            """, """
            static void Keep(DevmemSocket socket, byte[] linear, int key)
            {
                Dictionary<int, FragmentBatch> held = new Dictionary<int, FragmentBatch>();
                try
                {
                    held[key] = socket.Receive(linear);
                    if (held.Remove(key, out FragmentBatch? old))
                        old.Dispose();
                    held[key] = socket.Receive(linear); // newer
                }
                finally
                {
                    foreach (FragmentBatch batch in held.Values)
                        batch.Release();
                }
            }
            """
        },
        {
            "released by a loop at the end", "DEVMEM004", "Release what is left in 'all'", """
            static int Sum(DevmemSocket socket, byte[] linear)
            {
                List<FragmentBatch> all = new List<FragmentBatch>();
                for (int i = 0; i < 3; i++)
                    all.Add(socket.Receive(linear));
                int sum = all.Count;
                Console.WriteLine(sum);
                foreach (FragmentBatch batch in all)
                    batch.Release();
                return sum;
            }
            """, """
            static int Sum(DevmemSocket socket, byte[] linear)
            {
                List<FragmentBatch> all = new List<FragmentBatch>();
                try
                {
                    for (int i = 0; i < 3; i++)
                        all.Add(socket.Receive(linear));
                    int sum = all.Count;
                    Console.WriteLine(sum);
                    return sum;
                }
                finally
                {
                    foreach (FragmentBatch batch in all)
                        batch.Dispose();
                }
            }
            """
        },
        {
            "lost by an inner call", "DEVMEM004", "Release 'batch' when 'Launch' throws", """
            static void Queue(DevmemSocket socket, byte[] linear, Queue<(FragmentBatch, object)> queue)
            {
                FragmentBatch batch = socket.Receive(linear);
                queue.Enqueue((batch, Launch(batch))); // in flight

                static object Launch([NotOwning] FragmentBatch given) => given.Count > 0 ? new object() : throw new NotSupportedException();
            }
            """, """
            static void Queue(DevmemSocket socket, byte[] linear, Queue<(FragmentBatch, object)> queue)
            {
                FragmentBatch batch = socket.Receive(linear);
                object result;
                try
                {
                    result = Launch(batch);
                }
                catch
                {
                    batch.Dispose();
                    throw;
                }
                queue.Enqueue((batch, result)); // in flight

                static object Launch([NotOwning] FragmentBatch given) => given.Count > 0 ? new object() : throw new NotSupportedException();
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Is_released(string name, string id, string title, string before, string after)
    {
        _ = name;
        return new FixTest { Title = title }.FixesAsync(id, before, after);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public Task All_at_once_and_once_only(string name, string id, string title, string before, string after)
    {
        _ = (name, title);
        return new FixTest().FixesAllAsync(before, after, id);
    }

    [Fact]
    public Task Never_what_may_be_null_without_asking() => new FixTest { IsFile = true }.FixesAllAsync("""
        using System;
        using Devmem;

        class Reader : IDisposable
        {
            private FragmentBatch _last;

            public void Read(DevmemSocket socket, byte[] linear)
            {
                _last = socket.Receive(linear);
            }

            public void Dispose()
            {
            }
        }

        """, """
        using System;
        using Devmem;

        class Reader : IDisposable
        {
            private FragmentBatch _last;

            public void Read(DevmemSocket socket, byte[] linear)
            {
                _last?.Dispose();
                _last = socket.Receive(linear);
            }

            public void Dispose()
            {
                _last?.Dispose();
            }
        }

        """, "DEVMEM011");

    [Fact]
    public Task Place_in_a_ring_is_worked_out_once() => new FixTest { IsFile = true, EditorConfig = "devmem.exceptions = none" }.FixesAllAsync("""
        using System;
        using Devmem;

        class Ring : IDisposable
        {
            private readonly FragmentBatch?[] _ring = new FragmentBatch?[4];
            private int _next;

            public void Read(DevmemSocket socket, byte[] linear)
            {
                // The oldest goes.
                _ring[_next++ % _ring.Length] = socket.Receive(linear);
            }

            public void Dispose()
            {
                foreach (FragmentBatch? batch in _ring)
                    batch?.Dispose();
            }
        }

        """, """
        using System;
        using Devmem;

        class Ring : IDisposable
        {
            private readonly FragmentBatch?[] _ring = new FragmentBatch?[4];
            private int _next;

            public void Read(DevmemSocket socket, byte[] linear)
            {
                int index = _next++ % _ring.Length;
                _ring[index]?.Dispose();
                // The oldest goes.
                _ring[index] = socket.Receive(linear);
            }

            public void Dispose()
            {
                foreach (FragmentBatch? batch in _ring)
                    batch?.Dispose();
            }
        }

        """, "DEVMEM011");
}
