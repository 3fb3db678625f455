using System;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Memory;
using Devmem.Linux.Netlink;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Faults;

/// <summary>Between the system call and the caller's hands: closes, records that cannot be trusted, modes.</summary>
public sealed class HandOverTests : IDisposable
{
    private readonly TcpPair _pair = new();

    [Fact]
    public async Task A_close_while_a_receive_is_in_the_kernel_returns_what_it_brought()
    {
        var kernel = new ScriptedKernel(FaultPlan.None, NetlinkAttributeType.U8);
        using RxBinding binding = Bind(kernel, AutoreleaseMode.Off);
        DevmemSocket socket = binding.Attach(_pair.Local);
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 4096));
        Task? close = null;
        kernel.DuringReceive = () =>
        {
            kernel.DuringReceive = null;
            close = Task.Run(socket.Close, TestContext.Current.CancellationToken);
            SpinWait.SpinUntil(() => close.Status == TaskStatus.Running && IsClosed(socket), TimeSpan.FromSeconds(5));
            Thread.Sleep(20);
        };
        Assert.Throws<ObjectDisposedException>(() => socket.Receive(new byte[8192]).Dispose());
        await close!.WaitAsync(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal(1, kernel.Tcp.Issued);
        Assert.Empty(kernel.Tcp.Held);
    }

    [Fact]
    public void A_number_that_is_issued_anew_while_its_return_is_in_the_kernel_is_not_sent_again()
    {
        var kernel = new ScriptedKernel(FaultPlan.None);
        using RxBinding binding = Bind(kernel, AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(_pair.Local);
        for (uint i = 0; i < 1300; i++)
            kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 1, i));
        FragmentBatch first = socket.Receive(new byte[8192]);
        Assert.Equal(1, kernel.Tcp.Return([new TokenRange(40, 1)])); // behind the library's back: the next answer will be short
        FragmentBatch? second = null;
        kernel.AfterReturn = () =>
        {
            kernel.AfterReturn = null;
            for (uint i = 0; i < 1030; i++)
                kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 1, i));
            second = socket.Receive(new byte[8192]);
        };
        first.Release();
        Assert.Equal(1030, second!.Count);
        Assert.Equal(1030, kernel.Tcp.Held.Count);
        second.Release();
        Assert.Empty(kernel.Tcp.Held);
    }

    [Theory]
    [InlineData(2u, 0ul)]
    [InlineData(1u, 1ul << 40)]
    public void Records_that_cannot_be_trusted_are_returned_and_refused(uint id, ulong offset)
    {
        var kernel = new ScriptedKernel(FaultPlan.None);
        using RxBinding binding = Bind(kernel, AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(_pair.Local);
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 100));
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 100, offset, id));
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Linear, 30));
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 100));
        var refused = Assert.Throws<DevmemProtocolException>(() => socket.Receive(new byte[8192]).Dispose());
        Assert.Equal(330, refused.LostBytes);
        Assert.Contains("330 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, kernel.Tcp.Issued);
        Assert.Empty(kernel.Tcp.Held);

        // The stream goes on right behind them.
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 70, 4096));
        using FragmentBatch next = socket.Receive(new byte[8192]);
        Assert.Equal((4096L, 70), (next[0].Offset, next[0].Length));
    }

    [Fact]
    public void A_receive_never_gets_more_records_than_there_is_room_for()
    {
        var kernel = new ScriptedKernel(FaultPlan.None);
        using RxBinding binding = Bind(kernel, AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(_pair.Local);
        for (uint i = 0; i < 4000; i++)
            kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 1, i));
        int fragments = 0;
        while (fragments < 4000)
        {
            using FragmentBatch batch = socket.Receive(new byte[8192]);
            Assert.InRange(batch.Count, 1, RecordBuffer.DefaultRoom);
            fragments += batch.Count;
        }

        Assert.Equal(4000, kernel.Tcp.Issued);
    }

    [Theory]
    [InlineData(null, AutoreleaseMode.On, AutoreleaseMode.On, null)]
    [InlineData(null, null, AutoreleaseMode.On, null)]
    [InlineData(2u, null, AutoreleaseMode.Off, null)]
    [InlineData(2u, AutoreleaseMode.Off, AutoreleaseMode.Off, "00")]
    [InlineData(2u, AutoreleaseMode.On, AutoreleaseMode.On, "01")]
    [InlineData(1u, AutoreleaseMode.On, AutoreleaseMode.On, "")]
    [InlineData(1u, AutoreleaseMode.Off, AutoreleaseMode.Off, null)]
    [InlineData(4u, AutoreleaseMode.On, AutoreleaseMode.On, null)]
    [InlineData(4u, null, AutoreleaseMode.On, null)]
    public void The_mode_is_sent_only_in_the_form_the_policy_shows(uint? fifth, AutoreleaseMode? requested, AutoreleaseMode expected, string? sent)
    {
        var kernel = new ScriptedKernel(FaultPlan.None, (NetlinkAttributeType?)fifth);
        using RxBinding binding = Bind(kernel, requested);
        Assert.Equal(expected, binding.Autorelease);
        Assert.Equal(sent, kernel.Netlink.SentFifth is { } bytes ? Convert.ToHexString(bytes) : null);
    }

    [Theory]
    [InlineData(Errno.EBUSY)]
    [InlineData(Errno.EINVAL)]
    public void A_mode_conflict_names_both_modes(int errno)
    {
        var kernel = new ScriptedKernel(FaultPlan.None, NetlinkAttributeType.U8);
        kernel.Netlink.Refusal = (errno, "System already configured with autorelease=1");
        var refused = Assert.Throws<DevmemModeException>(() => Bind(kernel, AutoreleaseMode.Off).Dispose());
        Assert.Equal((AutoreleaseMode.Off, AutoreleaseMode.On, errno), (refused.Requested, refused.Current, refused.Errno));
        Assert.Empty(kernel.Leaks());
    }

    [Theory]
    [InlineData(Errno.EINVAL, "tcp-data-split is disabled", BindRefusal.HeaderSplitOff)]
    [InlineData(Errno.EINVAL, "hds-thresh is not zero", BindRefusal.HeaderSplitThreshold)]
    [InlineData(Errno.EEXIST, "unable to custom memory provider to device with XDP program attached", BindRefusal.XdpAttached)]
    [InlineData(Errno.EEXIST, "designated queue already memory provider bound", BindRefusal.QueueTaken)]
    [InlineData(Errno.EBUSY, "designated queue already in use by AF_XDP", BindRefusal.QueueTaken)]
    [InlineData(Errno.ERANGE, "rx queue index out of range", BindRefusal.NoSuchQueue)]
    [InlineData(Errno.ENETDOWN, null, BindRefusal.LinkDown)]
    [InlineData(Errno.EBADF, null, BindRefusal.WrongDescriptor)]
    [InlineData(Errno.EINVAL, null, BindRefusal.WrongDescriptor)]
    [InlineData(Errno.ENODATA, null, BindRefusal.DriverUnsupported)]
    [InlineData(Errno.EOPNOTSUPP, "Device doesn't support DMA", BindRefusal.DeviceCannotDma)]
    [InlineData(Errno.ENOMEM, "Failed to map dmabuf attachment", BindRefusal.MappingFailed)]
    [InlineData(Errno.EPERM, null, BindRefusal.MissingPrivilege)]
    [InlineData(Errno.ENODEV, null, BindRefusal.UnknownInterface)]
    [InlineData(Errno.ENOMEM, null, BindRefusal.Other)]
    public void Refusals_of_a_capable_driver_are_told_apart(int errno, string? text, BindRefusal reason)
    {
        var kernel = new ScriptedKernel(FaultPlan.None);
        kernel.Netlink.Refusal = (errno, text);
        var refused = Assert.ThrowsAny<DevmemBindException>(() => Bind(kernel, null).Dispose());
        Assert.Equal((reason, errno, text), (refused.Reason, refused.Errno, refused.KernelMessage));
        Assert.Equal(ClassOf(reason), refused.GetType());
        Assert.Empty(kernel.Leaks());
    }

    public void Dispose() => _pair.Dispose();

    private static Type ClassOf(BindRefusal reason) => reason switch
    {
        BindRefusal.MissingPrivilege => typeof(DevmemPrivilegeException),
        BindRefusal.UnknownInterface => typeof(DevmemUnknownInterfaceException),
        BindRefusal.WrongDescriptor => typeof(DevmemWrongDescriptorException),
        BindRefusal.HeaderSplitOff or BindRefusal.HeaderSplitThreshold => typeof(DevmemHeaderSplitException),
        BindRefusal.XdpAttached => typeof(DevmemXdpException),
        BindRefusal.QueueTaken => typeof(DevmemQueueTakenException),
        _ => typeof(DevmemBindException),
    };

    private static bool IsClosed(DevmemSocket socket)
    {
        try
        {
            _ = socket.TryReceive(default, out FragmentBatch? batch);
            batch?.Dispose();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static RxBinding Bind(ScriptedKernel kernel, AutoreleaseMode? mode)
    {
        LinuxDeviceBackend device = LinuxDeviceBackend.Open(kernel, "test0");
        using var dmabuf = new Dmabuf(Udmabuf.Create(kernel, 1 << 20));
        return new RxBinding(device.BindRx(dmabuf.Memory, [0], mode));
    }
}
