using System.IO;
using Devmem.Backends;

namespace Devmem;

/// <summary>The kernel refused a call. The message says what was tried, what the kernel said and, where known, what to do.</summary>
public class DevmemException : IOException
{
    /// <summary>An answer of the kernel.</summary>
    /// <param name="message">What was tried and what follows from the answer.</param>
    /// <param name="errno">The error number, positive, as <c>errno.h</c> has it.</param>
    /// <param name="kernelMessage">The text of the netlink extended acknowledgement; null where the kernel sent none.</param>
    public DevmemException(string message, int errno, string? kernelMessage = null)
        : base(Compose(message, errno, kernelMessage))
    {
        Errno = errno;
        KernelMessage = kernelMessage;
    }

    /// <summary>The error number, positive, as <c>errno.h</c> has it. 525 is the kernel-internal ETOOSMALL, which has no name there.</summary>
    public int Errno { get; }

    /// <summary>The text of the netlink extended acknowledgement; null where the kernel sent none.</summary>
    public string? KernelMessage { get; }

    private static string Compose(string message, int errno, string? kernelMessage) =>
        kernelMessage is null
            ? $"{message} ({Backends.Errno.Describe(errno)})"
            : $"{message} ({Backends.Errno.Describe(errno)}: \"{kernelMessage}\")";
}
