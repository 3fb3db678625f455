using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Tests;

/// <summary>A member that owns a handle gets another value: DEVMEM011.</summary>
public class ReplacedMemberTests
{
    [Theory]
    [InlineData("Raw = raw;\n        // Again.\n        _socket = _binding.Attach(raw);", "Raw = raw;\n        _socket.Dispose();\n        // Again.\n        _socket = _binding.Attach(raw);")]
    [InlineData("if (raw.Connected)\n            this._socket = _binding.Attach(raw);", "if (raw.Connected)\n        {\n            this._socket.Dispose();\n            this._socket = _binding.Attach(raw);\n        }")]
    public Task What_is_replaced_is_released_first(string before, string after)
    {
        string Source(string body) => $$"""
            internal sealed class Reopens : IDisposable
            {
                private readonly RxBinding _binding;
                private DevmemSocket _socket;

                public Reopens([NotOwning] RxBinding binding, Socket raw)
                {
                    _binding = binding;
                    _socket = binding.Attach(raw);
                }

                public Socket? Raw { get; private set; }

                public void Reopen(Socket raw)
                {
                    {{body}}
                }

                public void Dispose() => _socket.Dispose();
            }
            """;
        return OwnedMemberTests.FixesAsync("Release what '_socket' holds before it is replaced", Source(before), Source(after));
    }

    [Fact]
    public Task Same_value_again_is_kept() => OwnedMemberTests.FixesAsync("Release what '_socket' holds before it is replaced", """
        internal sealed class Sets : IDisposable
        {
            private DevmemSocket? _socket;

            public DevmemSocket? Socket
            {
                get => _socket;
                set => _socket = value;
            }

            public void Dispose() => _socket?.Dispose();
        }
        """, """
        internal sealed class Sets : IDisposable
        {
            private DevmemSocket? _socket;

            public DevmemSocket? Socket
            {
                get => _socket;
                set
                {
                    if (ReferenceEquals(_socket, value))
                        return;
                    _socket?.Dispose();
                    _socket = value;
                }
            }

            public void Dispose() => _socket?.Dispose();
        }
        """);
}
