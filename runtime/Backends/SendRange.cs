namespace Devmem.Backends;

/// <summary>
/// The MSG_ZEROCOPY calls that one send took, as the error queue numbers them: per socket from 0, both ends inclusive, wrapping at 2^32.
/// A send that the kernel took in parts has several.
/// </summary>
internal readonly record struct SendRange(uint First, uint Last);
