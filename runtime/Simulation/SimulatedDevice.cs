using System;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>An interface that exists only in this process: no NIC, no root. It keeps the kernel's books.</summary>
/// <remarks>
/// Payload is real: attach one end of a loopback connection, and what the other end sends arrives in the dmabuf. The simulator reads the
/// real socket when something is received, when a binding is unbound and at <see cref="Deliver"/>, and as far as there are free pages.
/// </remarks>
public sealed class SimulatedDevice : DevmemDevice
{
    private readonly SimulatedInterface _interface;

    /// <summary>A device; without options one of a kernel of its own that carries the autorelease series.</summary>
    /// <param name="options">Queues, page size, kernel and so on.</param>
    public SimulatedDevice(SimulationOptions? options = null)
        : this(new SimulatedInterface(options ?? new SimulationOptions()))
    {
    }

    private SimulatedDevice(SimulatedInterface simulated)
        : base(simulated) => _interface = simulated;

    /// <summary>The kernel, for devices that are to share it.</summary>
    public SimulatedKernel Kernel => _interface.Kernel;

    /// <summary>
    /// False: peers no longer acknowledge anything, so a connection that is closed lingers and its tokens stay out, until this is true
    /// again. A connection that is closed with unread data is reset and lingers in no case.
    /// </summary>
    public bool PeersRespond
    {
        get => _interface.PeersRespond;
        set => _interface.SetPeersRespond(value);
    }

    /// <summary>
    /// False: no packet arrives and the interface has no queues. Bindings and tokens survive; setting it to true brings the queues back.
    /// </summary>
    /// <exception cref="DevmemException">ENODEV: the interface was removed.</exception>
    public bool IsLinkUp
    {
        get => _interface.IsLinkUp;
        set => _interface.SetLink(value);
    }

    /// <summary>Makes a dmabuf that this kernel can bind.</summary>
    /// <param name="length">Bytes; a multiple of the page size.</param>
    /// <exception cref="DevmemException">EINVAL: it is no multiple of the page size.</exception>
    public Dmabuf CreateDmabuf(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength);
        if (length % _interface.Options.PageSize != 0)
            throw new DevmemException($"The length must be a multiple of the page size, {_interface.Options.PageSize}.", Errno.EINVAL);
        return new Dmabuf(new SimulatedMemory(_interface.Kernel, length));
    }

    /// <summary>What is still held, by whom and since where.</summary>
    public LeakReport Audit() => Auditor.Audit(_interface);

    /// <summary>Which binding's dmabuf a receive queue delivers into; null while none.</summary>
    /// <param name="queue">The queue.</param>
    /// <exception cref="DevmemException">ENOENT while the link is down, EINVAL for a queue that does not exist, ENODEV after the removal.</exception>
    public uint? BoundTo(int queue) => _interface.BoundTo(queue);

    /// <summary>Removes the interface. Its bindings and tokens live on; in off mode, as proposed, what is held now is never freed.</summary>
    public void Remove() => _interface.Remove();

    /// <summary>Takes in what has arrived at every attached socket, as far as pages go: data that is queued and that nobody has received.</summary>
    public void Deliver() => _interface.Deliver();

    /// <summary>With <see cref="SendCompletion.OnDemand"/>: transmits the oldest sends of a sender, which completes them.</summary>
    /// <param name="sender">A sender of this device.</param>
    /// <param name="count">How many at most.</param>
    /// <returns>How many there were.</returns>
    public int CompleteSends(DevmemSender sender, int count = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(sender);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        SimulatedSender simulated = sender.Backend as SimulatedSender ?? throw new ArgumentException("The sender is not simulated.", nameof(sender));
        lock (_interface.Kernel.Gate)
            return simulated.Allow(count);
    }

    /// <summary>Steers a socket's flow to another binding, from its next packet on.</summary>
    /// <param name="socket">A socket of this device.</param>
    /// <param name="binding">A binding of this device.</param>
    public void Steer([NotOwning] DevmemSocket socket, [NotOwning] RxBinding binding)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(binding);
        SimulatedSocket simulated = socket.Backend as SimulatedSocket ?? throw new ArgumentException("The socket is not simulated.", nameof(socket));
        SimulatedRxBinding target = binding.Backend as SimulatedRxBinding ?? throw new ArgumentException("The binding is not simulated.", nameof(binding));
        lock (_interface.Kernel.Gate)
            simulated.SteerTo(target);
    }
}
