using System;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class AllocationTests
{
    private const int Rounds = 10_000;
    private const int WarmUp = 1000;

    public static MatrixTheoryData<AutoreleaseMode, bool> Modes => new([AutoreleaseMode.Off, AutoreleaseMode.On], [true, false]);

    [Theory, MemberData(nameof(Modes))]
    public void A_receive_allocates_the_batch_object_and_a_release_nothing(AutoreleaseMode mode, bool sites)
    {
        using Rig rig = New(mode, sites);
        using Flow flow = rig.Open();
        byte[] payload = new byte[8 * 1024];
        long received = 0;
        long released = 0;
        int counted = 0;
        for (int round = -WarmUp; round < Rounds; round++)
        {
            flow.Peer.Send(payload);
            int collections = GC.CollectionCount(0);
            long before = GC.GetAllocatedBytesForCurrentThread();
            FragmentBatch batch = flow.Socket.Receive(rig.Linear);
            long between = GC.GetAllocatedBytesForCurrentThread();
            batch.Release();
            long after = GC.GetAllocatedBytesForCurrentThread();

            // A collection that another test's threads start takes the rest of this thread's allocation buffer away, and the counter counts it.
            if (round < 0 || collections != GC.CollectionCount(0))
                continue;
            counted++;
            received += between - before;
            released += after - between;
        }

        Assert.InRange(counted, Rounds / 2, Rounds);
        Assert.InRange(received, 1, counted * 64L);
        Assert.Equal(0, released);
    }

    [Theory, MemberData(nameof(Modes))]
    public void Detached_tokens_and_empty_receives_allocate_nothing(AutoreleaseMode mode, bool sites)
    {
        using Rig rig = New(mode, sites);
        using Flow flow = rig.Open();
        byte[] payload = new byte[8 * 1024];
        DevmemToken[] tokens = new DevmemToken[2];
        long allocated = 0;
        for (int round = -WarmUp; round < Rounds; round++)
        {
            flow.Peer.Send(payload);
            using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
            long before = GC.GetAllocatedBytesForCurrentThread();
            tokens[0] = batch.Detach(0);
            tokens[1] = batch.Detach(1);
            if (round % 2 == 0)
            {
                flow.Socket.Release(tokens);
            }
            else
            {
                tokens[0].Release();
                tokens[1].Dispose();
            }

            Assert.False(flow.Socket.TryReceive(rig.Linear, out _));
            if (round >= 0)
                allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        }

        // One batch object is made ahead by the first receive that finds nothing, and used by the next that finds something.
        // Where sites are recorded, three lines are looked up again from time to time, and when the JIT compiles a frame anew.
        Assert.InRange(allocated, 0, Rounds * (sites ? 128L : 64L));
    }

    private static Rig New(AutoreleaseMode mode, bool sites) => new(mode, options: new SimulationOptions { RecordAcquisitionSites = sites });
}
