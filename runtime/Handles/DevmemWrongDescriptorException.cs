namespace Devmem;

/// <summary>The descriptor is closed (EBADF) or is no dma-buf (EINVAL).</summary>
public sealed class DevmemWrongDescriptorException : DevmemBindException
{
    internal DevmemWrongDescriptorException(string message, int errno, string? kernelMessage, string? attribute)
        : base(BindRefusal.WrongDescriptor, message, errno, kernelMessage, attribute)
    {
    }
}
