using System.Threading.Tasks;

namespace Devmem.CodeFixes.Tests;

/// <summary>Members that own a handle and that a release method which is there forgets: DEVMEM011.</summary>
public class ReleaseMethodTests
{
    [Fact]
    public Task What_came_from_a_field_is_released_before_it() => OwnedMemberTests.FixesAsync("Release '_socket' in 'Dispose'", """
        internal sealed class Server([Owning] RxBinding binding) : IDisposable
        {
            private DevmemSocket? _socket;

            public void Start(Socket raw)
            {
                if (_socket is null)
                    _socket = binding.Attach(raw);
            }

            public void Dispose()
            {
                // The binding is ours.
                binding.Dispose();
            }
        }
        """, """
        internal sealed class Server([Owning] RxBinding binding) : IDisposable
        {
            private DevmemSocket? _socket;

            public void Start(Socket raw)
            {
                if (_socket is null)
                    _socket = binding.Attach(raw);
            }

            public void Dispose()
            {
                _socket?.Dispose();
                // The binding is ours.
                binding.Dispose();
            }
        }
        """);

    [Fact]
    public Task Work_goes_where_the_release_method_leaves_it() => OwnedMemberTests.FixesAsync("Release '_held' in 'Dispose'", """
        internal class Patterned : IDisposable
        {
            private readonly DevmemSocket _socket;
            private readonly List<FragmentBatch> _held = new();

            public Patterned([Owning] DevmemSocket socket) => _socket = socket;

            public void Next(byte[] linear) => _held.Add(_socket.Receive(linear));

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing)
                {
                    _socket.Dispose();
                }
            }
        }
        """, """
        internal class Patterned : IDisposable
        {
            private readonly DevmemSocket _socket;
            private readonly List<FragmentBatch> _held = new();

            public Patterned([Owning] DevmemSocket socket) => _socket = socket;

            public void Next(byte[] linear) => _held.Add(_socket.Receive(linear));

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (disposing)
                {
                    foreach (FragmentBatch batch in _held)
                    {
                        batch.Dispose();
                    }
                    _socket.Dispose();
                }
            }
        }
        """);

    [Fact]
    public Task Every_release_method_releases_it() => OwnedMemberTests.FixesAsync("Release '_socket' in 'Dispose'", """
        internal sealed class Both([Owning] DevmemSocket socket) : IDisposable, IAsyncDisposable
        {
            private readonly DevmemSocket _socket = socket;

            public void Dispose()
            {
                Console.WriteLine("closed"); // tell
            }

            public ValueTask DisposeAsync()
            {
                // Nothing to wait for.
                return default;
            }
        }
        """, """
        internal sealed class Both([Owning] DevmemSocket socket) : IDisposable, IAsyncDisposable
        {
            private readonly DevmemSocket _socket = socket;

            public void Dispose()
            {
                Console.WriteLine("closed"); // tell
                _socket.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                _socket.Dispose();
                // Nothing to wait for.
                return default;
            }
        }
        """);
}
