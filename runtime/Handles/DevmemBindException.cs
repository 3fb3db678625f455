namespace Devmem;

/// <summary>
/// The kernel refused a binding. The message says what it said, and what to do. The refusals that a program is likely to act on have a class
/// of their own; <see cref="Reason"/> tells all of them apart.
/// </summary>
public class DevmemBindException : DevmemException
{
    /// <summary>A refused bind.</summary>
    /// <param name="reason">What the answer means.</param>
    /// <param name="message">What was tried and what to do.</param>
    /// <param name="errno">The error number, positive.</param>
    /// <param name="kernelMessage">The text of the netlink extended acknowledgement; null where the kernel sent none.</param>
    /// <param name="attribute">What in the request the kernel pointed at, in words; null where it pointed at nothing.</param>
    public DevmemBindException(BindRefusal reason, string message, int errno, string? kernelMessage = null, string? attribute = null)
        : base(attribute is null ? message : $"{message} The kernel points at: {attribute}.", errno, kernelMessage)
    {
        Reason = reason;
        Attribute = attribute;
    }

    /// <summary>What the answer means.</summary>
    public BindRefusal Reason { get; }

    /// <summary>What in the request the kernel pointed at, for example "attribute: dmabuf ifindex"; null where it pointed at nothing.</summary>
    public string? Attribute { get; }

    /// <summary>The exception of the class that the reason has.</summary>
    internal static DevmemBindException Of(BindRefusal reason, string message, int errno, string? kernelMessage = null, string? attribute = null) => reason switch
    {
        BindRefusal.MissingPrivilege => new DevmemPrivilegeException(message, errno, kernelMessage, attribute),
        BindRefusal.UnknownInterface => new DevmemUnknownInterfaceException(message, errno, kernelMessage, attribute),
        BindRefusal.WrongDescriptor => new DevmemWrongDescriptorException(message, errno, kernelMessage, attribute),
        BindRefusal.HeaderSplitOff or BindRefusal.HeaderSplitThreshold =>
            new DevmemHeaderSplitException(reason, message, errno, kernelMessage, attribute),
        BindRefusal.XdpAttached => new DevmemXdpException(message, errno, kernelMessage, attribute),
        BindRefusal.QueueTaken => new DevmemQueueTakenException(message, errno, kernelMessage, attribute),
        _ => new DevmemBindException(reason, message, errno, kernelMessage, attribute),
    };
}
