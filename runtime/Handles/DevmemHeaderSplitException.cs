namespace Devmem;

/// <summary>
/// Header split is not explicitly on, or has a threshold above 0 (EINVAL): packets whose headers and payload are not parted cannot go to a
/// dmabuf. <see cref="DevmemBindException.Reason"/> says which of the two.
/// </summary>
public sealed class DevmemHeaderSplitException : DevmemBindException
{
    internal DevmemHeaderSplitException(BindRefusal reason, string message, int errno, string? kernelMessage, string? attribute)
        : base(reason, message, errno, kernelMessage, attribute)
    {
    }
}
