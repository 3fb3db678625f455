using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests;

/// <summary>What is inside ends first: DEVMEM002, DEVMEM007 and DEVMEM009; and tokens go back through their own socket: DEVMEM010.</summary>
public class OrderTests
{
    private static readonly FixTest s_plain = new() { EditorConfig = "devmem.exceptions = none" };

    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
        {
            "adjacent lines", "DEVMEM002", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw)
            {
                DevmemSocket socket = binding.Attach(raw);

                // Stop.
                binding.Unbind(); // now
                socket.Close();
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw)
            {
                DevmemSocket socket = binding.Attach(raw);

                socket.Close();
                // Stop.
                binding.Unbind(); // now
            }
            """
        },
        {
            "embedded without braces", "DEVMEM002", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, bool quick)
            {
                DevmemSocket socket = binding.Attach(raw);
                if (!quick)
                    socket.Close();
                binding.Unbind();
                if (quick)
                    socket.Close();
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, bool quick)
            {
                DevmemSocket socket = binding.Attach(raw);
                if (!quick)
                    socket.Close();
                if (quick)
                    socket.Close();
                binding.Unbind();
            }
            """
        },
        {
            "several in a list", "DEVMEM007", """
            static void Run(DevmemSocket socket, byte[] linear, int n)
            {
                var held = new List<FragmentBatch>();
                for (int i = 0; i < n; i++)
                    held.Add(socket.Receive(linear));
                socket.Close();
                foreach (FragmentBatch batch in held)
                    batch.Release();
            }
            """, """
            static void Run(DevmemSocket socket, byte[] linear, int n)
            {
                var held = new List<FragmentBatch>();
                for (int i = 0; i < n; i++)
                    held.Add(socket.Receive(linear));
                foreach (FragmentBatch batch in held)
                    batch.Release();
                socket.Close();
            }
            """
        },
        {
            "in a finally", "DEVMEM002", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                DevmemSocket socket = binding.Attach(raw);
                try
                {
                    socket.Receive(linear).Release();
                }
                finally
                {
                    binding.Unbind();
                    socket.Close();
                }
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                DevmemSocket socket = binding.Attach(raw);
                try
                {
                    socket.Receive(linear).Release();
                }
                finally
                {
                    socket.Close();
                    binding.Unbind();
                }
            }
            """
        },
        {
            "last in the try whose finally closes", "DEVMEM002", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                DevmemSocket socket = binding.Attach(raw);
                try
                {
                    socket.Receive(linear).Release();
                    binding.Unbind();
                }
                finally
                {
                    socket.Close();
                }
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                DevmemSocket socket = binding.Attach(raw);
                try
                {
                    socket.Receive(linear).Release();
                }
                finally
                {
                    socket.Close();
                }
                binding.Unbind();
            }
            """
        },
        {
            "last in the using of the socket", "DEVMEM002", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                using (DevmemSocket socket = binding.Attach(raw))
                {
                    socket.Receive(linear).Release();
                    binding.Unbind();
                }
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                using (DevmemSocket socket = binding.Attach(raw))
                {
                    socket.Receive(linear).Release();
                }
                binding.Unbind();
            }
            """
        },
        {
            "the binding becomes a using declaration too", "DEVMEM002", """
            static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear)
            {
                RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
                using DevmemSocket socket = binding.Attach(raw);
                socket.Receive(linear).Release();
                binding.Unbind();
            }
            """, """
            static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear)
            {
                using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
                using DevmemSocket socket = binding.Attach(raw);
                socket.Receive(linear).Release();
            }
            """
        },
        {
            "the using of the socket ends before", "DEVMEM002", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                using DevmemSocket socket = binding.Attach(raw);
                socket.Receive(linear).Release();

                binding.Unbind();
                Work();
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                using (DevmemSocket socket = binding.Attach(raw))
                {
                    socket.Receive(linear).Release();
                }

                binding.Unbind();
                Work();
            }
            """
        },
        {
            "an early end that another one follows", "DEVMEM002", """
            static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear, bool quick)
            {
                RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
                DevmemSocket socket = binding.Attach(raw);
                if (quick)
                    binding.Unbind();
                if (socket.TryReceive(linear, out FragmentBatch? batch))
                    batch.Release();
                socket.Close();
                binding.Dispose();
            }
            """, """
            static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear, bool quick)
            {
                RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
                DevmemSocket socket = binding.Attach(raw);
                if (socket.TryReceive(linear, out FragmentBatch? batch))
                    batch.Release();
                socket.Close();
                binding.Dispose();
            }
            """
        },
        {
            "released behind the using of its socket", "DEVMEM007", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                FragmentBatch batch;
                using (DevmemSocket socket = binding.Attach(raw))
                {
                    batch = socket.Receive(linear);
                }

                // Give it back.
                batch.Release();
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                FragmentBatch batch;
                using (DevmemSocket socket = binding.Attach(raw))
                {
                    batch = socket.Receive(linear);
                    // Give it back.
                    batch.Release();
                }
            }
            """
        },
        {
            "used behind the using of its socket", "DEVMEM007", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                FragmentBatch batch;
                using (DevmemSocket socket = binding.Attach(raw))
                {
                    batch = socket.Receive(linear);
                }

                Console.WriteLine(batch.Count);
                using (batch)
                    Work();
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                FragmentBatch batch;
                using (DevmemSocket socket = binding.Attach(raw))
                {
                    batch = socket.Receive(linear);

                    Console.WriteLine(batch.Count);
                    using (batch)
                        Work();
                }
            }
            """
        },
        {
            "two usings in the wrong order", "DEVMEM002", """
            static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear)
            {
                RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
                DevmemSocket socket = binding.Attach(raw);
                using (socket) // inside
                using (binding)
                {
                    socket.Receive(linear).Release();
                }
            }
            """, """
            static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear)
            {
                RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
                DevmemSocket socket = binding.Attach(raw);
                using (binding) // inside
                using (socket)
                {
                    socket.Receive(linear).Release();
                }
            }
            """
        },
        {
            "closed on the early path only afterwards", "DEVMEM002", """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear, bool quick)
            {
                DevmemSocket socket = binding.Attach(raw);
                if (quick)
                {
                    binding.Unbind();
                }
                else
                {
                    socket.Receive(linear).Release();
                }
                socket.Close();
            }
            """, """
            static void Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear, bool quick)
            {
                DevmemSocket socket = binding.Attach(raw);
                if (quick)
                {
                    socket.Close();
                    binding.Unbind();
                }
                else
                {
                    socket.Receive(linear).Release();
                }
                socket.Close();
            }
            """
        },
        {
            "received after the unbind", "DEVMEM009", """
            static int Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                DevmemSocket socket = binding.Attach(raw);
                binding.Unbind();
                FragmentBatch rest = socket.Receive(linear);
                rest.Release();
                socket.Close();
                return rest.LinearBytes;
            }
            """, """
            static int Run(RxBinding binding, System.Net.Sockets.Socket raw, byte[] linear)
            {
                DevmemSocket socket = binding.Attach(raw);
                FragmentBatch rest = socket.Receive(linear);
                rest.Release();
                socket.Close();
                binding.Unbind();
                return rest.LinearBytes;
            }
            """
        },
        {
            "inside a lambda", "DEVMEM007", """
            static Action<DevmemSocket> Make(byte[] linear) => socket =>
            {
                FragmentBatch batch = socket.Receive(linear);
                socket.Close();
                batch.Release();
            };
            """, """
            static Action<DevmemSocket> Make(byte[] linear) => socket =>
            {
                FragmentBatch batch = socket.Receive(linear);
                batch.Release();
                socket.Close();
            };
            """
        },
        {
            "inside an async local function and a switch section", "DEVMEM007", """
            static void Make(DevmemSocket socket, byte[] linear, int kind)
            {
                async Task Read()
                {
                    FragmentBatch batch = await socket.ReceiveAsync(linear);
                    switch (kind)
                    {
                        case 0:
                            socket.Close();
                            batch.Release();
                            break;
                        default:
                            batch.Release();
                            socket.Close();
                            break;
                    }
                }

                _ = Read();
            }
            """, """
            static void Make(DevmemSocket socket, byte[] linear, int kind)
            {
                async Task Read()
                {
                    FragmentBatch batch = await socket.ReceiveAsync(linear);
                    switch (kind)
                    {
                        case 0:
                            batch.Release();
                            socket.Close();
                            break;
                        default:
                            batch.Release();
                            socket.Close();
                            break;
                    }
                }

                _ = Read();
            }
            """
        },
        {
            "through the socket that received it", "DEVMEM010", """
            static void Swap(RxBinding east, RxBinding west, System.Net.Sockets.Socket first, System.Net.Sockets.Socket second, byte[] linear)
            {
                using DevmemSocket left = east.Attach(first);
                using DevmemSocket right = west.Attach(second);
                using FragmentBatch batch = left.Receive(linear);
                DevmemToken token = batch.Detach(0);
                right.Release([token]); // late
            }
            """, """
            static void Swap(RxBinding east, RxBinding west, System.Net.Sockets.Socket first, System.Net.Sockets.Socket second, byte[] linear)
            {
                using DevmemSocket left = east.Attach(first);
                using DevmemSocket right = west.Attach(second);
                using FragmentBatch batch = left.Receive(linear);
                DevmemToken token = batch.Detach(0);
                left.Release([token]); // late
            }
            """
        },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Ends_in_order(string name, string id, string before, string after)
    {
        Assert.NotEmpty(name);
        return s_plain.FixesAsync(id, before, after);
    }

    [Fact]
    public Task Title_names_both() => new FixTest { Title = "End 'socket' before 'binding'", Action = FixActions.EndInOrder, EditorConfig = "devmem.exceptions = none" }.FixesAsync(
        "DEVMEM002", Cases.First().Data.Item3, Cases.First().Data.Item4);

    [Fact]
    public Task Old_language_gets_no_using_declaration() => new FixTest { Language = LanguageVersion.CSharp7_3, EditorConfig = "devmem.exceptions = none" }.FixesAsync("DEVMEM002", """
        static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear)
        {
            RxBinding binding = device.BindRx(dmabuf, new int[] { 0 }, AutoreleaseMode.Off);
            DevmemSocket socket = binding.Attach(raw);
            binding.Unbind();
            using (socket)
                socket.Receive(linear).Release();
        }
        """, """
        static void Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] linear)
        {
            RxBinding binding = device.BindRx(dmabuf, new int[] { 0 }, AutoreleaseMode.Off);
            DevmemSocket socket = binding.Attach(raw);
            using (socket)
                socket.Receive(linear).Release();
            binding.Unbind();
        }
        """);

    [Fact]
    public Task Not_where_the_socket_is_handed_out() => s_plain.OffersNothingAsync("DEVMEM002", """
        static DevmemSocket Run(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
            return binding.Attach(raw);
        }
        """);

    [Fact]
    public Task All_in_one_body_at_once() => s_plain.FixesAllAsync("""
        static void Run(RxBinding binding, System.Net.Sockets.Socket one, System.Net.Sockets.Socket two, byte[] linear)
        {
            DevmemSocket first = binding.Attach(one);
            DevmemSocket second = binding.Attach(two);
            FragmentBatch batch = first.Receive(linear);
            binding.Unbind();
            first.Close();
            batch.Release();
            second.Close();
        }
        """, """
        static void Run(RxBinding binding, System.Net.Sockets.Socket one, System.Net.Sockets.Socket two, byte[] linear)
        {
            DevmemSocket first = binding.Attach(one);
            DevmemSocket second = binding.Attach(two);
            FragmentBatch batch = first.Receive(linear);
            batch.Release();
            first.Close();
            second.Close();
            binding.Unbind();
        }
        """, "DEVMEM002", "DEVMEM007");
}
