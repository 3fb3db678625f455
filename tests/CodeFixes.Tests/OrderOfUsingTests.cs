using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>Ending in order where a `using` ends one of the two.</summary>
public class OrderOfUsingTests
{
    private static readonly FixTest s_plain = new() { EditorConfig = "devmem.exceptions = none" };

    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
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
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Ends_in_order(string name, string id, string before, string after)
    {
        Assert.NotEmpty(name);
        return s_plain.FixesAsync(id, before, after);
    }
}
