using Devmem.Backends;

namespace Devmem.Linux.Interop;

/// <summary>Turns an errno into the exception that carries it.</summary>
internal static class KernelError
{
    /// <param name="action">What was tried, as in "could not ...".</param>
    internal static DevmemException Exception(string action, int errno) => new($"Could not {action}.", errno);
}
