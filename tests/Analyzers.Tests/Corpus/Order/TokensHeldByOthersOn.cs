//# rules = DEVMEM002 DEVMEM007
//# devmem.autorelease = on
using System.Net.Sockets;
using Devmem;

/// <summary>The kernel returns what is held when the socket closes: nothing is lost by the order.</summary>
internal static class TokensHeldByOthersOn
{
    static void Deferred_and_closed_first(RxBinding binding, Socket connection, byte[] linear, IReleaseFence fence)
    {
        using var later = new DeferredReleases();
        using DevmemSocket socket = binding.Attach(connection);
        later.Add(socket.Receive(linear), fence);
    }
}
