namespace Devmem;

/// <summary>Another binding or io_uring (EEXIST), or AF_XDP (EBUSY), has one of the queues. It is free again when that one has ended.</summary>
public sealed class DevmemQueueTakenException : DevmemBindException
{
    internal DevmemQueueTakenException(string message, int errno, string? kernelMessage, string? attribute)
        : base(BindRefusal.QueueTaken, message, errno, kernelMessage, attribute)
    {
    }
}
