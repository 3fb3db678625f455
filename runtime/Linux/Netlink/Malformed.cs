namespace Devmem.Linux.Netlink;

/// <summary>An answer of the kernel that does not hold together: said in words, never followed blindly.</summary>
internal static class Malformed
{
    internal static DevmemProtocolException Netlink(string what) => new("The kernel's netlink answer cannot be read: " + what + ".");

    internal static DevmemProtocolException ControlMessage(string what, long lostBytes) => new(
        $"The control messages of a receive cannot be read: {what}. Its tokens were returned; its {lostBytes} bytes are lost to the stream.", lostBytes);

    internal static DevmemProtocolException ErrorQueue(string what) => new("A message of the socket's error queue cannot be read: " + what + ".");
}
