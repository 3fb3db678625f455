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
