namespace Devmem;

/// <summary>Why the kernel refused a binding, as far as its errno and text tell.</summary>
public enum BindRefusal
{
    /// <summary>A reason this library does not know; the kernel's words are in the message.</summary>
    Other,

    /// <summary>The process lacks CAP_NET_ADMIN where the kernel wants it.</summary>
    MissingPrivilege,

    /// <summary>There is no such interface in the network namespace of the process, or no longer.</summary>
    UnknownInterface,

    /// <summary>The driver cannot switch its queues to a dmabuf, or cannot send out of one.</summary>
    DriverUnsupported,

    /// <summary>The device cannot reach memory by DMA, or the queues belong to different devices.</summary>
    DeviceCannotDma,

    /// <summary>The interface has no such receive queue.</summary>
    NoSuchQueue,

    /// <summary>The descriptor is closed or is no dma-buf.</summary>
    WrongDescriptor,

    /// <summary>The exporter of the dma-buf would not map it for this device.</summary>
    MappingFailed,

    /// <summary>Header split is not explicitly on.</summary>
    HeaderSplitOff,

    /// <summary>Header split has a threshold above 0.</summary>
    HeaderSplitThreshold,

    /// <summary>An XDP program is attached to the interface.</summary>
    XdpAttached,

    /// <summary>Another binding, io_uring or AF_XDP has one of the queues.</summary>
    QueueTaken,

    /// <summary>The kernel does not know something the request asked for, or wants something it lacked.</summary>
    RequestNotUnderstood,

    /// <summary>The interface is down, and its driver switches queues only while it is up.</summary>
    LinkDown,
}
