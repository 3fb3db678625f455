using System;
using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class ConcurrencyTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<AutoreleaseMode> Modes => [AutoreleaseMode.Off, AutoreleaseMode.On];

    [Theory, MemberData(nameof(Modes))]
    public void Of_concurrent_releases_of_one_token_exactly_one_succeeds(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        using Flow flow = rig.Open();
        for (int round = 0; round < 300; round++)
        {
            using FragmentBatch batch = flow.SendAndReceive();
            DevmemToken token = batch.Detach(0);
            int succeeded = 0;
            Parallel.Invoke(Release, Release, token.Dispose);
            Assert.InRange(succeeded, 0, 1);

            void Release()
            {
                try
                {
                    token.Release();
                    Interlocked.Increment(ref succeeded);
                }
                catch (InvalidOperationException)
                {
                }
            }
        }

        LeakReport report = rig.Device.Audit();
        Assert.Empty(report.Pages);
        Assert.Equal(0, report.Harm.UnheldReturns);
    }

    [Theory, MemberData(nameof(Modes))]
    public void Detach_release_and_dispose_of_one_batch_from_three_threads_return_each_token_once(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        using Flow flow = rig.Open();
        for (int round = 0; round < 300; round++)
        {
            flow.Send(4 * Rig.Page);
            FragmentBatch batch = flow.Socket.Receive(rig.Linear);
            Parallel.Invoke(batch.Dispose, () => DetachAndRelease(batch), batch.Dispose);
        }

        LeakReport report = rig.Device.Audit();
        Assert.Empty(report.Pages);
        Assert.Equal((0, 0), (report.Harm.UnheldReturns, report.Harm.HeldPagesOverwritten));
    }

    [Theory, MemberData(nameof(Modes))]
    public async Task One_thread_receives_while_others_return(AutoreleaseMode mode)
    {
        using Rig rig = new(mode, pages: 16);
        using Flow flow = rig.Open();
        using BlockingCollection<FragmentBatch> done = new(boundedCapacity: 8);
        byte[] payload = Loopback.Pattern(4_000_000);
        Task sending = Task.Run(
            () =>
            {
                flow.Peer.Send(payload);
                flow.Peer.Shutdown(SocketShutdown.Send);
            },
            Stop);
        Task[] returning = [Task.Run(ReturnAll, Stop), Task.Run(ReturnAll, Stop)];
        long bytes = 0;
        while (true)
        {
            FragmentBatch batch = flow.Socket.Receive(rig.Linear.AsSpan(0, 3 * Rig.Page));
            if (batch.EndOfStream)
                break;
            foreach (Fragment fragment in batch)
                bytes += fragment.Length;
            done.Add(batch, Stop);
        }

        done.CompleteAdding();
        await Task.WhenAll([sending, .. returning]);
        Assert.Equal(payload.Length, bytes);
        Assert.Empty(rig.Device.Audit().Pages);

        void ReturnAll()
        {
            foreach (FragmentBatch batch in done.GetConsumingEnumerable(Stop))
                batch.Release();
        }
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_close_that_races_with_releases_leaves_consistent_books(AutoreleaseMode mode)
    {
        using Rig rig = new(mode, pages: 256);
        for (int round = 0; round < 100; round++)
        {
            using Flow flow = rig.Open();
            FragmentBatch batch = flow.SendAndReceive();
            Parallel.Invoke(batch.Dispose, flow.Socket.Close, flow.Socket.Dispose);
        }

        rig.Binding.Unbind();
        LeakReport report = rig.Device.Audit();
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal(0, report.Harm.UnheldReturns);
    }

    private static void DetachAndRelease(FragmentBatch batch)
    {
        try
        {
            batch.Detach(2).Release();
        }
        catch (ObjectDisposedException)
        {
        }
    }
}
