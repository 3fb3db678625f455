using System;

namespace Devmem.Backends;

/// <summary>One network interface of one kernel, real or simulated. Safe for any thread.</summary>
internal abstract class DeviceBackend
{
    /// <summary>The interface's name.</summary>
    internal abstract string Name { get; }

    /// <summary>What kernel and driver offer. Probed once, without side effects.</summary>
    internal abstract DevmemCapabilities Capabilities { get; }

    /// <summary>NETDEV_CMD_BIND_RX.</summary>
    /// <param name="memory">The dmabuf; anything but the backend's own kind is refused as the kernel refuses a descriptor that is no dma-buf (EINVAL).</param>
    /// <param name="queues">The receive queues; at least one.</param>
    /// <param name="requested">Null: the attribute is not sent, and the kernel does what it does by itself.</param>
    /// <exception cref="NotSupportedException">Off was asked for and this kernel has only On.</exception>
    /// <exception cref="DevmemModeException">The system is locked into the other mode (EBUSY or EINVAL with the text "System already configured ...").</exception>
    /// <exception cref="DevmemException">Every other refusal, with errno and extended-ack text.</exception>
    internal abstract RxBindingBackend BindRx(DmabufMemory memory, ReadOnlySpan<int> queues, AutoreleaseMode? requested);

    /// <summary>NETDEV_CMD_BIND_TX.</summary>
    /// <exception cref="DevmemException">The kernel refused, with errno and extended-ack text.</exception>
    internal abstract TxBindingBackend BindTx(DmabufMemory memory);

    /// <summary>The device handle was disposed. Bindings live on: each holds what keeps it bound. Called once.</summary>
    internal abstract void Close();
}
