namespace Devmem;

/// <summary>
/// The kernel's answer does not hold together: a length that reaches outside the buffer, a fragment outside the dmabuf, a record of a
/// foreign binding. Nothing was read beyond the answer, and whatever tokens it had brought were returned; the bytes of such a receive are lost to
/// the stream.
/// </summary>
public sealed class DevmemProtocolException : DevmemException
{
    private const int EBADMSG = 74;

    /// <summary>An answer that cannot be followed.</summary>
    /// <param name="message">What does not fit.</param>
    public DevmemProtocolException(string message)
        : base(message, EBADMSG)
    {
    }
}
