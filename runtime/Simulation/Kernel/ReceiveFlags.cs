using System;

namespace Devmem.Simulation;

/// <summary>What a receive of the simulated kernel can be asked for; the handles ask for none of these, the behaviour table for all.</summary>
[Flags]
internal enum ReceiveFlags
{
    None = 0,

    /// <summary>MSG_PEEK: hands out real tokens, each of which must be returned.</summary>
    Peek = 1,

    /// <summary>MSG_TRUNC: discards without record and without token.</summary>
    Truncate = 2,

    /// <summary>Without MSG_SOCK_DEVMEM: unreadable data answers EFAULT and stays.</summary>
    Ordinary = 4,
}
