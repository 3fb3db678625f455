using System;
using System.Collections.Generic;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class BatchTests
{
    [Fact]
    public void After_its_release_a_batch_is_disposed()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        FragmentBatch batch = flow.SendAndReceive();
        FragmentBatch.Enumerator enumerator = batch.GetEnumerator();
        Assert.True(enumerator.MoveNext());
        batch.Release();
        Assert.Throws<ObjectDisposedException>(() => batch.Count);
        Assert.Throws<ObjectDisposedException>(() => batch.LinearBytes);
        Assert.Throws<ObjectDisposedException>(() => batch.EndOfStream);
        Assert.Throws<ObjectDisposedException>(() => batch[0]);
        Assert.Throws<ObjectDisposedException>(() => batch.GetEnumerator());
        Assert.Throws<ObjectDisposedException>(() => batch.Detach(0));
        Assert.Throws<ObjectDisposedException>(() => enumerator.Current);
        Assert.Throws<ObjectDisposedException>(batch.Release);
        batch.Dispose();
    }

    [Fact]
    public void A_stale_batch_does_not_see_the_receive_that_uses_its_store_now()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        FragmentBatch stale = flow.SendAndReceive();
        stale.Release();
        using FragmentBatch batch = flow.SendAndReceive();
        Assert.Throws<ObjectDisposedException>(() => stale[0]);
        stale.Dispose();
        Assert.Equal(1, batch.Count);
        Assert.Single(rig.Device.Audit().Batches);
    }

    [Fact]
    public void A_detached_token_outlives_its_batch_and_stays_in_view_before()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        flow.Send(3 * Rig.Page);
        FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        DevmemToken token = batch.Detach(1);
        Assert.Equal((batch[1].Offset, batch[1].Length, batch[1].TokenValue), (token.Offset, token.Length, token.Value));
        Assert.Throws<InvalidOperationException>(() => batch.Detach(1));
        batch.Release();
        Assert.Single(rig.Device.Audit().Pages);
        token.Release();
        Assert.Empty(rig.Device.Audit().Pages);
    }

    [Fact]
    public void Indices_outside_the_batch_and_linear_fragments_are_refused()
    {
        using Rig rig = new(options: new SimulationOptions { LinearSegmentInterval = 1, LinearPartBytes = 10 });
        using Flow flow = rig.Open();
        using FragmentBatch batch = flow.SendAndReceive(100);
        Assert.Equal((2, 10), (batch.Count, batch.LinearBytes));
        Assert.True(batch[0].IsLinear);
        Assert.Throws<InvalidOperationException>(() => batch.Detach(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => batch.Detach(2));
    }

    [Fact]
    public void Linear_parts_are_packed_from_the_start_of_the_buffer_across_packets()
    {
        using Rig rig = new(options: new SimulationOptions { LinearSegmentInterval = 1, LinearPartBytes = 50, SegmentsPerPage = 16 });
        using Flow flow = rig.Open();
        byte[] sent = flow.Send(512);
        using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        List<(bool Linear, long Offset, int Length)> seen = [];
        foreach (Fragment fragment in batch)
            seen.Add((fragment.IsLinear, fragment.IsLinear ? fragment.Offset : 0, fragment.Length));
        Assert.Equal([(true, 0, 50), (false, 0, 206), (true, 50, 50), (false, 0, 206)], seen);
        Assert.Equal(100, batch.LinearBytes);
        Assert.Equal(sent, flow.Payload(batch));
    }

    [Fact]
    public void Ordinary_traffic_is_one_linear_fragment_and_pins_nothing()
    {
        using Rig rig = new(options: new SimulationOptions { ReadableSegmentInterval = 1 });
        using Flow flow = rig.Open();
        byte[] sent = flow.Send(10_000);
        FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        Assert.Equal((1, 10_000, false), (batch.Count, batch.LinearBytes, batch.EndOfStream));
        Assert.Equal((true, 0u), (batch[0].IsLinear, batch[0].TokenValue));
        Assert.Equal(sent, flow.Payload(batch));
        Assert.Empty(rig.Device.Audit().Batches);
        batch.Release();
    }

    [Fact]
    public void At_the_end_of_the_stream_a_batch_is_empty_every_time()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        flow.Send(100);
        flow.Peer.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        flow.Socket.Receive(rig.Linear).Release();
        for (int i = 0; i < 2; i++)
        {
            using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
            Assert.Equal((0, true, 0), (batch.Count, batch.EndOfStream, batch.LinearBytes));
        }
    }

    [Fact]
    public void An_error_between_the_system_call_and_the_hand_over_returns_what_was_received()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        SimulatedSocket simulated = (SimulatedSocket)flow.Socket.Backend;
        simulated.HandOverFault = () => throw new TimeZoneNotFoundException();
        flow.Send(5 * Rig.Page);
        Assert.Throws<TimeZoneNotFoundException>(() => flow.Socket.Receive(rig.Linear));
        Assert.True(rig.Device.Audit().Pages.Count == 0);
        Assert.Empty(rig.Device.Audit().Batches);
        simulated.HandOverFault = null;
        flow.SendAndReceive().Release();
    }
}
