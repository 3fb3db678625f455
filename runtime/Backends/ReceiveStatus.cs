namespace Devmem.Backends;

/// <summary>What one receive came to. Errors are exceptions.</summary>
internal enum ReceiveStatus
{
    /// <summary>Nothing is there now (EAGAIN).</summary>
    WouldBlock,

    /// <summary>At least one byte was delivered: the record buffer says where.</summary>
    Received,

    /// <summary>The peer has finished and everything was delivered (recvmsg returned 0).</summary>
    EndOfStream,
}
