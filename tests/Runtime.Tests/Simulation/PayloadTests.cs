using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class PayloadTests
{
    public static TheoryData<string> Nics => ["regular", "linear", "readable", "shared", "drawn 1", "drawn 2", "drawn 3"];

    [Theory, MemberData(nameof(Nics))]
    public async Task What_the_peer_sends_arrives_in_order_and_byte_for_byte(string nic)
    {
        using Rig rig = new(options: Options(nic));
        using Flow flow = rig.Open();
        byte[] sent = Loopback.Pattern(3_000_000);
        Task sending = Task.Run(() =>
        {
            flow.Peer.Send(sent);
            flow.Peer.Shutdown(SocketShutdown.Send);
        }, TestContext.Current.CancellationToken);

        List<byte> received = [];
        while (true)
        {
            using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
            if (batch.EndOfStream)
                break;
            Assert.NotEqual(0, batch.Count);
            received.AddRange(flow.Payload(batch));
        }

        await sending;
        Assert.True(sent.AsSpan().SequenceEqual(received.ToArray()));
        Assert.Empty(rig.Device.Audit().Pages);
    }

    [Fact]
    public void A_fragment_larger_than_the_budget_comes_in_pieces_each_with_its_own_token()
    {
        using Rig rig = new(AutoreleaseMode.On);
        using Flow flow = rig.Open();
        byte[] sent = flow.Send(Rig.Page);
        using FragmentBatch first = flow.Socket.Receive(rig.Linear.AsSpan(0, 1000));
        Assert.Equal(sent[..1000], flow.Payload(first));
        using FragmentBatch rest = flow.Socket.Receive(rig.Linear);
        Assert.Equal(sent[1000..], flow.Payload(rest));
        Assert.Equal(first[0].Offset + 1000, rest[0].Offset);
        Assert.Equal([1u, 2u], [first[0].TokenValue, rest[0].TokenValue]);
    }

    private static SimulationOptions Options(string nic) => nic switch
    {
        "linear" => new() { LinearSegmentInterval = 3, LinearPartBytes = 100 },
        "readable" => new() { ReadableSegmentInterval = 4 },
        "shared" => new() { SegmentsPerPage = 4 },
        "drawn 1" => new() { Seed = 1 },
        "drawn 2" => new() { Seed = 2, SegmentsPerPage = 2 },
        "drawn 3" => new() { Seed = 3, PageSize = 16384 },
        _ => new(),
    };
}
