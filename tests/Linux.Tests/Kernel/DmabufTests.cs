using System;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Memory;
using Devmem.Linux.Tests.Support;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Making and adopting dma-bufs, as far as a machine without an exporter can show it.</summary>
public class DmabufTests
{
    private static int Page => Environment.SystemPageSize;

    [Fact]
    public void A_udmabuf_is_made_read_and_written_or_the_device_is_named()
    {
        RunningKernel.Require();
        int errno = Udmabuf.ProbeDevice(RunningKernel.Calls);
        if (errno == Errno.ENOENT)
        {
            var missing = Assert.Throws<PlatformNotSupportedException>(() => Dmabuf.CreateUdmabuf(Page));
            Assert.Contains("/dev/udmabuf", missing.Message, StringComparison.Ordinal);
            return;
        }

        Assert.SkipUnless(errno == 0, $"/dev/udmabuf cannot be opened: {Errno.Describe(errno)}");
        using Dmabuf dmabuf = Dmabuf.CreateUdmabuf(4 * Page);
        dmabuf.CopyFrom(Page - 1, "across"u8);
        byte[] read = new byte[6];
        dmabuf.CopyTo(Page - 1, read);
        Assert.Equal("across"u8, read);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4097)]
    public void Lengths_are_whole_pages(long length)
    {
        RunningKernel.Require();
        Assert.Throws<ArgumentOutOfRangeException>(() => Dmabuf.CreateUdmabuf(length));
        using SafeFileHandle file = Memfd.Create(2 * Page);
        Assert.Throws<ArgumentOutOfRangeException>(() => Dmabuf.FromFileDescriptor(file, length));
    }

    [Fact]
    public void A_descriptor_that_is_closed_or_too_small_is_refused_and_stays_its_owners()
    {
        RunningKernel.Require();
        using SafeFileHandle small = Memfd.Create(Page);
        Assert.Throws<ArgumentOutOfRangeException>(() => Dmabuf.FromFileDescriptor(small, 2 * Page));
        Assert.False(small.IsClosed);
        using var none = new SafeFileHandle(1_000_000, ownsHandle: false);
        Assert.Throws<ArgumentException>(() => Dmabuf.FromFileDescriptor(none, Page));
    }

    [Fact]
    public void An_adopted_descriptor_is_closed_on_exec_and_with_its_handle()
    {
        RunningKernel.Require();
        SafeFileHandle memory = Memfd.Create(Page);
        const int ClearFlags = 0, F_GETFD = 1, F_SETFD = 2, FD_CLOEXEC = 1;
        Assert.Equal(0, RunningKernel.Calls.FileControl(memory, F_SETFD, ClearFlags));
        Dmabuf dmabuf = Dmabuf.FromFileDescriptor(memory, Page);
        Assert.Equal(FD_CLOEXEC, RunningKernel.Calls.FileControl(memory, F_GETFD, 0));
        dmabuf.Dispose();
        Assert.True(memory.IsClosed);
    }

    [Fact]
    public void CPU_access_is_between_syncs_with_a_direction()
    {
        RunningKernel.Require();
        var calls = new SyncedMemory();
        using var dmabuf = new Dmabuf(new LinuxDmabufMemory(calls, Memfd.Create(Page), Page));
        dmabuf.CopyFrom(10, "text"u8);
        byte[] read = new byte[4];
        dmabuf.CopyTo(10, read);
        Assert.Equal("text"u8, read);
        Assert.Equal([2ul, 6ul, 1ul, 5ul], calls.Syncs); // write: start, end; read: start, end
    }

    [Fact]
    public void The_runtime_tells_unreadable_data_apart_by_EFAULT()
    {
        // The asynchronous wait relies on it: a look without the devmem flag answers EFAULT while payload lies in a dmabuf.
        Assert.Equal(Errno.EFAULT, new SocketException((int)SocketError.Fault).NativeErrorCode);
    }
}
