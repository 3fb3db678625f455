namespace Devmem;

/// <summary>The kernel refused a binding. The message says what it said, and what to do.</summary>
public sealed class DevmemBindException : DevmemException
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
}
