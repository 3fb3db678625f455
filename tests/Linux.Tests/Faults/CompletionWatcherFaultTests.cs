using System;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Kernel;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Faults;

/// <summary>The thread that watches the error queues, with each epoll call failing once.</summary>
public sealed class CompletionWatcherFaultTests : IDisposable
{
    private readonly TcpPair _pair = new();

    [Fact]
    public void No_epoll_descriptor_is_a_typed_error()
    {
        RunningKernel.Require();
        var refused = Assert.Throws<DevmemException>(() => new CompletionWatcher(new FailingEpoll { Create = Errno.EMFILE }));
        Assert.Equal(Errno.EMFILE, refused.Errno);
    }

    [Theory]
    [InlineData(28)] // ENOSPC: fs.epoll.max_user_watches
    [InlineData(Errno.ENOMEM)]
    public void A_socket_that_cannot_be_watched_is_a_typed_error_and_the_next_wait_goes_on(int errno)
    {
        RunningKernel.Require();
        var calls = new FailingEpoll { Registration = errno };
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        var completions = new SendCompletions(new ZeroCopyOfOrdinaryMemory(), _pair.Local.SafeHandle, new CompletionWatcher(calls));
        var range = new SendRange(0, 0);
        Assert.Equal(errno, Assert.Throws<DevmemException>(() => completions.Wait(range)).Errno);
        Assert.Equal(4096, completions.Send(1, 0, 4096, out _));
        Assert.Equal(4096, _pair.Peer.Receive(new byte[4096]));
        completions.Wait(range);
        Assert.True(completions.IsComplete(range));
        completions.Close();
    }

    [Fact]
    public async Task Signals_do_not_end_the_watch()
    {
        RunningKernel.Require();
        var calls = new FailingEpoll { Interruptions = 3 };
        SenderOptions.Set(RunningKernel.Calls, _pair.Local.SafeHandle, interfaceName: null);
        var completions = new SendCompletions(new ZeroCopyOfOrdinaryMemory(), _pair.Local.SafeHandle, new CompletionWatcher(calls));
        Task wait = completions.WaitAsync(new SendRange(0, 0), TestContext.Current.CancellationToken).AsTask();
        Assert.Equal(4096, completions.Send(1, 0, 4096, out _));
        Assert.Equal(4096, await _pair.Peer.ReceiveAsync(new byte[4096], TestContext.Current.CancellationToken));
        await wait.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.True(calls.Interruptions <= 0);
        completions.Close();
    }

    public void Dispose() => _pair.Dispose();

    private sealed unsafe class FailingEpoll : PassThroughCalls
    {
        private int _registration;
        private int _interruptions;

        internal int Create { get; init; }

        /// <summary>The errno of the first registration.</summary>
        internal int Registration { init => _registration = value; }

        internal int Interruptions
        {
            get => Volatile.Read(ref _interruptions);
            init => _interruptions = value;
        }

        public override int EpollCreate(int flags) => Create != 0 ? -Create : base.EpollCreate(flags);

        public override int EpollControl(SafeHandle epoll, int operation, SafeHandle descriptor, void* registration)
        {
            int errno = Interlocked.Exchange(ref _registration, 0);
            return errno != 0 ? -errno : base.EpollControl(epoll, operation, descriptor, registration);
        }

        public override int EpollWait(SafeHandle epoll, void* events, int capacity, int milliseconds) =>
            Interlocked.Decrement(ref _interruptions) >= 0 ? -Errno.EINTR : base.EpollWait(epoll, events, capacity, milliseconds);
    }
}
