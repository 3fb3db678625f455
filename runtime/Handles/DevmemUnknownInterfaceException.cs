namespace Devmem;

/// <summary>There is no such interface in the network namespace of the process, or no longer (ENODEV).</summary>
public sealed class DevmemUnknownInterfaceException : DevmemBindException
{
    internal DevmemUnknownInterfaceException(string message, int errno, string? kernelMessage, string? attribute)
        : base(BindRefusal.UnknownInterface, message, errno, kernelMessage, attribute)
    {
    }
}
