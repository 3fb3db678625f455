using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Tests;

/// <summary>Members that own a handle and whose type has no release method, and all of a type at once: DEVMEM011.</summary>
public class OwnedMemberTests
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.IO;\nusing System.Net.Sockets;\nusing System.Threading.Tasks;\nusing Devmem;\n\n";

    internal static Task FixesAsync(string title, string before, string after) =>
        new FixTest { IsFile = true, Title = title }.FixesAsync("DEVMEM011", Usings + before + "\n", Usings + after + "\n");

    [Fact]
    public Task Type_without_a_release_gets_one_and_its_creators_call_it() => FixesAsync("Implement 'IDisposable' and release '_socket' in it", """
        internal sealed class Connection
        {
            private readonly DevmemSocket _socket; // ours

            public Connection(RxBinding binding, Socket raw) => _socket = binding.Attach(raw);

            public Socket Raw => _socket.Socket;

            private void Helper() { }
        }

        internal static class Uses
        {
            public static void Run(RxBinding binding, Socket raw)
            {
                // One connection.
                Connection connection = new Connection(binding, raw);
                Console.WriteLine(connection.Raw);
            }

            public static Connection Make(RxBinding binding, Socket raw) => new Connection(binding, raw);
        }
        """, """
        internal sealed class Connection : IDisposable
        {
            private readonly DevmemSocket _socket; // ours

            public Connection(RxBinding binding, Socket raw) => _socket = binding.Attach(raw);

            public Socket Raw => _socket.Socket;

            public void Dispose() => _socket.Dispose();

            private void Helper() { }
        }

        internal static class Uses
        {
            public static void Run(RxBinding binding, Socket raw)
            {
                // One connection.
                using Connection connection = new Connection(binding, raw);
                Console.WriteLine(connection.Raw);
            }

            public static Connection Make(RxBinding binding, Socket raw) => new Connection(binding, raw);
        }
        """);

    [Fact]
    public Task Owner_of_the_owner_releases_it_too() => FixesAsync("Implement 'IDisposable' and release '_socket' in it", """
        internal sealed class Inner
        {
            private readonly DevmemSocket _socket;

            public Inner([Owning] DevmemSocket socket)
            {
                _socket = socket;
            }
        }

        internal sealed class Outer
        {
            private readonly Inner _inner;

            public Outer([Owning] DevmemSocket socket)
            {
                _inner = new Inner(socket);
            }
        }
        """, """
        internal sealed class Inner : IDisposable
        {
            private readonly DevmemSocket _socket;

            public Inner([Owning] DevmemSocket socket)
            {
                _socket = socket;
            }

            public void Dispose()
            {
                _socket.Dispose();
            }
        }

        internal sealed class Outer : IDisposable
        {
            private readonly Inner _inner;

            public Outer([Owning] DevmemSocket socket)
            {
                _inner = new Inner(socket);
            }

            public void Dispose()
            {
                _inner.Dispose();
            }
        }
        """);

    [Theory]
    [InlineData("internal sealed class Reader : MemoryStream")]
    [InlineData("internal class Base : IDisposable\n{\n    public void Dispose() => Dispose(true);\n\n    protected virtual void Dispose(bool disposing) { }\n}\n\ninternal sealed class Reader : Base")]
    public Task Type_with_a_base_that_can_be_released_overrides_it(string head) => FixesAsync("Override 'Dispose' and release '_socket' in it", head + "\n" + """
        {
            private DevmemSocket? _socket;

            public void Start([Owning] DevmemSocket socket)
            {
                _socket?.Dispose();
                _socket = socket;
            }
        }
        """, head + "\n" + """
        {
            private DevmemSocket? _socket;

            public void Start([Owning] DevmemSocket socket)
            {
                _socket?.Dispose();
                _socket = socket;
            }

            protected override void Dispose(bool disposing)
            {
                if (disposing)
                    _socket?.Dispose();

                base.Dispose(disposing);
            }
        }
        """);

    [Fact]
    public async Task Creators_in_other_files_are_repaired_with_it()
    {
        const string Library = "using System;\nusing System.Net.Sockets;\nusing Devmem;\n\npublic sealed class Connection\n{\n    private readonly DevmemSocket _socket;\n    public Connection([Owning] DevmemSocket socket) => _socket = socket;\n    public Socket Raw => _socket.Socket;\n}\n";
        const string Program = "using System;\nusing Devmem;\n\nclass Program\n{\n    static void Run(RxBinding binding, System.Net.Sockets.Socket raw)\n    {\n        var connection = new Connection(binding.Attach(raw));\n        Console.WriteLine(connection.Raw);\n    }\n}\n";
        Document owner = TestProject.Solution([Library, Program]).Projects.Single().Documents.First();

        Solution changed = await Fixing.FixAllAsync(owner, "DEVMEM011", FixAllScope.Document);

        Project project = changed.Projects.Single();
        Assert.Contains("using var connection", (await project.Documents.Last().GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        Assert.Empty(await Fixing.FindingsAsync(project));
    }

    [Fact]
    public Task All_members_of_a_type_in_the_right_order_once_and_for_all() => new FixTest { IsFile = true }.FixesAllAsync(Usings + """
        internal class Server
        {
            private readonly RxBinding _binding;
            private readonly DevmemSocket _socket;

            public Server(DevmemDevice device, Dmabuf memory, Socket raw)
            {
                _binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
                _socket = _binding.Attach(raw);
            }
        }

        """, Usings + """
        internal class Server : IDisposable
        {
            private readonly RxBinding _binding;
            private readonly DevmemSocket _socket;

            public Server(DevmemDevice device, Dmabuf memory, Socket raw)
            {
                _binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
                try
                {
                    _socket = _binding.Attach(raw);
                }
                catch
                {
                    _binding.Dispose();
                    throw;
                }
            }

            public void Dispose()
            {
                _socket.Dispose();
                _binding.Dispose();
            }
        }

        """, "DEVMEM008", "DEVMEM011");

    [Fact]
    public Task Nothing_where_a_creator_cannot_be_repaired() => new FixTest { IsFile = true }.OffersNothingAsync("DEVMEM011", Usings + """
        public sealed class Held
        {
            private readonly DevmemSocket _socket;

            public Held([Owning] DevmemSocket socket) => _socket = socket;

            public int Port => _socket.Socket.Available;
        }

        internal sealed class Factory
        {
            private static Held? s_held;

            public static void Fill(DevmemSocket first, int n)
            {
                for (int i = 0; i < n; i++)
                {
                    Held held = new Held(first);
                    s_held ??= held;
                }
            }
        }

        """);
}
