using System;
using System.Runtime.InteropServices;
using Devmem.Backends;

namespace Devmem.Linux.Tests.Support;

/// <summary>Namespaces and credentials of one thread, by bare system calls: the C library would change all threads.</summary>
internal static unsafe partial class ThreadIdentity
{
    private const nint NobodyId = 65534;
    private const uint CapabilityVersion3 = 0x20080522;
    private const int CAP_NET_ADMIN = 12;

    private static bool IsArm64 => RuntimeInformation.ProcessArchitecture == Architecture.Arm64;

    /// <returns>0 or the errno.</returns>
    internal static int Unshare(int flags) => UnshareThread(flags) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Moves this thread into the namespace of a descriptor.</summary>
    internal static void Enter(SafeHandle networkNamespace)
    {
        int errno = EnterNamespace(networkNamespace, 0) == 0 ? 0 : Marshal.GetLastPInvokeError();
        Assert.True(errno == 0, $"setns: {Errno.Describe(errno)}");
    }

    internal static void Become(Identity identity)
    {
        if (identity == Identity.Nobody)
            Check(SystemCall(IsArm64 ? 147 : 117, NobodyId, NobodyId, NobodyId), "setresuid");
        else if (identity == Identity.RootWithoutNetAdmin)
            DropNetAdmin();
    }

    private static void DropNetAdmin()
    {
        uint* header = stackalloc uint[] { CapabilityVersion3, 0 };
        uint* data = stackalloc uint[6]; // two times effective, permitted, inheritable
        Check(SystemCall(IsArm64 ? 90 : 125, (nint)header, (nint)data, 0), "capget");
        data[0] &= ~(1u << CAP_NET_ADMIN);
        data[1] &= ~(1u << CAP_NET_ADMIN);
        Check(SystemCall(IsArm64 ? 91 : 126, (nint)header, (nint)data, 0), "capset");
    }

    private static void Check(nint result, string name)
    {
        int errno = result == 0 ? 0 : Marshal.GetLastPInvokeError();
        Assert.SkipUnless(errno == 0, $"{name} is refused: {Errno.Describe(errno)} (root is needed)");
    }

    [LibraryImport("libc", EntryPoint = "unshare", SetLastError = true)]
    private static partial int UnshareThread(int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int EnterNamespace(SafeHandle descriptor, int type);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);
}
