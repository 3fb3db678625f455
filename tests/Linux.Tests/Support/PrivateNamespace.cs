using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;
using Devmem.Backends;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux.Tests.Support;

/// <summary>Who a test is to the kernel.</summary>
public enum Identity
{
    /// <summary>Whoever runs the tests.</summary>
    Same,

    /// <summary>An ordinary user.</summary>
    Nobody,

    /// <summary>Root that lacks CAP_NET_ADMIN.</summary>
    RootWithoutNetAdmin,
}

/// <summary>
/// Runs a test on a thread of its own in a network namespace of its own, which goes with the thread. Namespace and identity belong to a
/// thread in Linux, so the rest of the process keeps its own.
/// </summary>
internal static class PrivateNamespace
{
    private const int CLONE_NEWNET = 0x40000000;

    /// <summary>The namespace this thread is in now; it lives as long as the handle, too.</summary>
    internal static SafeFileHandle Open() => File.OpenHandle("/proc/thread-self/ns/net");

    /// <summary>Leaves this thread in a fresh namespace.</summary>
    internal static void Renew() => Assert.Equal(0, ThreadIdentity.Unshare(CLONE_NEWNET));

    internal static void Run(Action test) => Run(Identity.Same, prepare: null, test);

    /// <param name="prepare">Runs before the identity is given up.</param>
    internal static void Run(Identity identity, Action? prepare, Action test)
    {
        Kernel.RunningKernel.Require();
        ExceptionDispatchInfo? outcome = null;
        var thread = new Thread(() =>
        {
            try
            {
                int errno = ThreadIdentity.Unshare(CLONE_NEWNET);
                Assert.SkipUnless(errno == 0, $"no network namespace of its own: {Errno.Describe(errno)} (root is needed)");
                prepare?.Invoke();
                ThreadIdentity.Become(identity);
                test();
            }
            catch (Exception exception)
            {
                outcome = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)), "the test in the namespace did not end");
        outcome?.Throw();
    }
}
