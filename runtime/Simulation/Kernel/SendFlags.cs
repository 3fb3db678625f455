using System;

namespace Devmem.Simulation;

/// <summary>What a sendmsg lacks or has wrong that the handles always have right.</summary>
[Flags]
internal enum SendFlags
{
    None = 0,

    /// <summary>MSG_ZEROCOPY or SO_ZEROCOPY is missing.</summary>
    WithoutZeroCopy = 1,

    /// <summary>The control message is of another length or type.</summary>
    OddMessage = 2,
}
