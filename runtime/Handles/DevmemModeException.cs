namespace Devmem;

/// <summary>
/// A binding asked for another autorelease mode than the one the system is locked into. The lock goes when the last receive binding is
/// finally freed, which may be later than its unbind: tokens and sockets keep it.
/// </summary>
public sealed class DevmemModeException : DevmemException
{
    /// <summary>A refused bind.</summary>
    /// <param name="requested">The mode that was asked for.</param>
    /// <param name="current">The mode that the system is locked into.</param>
    /// <param name="errno">EBUSY from version 10 of the series, EINVAL from versions 7 to 9.</param>
    /// <param name="kernelMessage">The text of the netlink extended acknowledgement.</param>
    public DevmemModeException(AutoreleaseMode requested, AutoreleaseMode current, int errno, string? kernelMessage = null)
        : base(
            $"The binding asked for autorelease {requested}, but the system is locked into autorelease {current} until its last receive binding is freed.",
            errno,
            kernelMessage)
    {
        Requested = requested;
        Current = current;
    }

    /// <summary>The mode that was asked for.</summary>
    public AutoreleaseMode Requested { get; }

    /// <summary>The mode that the system is locked into.</summary>
    public AutoreleaseMode Current { get; }
}
