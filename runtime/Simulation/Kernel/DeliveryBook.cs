using System.Collections.Generic;

namespace Devmem.Simulation;

/// <summary>What the program holds by its own account. Entries are used again, so that a receive allocates nothing here.</summary>
internal sealed class DeliveryBook
{
    private readonly List<Delivery> _all = [];
    private readonly Stack<Delivery> _free = new();

    /// <summary>In no order; those that are not live are between their uses.</summary>
    internal IReadOnlyList<Delivery> All => _all;

    internal Delivery Add(SimulatedSocket socket, SimulatedPage page)
    {
        if (!_free.TryPop(out Delivery? delivery))
            _all.Add(delivery = new Delivery(_all.Count));
        delivery.Generation++;
        delivery.IsLive = true;
        delivery.Socket = socket;
        delivery.Page = page;
        delivery.Detached = 0;
        delivery.Stranded = false;
        delivery.DetachedAt = null;
        page.HeldByProgram++;
        socket.Held++;
        return delivery;
    }

    /// <summary>Null: it has ended.</summary>
    internal Delivery? Find(long serial)
    {
        int index = (int)(serial & uint.MaxValue) - 1;
        return (uint)index < (uint)_all.Count && _all[index].IsLive && _all[index].Serial == serial ? _all[index] : null;
    }

    internal void End(Delivery delivery)
    {
        delivery.IsLive = false;
        delivery.Page.HeldByProgram--;
        if (delivery.Page.Returning > 0)
            delivery.Page.Returning--;
        delivery.Socket.Held--;
        _free.Push(delivery);
    }
}
