using Devmem.Backends;

namespace Devmem.Linux.Sending;

/// <summary>What each errno of a devmem send means and what a program can do.</summary>
internal static class SendError
{
    /// <param name="sent">Bytes that were queued before: they are on their way, and the NIC still reads them.</param>
    internal static DevmemException Exception(int errno, long sent, long length)
    {
        string partly = sent == 0
            ? string.Empty
            : $" The first {sent} of {length} bytes are queued and will be sent; leave their memory alone until the sender has been closed and the binding undone.";
        return new DevmemException("Could not send: " + Explain(errno) + partly, errno);
    }

    private static string Explain(int errno) => errno switch
    {
        Errno.EINVAL => "the kernel knows no transmit binding of this id, or SO_ZEROCOPY is off. Was the binding undone?",
        Errno.ENODEV => "the route of this connection leaves through another interface than the one the dmabuf is bound to.",
        Errno.EHOSTUNREACH => "there is no route to the peer.",
        Errno.EFAULT => "the range does not lie in the dmabuf.",
        Errno.ENOBUFS => "there is no memory for a completion record (net.core.optmem_max).",
        Errno.EPIPE or Errno.ECONNRESET => "the connection is closed.",
        _ => "the kernel refused.",
    };
}
