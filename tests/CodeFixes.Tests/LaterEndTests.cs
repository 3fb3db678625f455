using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>Ending in order behind what still needs the handle, on some of the paths, and in every kind of body.</summary>
public class LaterEndTests
{
    private static readonly FixTest s_plain = new() { EditorConfig = "devmem.exceptions = none" };

    public static TheoryData<string, string, string, string> Cases { get; } = new()
    {
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
}
