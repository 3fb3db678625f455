using System;
using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

/// <summary>
/// A file descriptor of ours. A call in flight holds a reference (the marshaller sees to it), so a concurrent Dispose closes the
/// number only when nobody can use it any more: no call ever reaches a number that was re-issued to another file.
/// </summary>
internal sealed class SafeDescriptor : SafeHandle
{
    private readonly ISystemCalls _calls;

    private SafeDescriptor(ISystemCalls calls)
        : base(-1, ownsHandle: true) => _calls = calls;

    public override bool IsInvalid => handle < 0;

    /// <summary>
    /// Runs a call that makes a descriptor. The owner exists before the call, so nothing that can fail lies between the kernel's
    /// answer and its owner.
    /// </summary>
    /// <returns>Null when the call failed; <paramref name="errno"/> then says why.</returns>
    internal static SafeDescriptor? TryOpen(ISystemCalls calls, Func<ISystemCalls, int> open, out int errno)
    {
        var owner = new SafeDescriptor(calls);
        int result = open(calls);
        errno = result < 0 ? -result : 0;
        if (result < 0)
        {
            owner.SetHandleAsInvalid();
            return null;
        }

        owner.SetHandle(result);
        return owner;
    }

    // Not retried after EINTR: Linux has released the number by then, and a second close could hit somebody else's file.
    protected override bool ReleaseHandle() => _calls.Close((int)handle) >= 0;
}
