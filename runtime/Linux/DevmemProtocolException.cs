namespace Devmem;

/// <summary>
/// The kernel's answer does not hold together: a length that reaches outside the buffer, a fragment outside the dmabuf, a record of a
/// foreign binding. Nothing was read beyond the answer, and whatever tokens it had brought were returned; the bytes of such a receive are lost to
/// the stream, and <see cref="LostBytes"/> says how many they were.
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

    /// <summary>An answer that cannot be followed, and what a receive took from the stream with it.</summary>
    /// <param name="message">What does not fit.</param>
    /// <param name="lostBytes">Bytes of the stream.</param>
    public DevmemProtocolException(string message, long lostBytes)
        : this(message) => LostBytes = lostBytes;

    /// <summary>
    /// How many bytes of the stream went with the answer: all that the receive took, dmabuf and linear bytes together. The next receive
    /// begins so many bytes further on. 0 where the answer was none of a receive.
    /// </summary>
    public long LostBytes { get; }
}
