namespace Devmem;

/// <summary>An XDP program is attached to the interface (EEXIST).</summary>
public sealed class DevmemXdpException : DevmemBindException
{
    internal DevmemXdpException(string message, int errno, string? kernelMessage, string? attribute)
        : base(BindRefusal.XdpAttached, message, errno, kernelMessage, attribute)
    {
    }
}
