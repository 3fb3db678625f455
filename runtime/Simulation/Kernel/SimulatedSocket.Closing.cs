using System.Net.Sockets;

namespace Devmem.Simulation;

internal sealed partial class SimulatedSocket
{
    internal override void Close()
    {
        lock (Kernel.Gate)
        {
            CountTokensOut();
            bool unread = _segments.Count > 0 || Arrived() > 0;
            _closed = true;
            SettleHeld(AutoreleaseMode.Off);
            Steering.Unsteer(this);
            Device.Leave(this);
            CloseReal(reset: unread);
            if (unread || Device.PeersRespond)
                Destroy();
            else
                Device.Linger(this);
            Kernel.Signal.Raise();
        }
    }

    /// <summary>The connection has reached CLOSED: only now do queue and tokens go, not at the close of the descriptor.</summary>
    internal void Destroy()
    {
        IsDestroyed = true;
        while (_segments.Count > 0)
            Discard(int.MaxValue);
        for (uint number = 1; number < _tokens.End; number++)
        {
            if (_tokens.Remove(number) is not { } page)
                continue;
            page.Tokens--;
            page.Pool.Put(page);
        }

        SettleHeld(AutoreleaseMode.On);
        UserOf?.RemoveUser();
        Kernel.Signal.Raise();
    }

    private void CountTokensOut()
    {
        if (Held == 0)
            return;
        Kernel.Harm.ClosesWithTokensOut++;
        Kernel.Harm.TokensOutAtClose += Held;
    }

    /// <summary>Unread data makes TCP reset the connection. The real socket knows nothing of what was taken out of it, so it is told.</summary>
    private void CloseReal(bool reset)
    {
        if (reset)
            _socket.Close(timeout: 0);
        else
            _socket.Dispose();
    }

    /// <summary>On: the kernel has returned what the program held. Off: nobody has, and only the binding's end will.</summary>
    private void SettleHeld(AutoreleaseMode mode)
    {
        foreach (Delivery delivery in Kernel.Deliveries.All)
        {
            if (!delivery.IsLive || delivery.Socket != this || delivery.Page.Pool.Binding.Autorelease != mode)
                continue;
            if (mode == AutoreleaseMode.On)
                Kernel.Deliveries.End(delivery);
            else
                delivery.Stranded = true;
        }
    }
}
