using System;
using Devmem.Backends;

namespace Devmem.Simulation;

internal sealed partial class SimulatedInterface
{
    internal void SetPeersRespond(bool respond)
    {
        lock (Kernel.Gate)
        {
            PeersRespond = respond;
            if (!respond)
                return;
            foreach (SimulatedSocket socket in _lingering)
                socket.Destroy();
            _lingering.Clear();
        }
    }

    internal void SetLink(bool up)
    {
        lock (Kernel.Gate)
        {
            ThrowIfRemoved();
            IsLinkUp = up;

            // Going down detaches the page pools: the driver gives back what it was filling, and tokens stay valid.
            if (!up)
                RxBindings.ForEach(static binding => binding.Pool.StopFilling());
            Kernel.Signal.Raise();
        }
    }

    /// <summary>The device goes away under its bindings, which live on without it.</summary>
    internal void Remove()
    {
        lock (Kernel.Gate)
        {
            IsLinkUp = false;
            IsRemoved = true;
            Array.Clear(_queues);
            RxBindings.ForEach(static binding => binding.LoseDevice());
            Kernel.Signal.Raise();
        }
    }

    /// <summary>NETDEV_CMD_QUEUE_GET's dmabuf attribute; null while nothing is bound.</summary>
    internal uint? BoundTo(int queue)
    {
        lock (Kernel.Gate)
        {
            ThrowIfRemoved();
            if (!IsLinkUp)
                throw new DevmemException($"{Name} is down: its queues do not exist.", Errno.ENOENT);
            if ((uint)queue >= (uint)_queues.Length)
                throw new DevmemException($"{Name} has no receive queue {queue}.", Errno.EINVAL);
            return _queues[queue]?.DmabufId;
        }
    }

    private void ThrowIfRemoved()
    {
        if (IsRemoved)
            throw new DevmemException($"There is no interface {Name}.", Errno.ENODEV);
    }
}
