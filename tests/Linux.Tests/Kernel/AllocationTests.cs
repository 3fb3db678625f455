using System;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Linux.Binding;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>A receive allocates the batch object and nothing else, a release nothing.</summary>
public sealed class AllocationTests : IDisposable
{
    private const int Rounds = 2000;
    private const int BatchObject = 64;
#if DEBUG
    private const int StateMachine = 128; // a class in a debug build, a pooled structure in a release build
#else
    private const int StateMachine = 0;
#endif

    private readonly TcpPair _pair = new();
    private readonly RxBinding _binding;

    public AllocationTests()
    {
        RunningKernel.Require();
        _binding = new RxBinding(new LinuxRxBinding(RunningKernel.Calls, RunningKernel.Netdev(), 1, 1 << 20, AutoreleaseMode.On));
    }

    [Fact]
    public void A_receive_of_ordinary_traffic_allocates_the_batch_only()
    {
        using DevmemSocket socket = _binding.Attach(_pair.Local);
        byte[] linear = new byte[100], payload = new byte[100];
        Assert.InRange(Allocated(() =>
        {
            _pair.Peer.Send(payload);
            using FragmentBatch batch = socket.Receive(linear);
        }), 0, BatchObject);
    }

    [Fact]
    public void Records_and_their_release_allocate_no_more()
    {
        using var binding = new RxBinding(
            new LinuxRxBinding(new RecordedCalls(bytes: 100, fragments: 4), RunningKernel.Netdev(), RecordedCalls.Id, 1 << 20, AutoreleaseMode.On));
        using DevmemSocket socket = binding.Attach(_pair.Local);
        byte[] linear = new byte[100], payload = new byte[100];
        int fragments = 0;
        Assert.InRange(Allocated(() =>
        {
            _pair.Peer.Send(payload);
            using FragmentBatch batch = socket.Receive(linear);
            fragments += batch.Count;
        }), 0, BatchObject);
        Assert.Equal(2 * Rounds * 4, fragments);
    }

    /// <summary>In a process of its own, because what other threads allocate for the wait counts too, and other tests must not.</summary>
    [Fact]
    public void An_asynchronous_receive_that_has_to_wait_allocates_the_batch_only() =>
        ChildProcess.Run("Devmem.Linux.Tests.Kernel.AllocationTests." + nameof(An_asynchronous_receive_that_has_to_wait_allocates_the_batch_only), () =>
        {
            using DevmemSocket socket = _binding.Attach(_pair.Local);
            byte[] linear = new byte[100], payload = new byte[100];
            using var cancel = new CancellationTokenSource();
            void Receive(int count)
            {
                for (int i = 0; i < count; i++)
                {
                    ValueTask<FragmentBatch> receive = socket.ReceiveAsync(linear, cancel.Token);
                    Assert.False(receive.IsCompleted);
                    _pair.Peer.Send(payload);
                    while (!receive.IsCompleted)
                        Thread.Yield();
                    receive.Result.Dispose();
                }
            }

            Receive(Rounds);

            // The counter is the whole process's, and the test runner and the thread pool allocate too, now and then: the quietest of a few measurements tells.
            long least = long.MaxValue;
            for (int attempt = 0; attempt < 5; attempt++)
            {
                long before = GC.GetTotalAllocatedBytes(precise: true);
                Receive(Rounds);
                least = Math.Min(least, (GC.GetTotalAllocatedBytes(precise: true) - before) / Rounds);
            }

            Assert.InRange(least, 0, BatchObject + StateMachine);
        });

    public void Dispose()
    {
        _binding.Dispose();
        _pair.Dispose();
    }

    private static long Allocated(Action round)
    {
        for (int i = 0; i < Rounds; i++)
            round();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
            round();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Rounds;
    }
}
