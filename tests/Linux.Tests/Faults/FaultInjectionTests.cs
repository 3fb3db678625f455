using System;
using System.Linq;
using Devmem.Backends;
using Devmem.Linux.Memory;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Faults;

/// <summary>Every system call of a whole session fails once, with every errno that fits; afterwards the books must be even.</summary>
public class FaultInjectionTests
{
    public static TheoryData<int> Errnos => new(Errno.EINTR, Errno.ENOMEM, Errno.EMFILE, Errno.EINVAL, Errno.EPERM, Errno.ENODEV, Errno.EFAULT, Errno.ENOBUFS);

    [Theory]
    [MemberData(nameof(Errnos))]
    public void A_failing_call_of_a_receiving_session_loses_nothing(int errno) => FailEach(errno, Receiving);

    [Theory]
    [MemberData(nameof(Errnos))]
    public void A_failing_call_of_a_sending_session_loses_nothing(int errno) => FailEach(errno, Sending);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_signal_during_a_call_that_can_be_interrupted_is_not_even_noticed(bool sends)
    {
        Action<ScriptedKernel, TcpPair> session = sends ? Sending : Receiving;
        string[] interruptible = ["sendmsg", "recvmsg", "poll", "ftruncate", "fcntl"];
        int calls = CountCalls(session);
        for (int i = 0; i < calls; i++)
        {
            var faults = new FaultPlan(i, Errno.EINTR);
            Exception? error = Run(faults, session, out ScriptedKernel kernel);
            if (faults.Failed is string failed && interruptible.Contains(failed))
                Assert.Null(error);
            Assert.Empty(kernel.Leaks());
        }
    }

    [Fact]
    public void A_sending_session_makes_every_kind_of_call_too()
    {
        var faults = FaultPlan.None;
        Assert.Null(Run(faults, Sending, out ScriptedKernel kernel));
        string[] made = ["close", "getsockopt", "ioctl", "memfd_create", "mmap", "munmap", "open", "recvmsg", "sendmsg", "setsockopt", "socket"];
        Assert.Empty(made.Except(faults.Made));
        Assert.Equal(kernel.Sent.Count, kernel.Completions);
    }

    [Fact]
    public void Sessions_make_every_kind_of_call()
    {
        Run(FaultPlan.None, Receiving, out _);
        var receiving = FaultPlan.None;
        Assert.Null(Run(receiving, Receiving, out ScriptedKernel kernel));
        Assert.Equal(
            ["close", "connect", "fcntl", "ftruncate", "getsockopt", "ioctl", "memfd_create", "mmap", "munmap", "open", "poll", "recvmsg", "sendmsg", "setsockopt", "socket"],
            receiving.Made.Distinct().Order(StringComparer.Ordinal));
        Assert.True(kernel.Tcp.Issued > 1400);
    }

    private static void FailEach(int errno, Action<ScriptedKernel, TcpPair> session)
    {
        int calls = CountCalls(session);
        Assert.InRange(calls, 20, 500);
        for (int i = 0; i < calls; i++)
        {
            var faults = new FaultPlan(i, errno);
            Exception? error = Run(faults, session, out ScriptedKernel kernel);
            string what = $"call {i} ({faults.Failed}) failing with {Errno.Describe(errno)}";
            Assert.True(error is null or DevmemException or PlatformNotSupportedException, $"{what}: {error}");
            Assert.True(!kernel.Leaks().Any(), $"{what} left behind: {string.Join(", ", kernel.Leaks())}");
        }
    }

    private static int CountCalls(Action<ScriptedKernel, TcpPair> session)
    {
        var faults = FaultPlan.None;
        Assert.Null(Run(faults, session, out ScriptedKernel kernel));
        Assert.Empty(kernel.Leaks());
        return faults.Made.Count;
    }

    private static Exception? Run(FaultPlan faults, Action<ScriptedKernel, TcpPair> session, out ScriptedKernel kernel)
    {
        kernel = new ScriptedKernel(faults);
        using var pair = new TcpPair();
        ScriptedKernel captured = kernel;
        return Record.Exception(() => session(captured, pair));
    }

    private static void Receiving(ScriptedKernel kernel, TcpPair pair)
    {
        LinuxDeviceBackend device = LinuxDeviceBackend.Open(kernel, "test0");
        using var dmabuf = new Dmabuf(Udmabuf.Create(kernel, 1 << 20));
        using var binding = new RxBinding(device.BindRx(dmabuf.Memory, [0, 1], AutoreleaseMode.On));
        using DevmemSocket socket = binding.Attach(pair.Local);
        Queue(kernel);
        byte[] linear = new byte[1 << 20];
        byte[] copy = new byte[100];
        for (int i = 0; i < 4; i++)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                if (batch.Count > 2)
                    ReadOne(dmabuf, batch, copy);
            }
            finally
            {
                Return(batch.Dispose);
            }
        }
    }

    private static void ReadOne(Dmabuf dmabuf, FragmentBatch batch, byte[] copy)
    {
        DevmemToken token = batch.Detach(1);
        try
        {
            dmabuf.CopyTo(token.Offset, copy.AsSpan(0, Math.Min(100, token.Length)));
        }
        finally
        {
            Return(token.Dispose);
        }
    }

    /// <summary>A return that failed leaves its tokens with their handle, so that the caller can try again.</summary>
    private static void Return(Action release)
    {
        try
        {
            release();
        }
        catch (DevmemException)
        {
            release();
            throw;
        }
    }

    /// <summary>Both kinds of payload, a linear part, and more fragments than one return may name.</summary>
    private static void Queue(ScriptedKernel kernel)
    {
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Linear, 50));
        for (uint i = 0; i < 1400; i++)
            kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 100, i * 128));
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Ordinary, 300));
        kernel.Tcp.Stream.AddLast(new Piece(Piece.Dmabuf, 100));
    }

    private static void Sending(ScriptedKernel kernel, TcpPair pair)
    {
        LinuxDeviceBackend device = LinuxDeviceBackend.Open(kernel, "test0");
        using var dmabuf = new Dmabuf(Udmabuf.Create(kernel, 1 << 16));
        dmabuf.CopyFrom(0, new byte[100]);
        using var binding = new TxBinding(device.BindTx(dmabuf.Memory));
        using DevmemSender sender = binding.Attach(pair.Local);
        for (int i = 0; i < 2; i++)
        {
            SendOperation send = sender.Send(i * 8000, 8000);
            send.Wait();
        }

        Assert.Equal([(0ul, 3000ul), (3000ul, 3000ul), (6000ul, 2000ul), (8000ul, 3000ul), (11000ul, 3000ul), (14000ul, 2000ul)], kernel.Sent);
    }
}
