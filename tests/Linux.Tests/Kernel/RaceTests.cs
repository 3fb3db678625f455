using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Receiving;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Receives, returns and a close at the same time: one of two answers each, and never a call on a foreign descriptor.</summary>
public class RaceTests
{
    [Fact]
    public async Task A_close_among_receives_and_returns_ends_them_all_with_the_same_answer()
    {
        RunningKernel.Require();
        var wrong = new ConcurrentQueue<Exception>();
        for (int round = 0; round < 100; round++)
        {
            using var pair = new TcpPair();
            var socket = new LinuxSocketBackend(RunningKernel.Calls, pair.Local, new DevmemRecords(1, 1 << 20));
            pair.Peer.Send(new byte[1000]);
            Task[] tasks =
            [
                Hammer(() => socket.TryReceive(new byte[10], new RecordBuffer(16)), wrong),
                Hammer(() => socket.ReturnTokens([new TokenRange(1, 1)]), wrong),
                Hammer(() => socket.WaitReadableAsync(CancellationToken.None).AsTask().Wait(TimeSpan.FromSeconds(5)), wrong),
            ];
            Thread.SpinWait(round * 200);
            socket.Close();
            await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }

        Assert.Empty(wrong.Select(exception => exception.ToString()));
    }

    [Fact]
    public async Task Unbinding_from_many_threads_closes_once()
    {
        for (int round = 0; round < 50; round++)
        {
            var calls = new CountingCalls();
            var binding = new RxBinding(new LinuxRxBinding(calls, Linux.Netlink.NetdevClient.Open(calls), 1, 4096, AutoreleaseMode.On));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(binding.Dispose)));
            Assert.Empty(calls.StillOpen); // and CountingCalls refuses a second close
        }
    }

    /// <summary>Until the close is noticed; only that may end it.</summary>
    private static Task Hammer(Action call, ConcurrentQueue<Exception> wrong) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                while (true)
                    call();
            }
            catch (Exception exception) when (exception is ObjectDisposedException or AggregateException { InnerException: ObjectDisposedException })
            {
                // The one answer after a close.
            }
            catch (Exception exception)
            {
                wrong.Enqueue(exception);
            }
        },
        TaskCreationOptions.LongRunning);
}
