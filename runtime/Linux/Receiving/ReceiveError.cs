using Devmem.Backends;

namespace Devmem.Linux.Receiving;

/// <summary>What each errno of recvmsg(MSG_SOCK_DEVMEM) means and what a program can do.</summary>
internal static class ReceiveError
{
    internal static DevmemException Exception(int errno, int linearLength) => new("Could not receive: " + Explain(errno, linearLength), errno);

    private static string Explain(int errno, int linearLength) => errno switch
    {
        Errno.EFAULT when linearLength == 0 =>
            "bytes that are not in the dmabuf have arrived and the linear buffer is empty. Nothing is lost: receive again with a buffer.",
        Errno.EFAULT =>
            "the queued data cannot be delivered. Without autorelease this is so when a second binding feeds the socket: steer the flow to one binding.",
        Errno.ENODEV =>
            "the queued data belongs to no dmabuf binding this socket can use: another provider of the queue (io_uring), or, without autorelease, "
            + "a binding that was undone before the socket first received.",
        Errno.ENOMEM => "the kernel has no memory for the socket's tokens. Return held tokens and try again; nothing is lost.",
        Errno.ETOOSMALL => "the kernel found no room for a single record. Nothing is lost.",
        Errno.ENOTCONN => "the socket is not connected.",
        Errno.ECONNRESET => "the peer reset the connection. Tokens that are held stay valid and are still owed.",
        Errno.ETIMEDOUT => "the connection timed out. Tokens that are held stay valid and are still owed.",
        _ => "the kernel refused. Tokens that are held stay valid and are still owed.",
    };
}
