using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Backends;
using Devmem.Linux.Netlink;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>Answers in parts, interrupted, large, late and broken.</summary>
public class NetlinkClientTests
{
    private const ushort Family = 20;

    [Fact]
    public void A_dump_in_many_parts_and_datagrams_is_one_list()
    {
        (NetlinkStatus status, List<uint> ids) = Dump(new ScriptedReplies(n =>
            [[.. Part(n, 1), .. Part(n, 2)], Part(n, 3), [.. Part(n, 4), .. NetlinkBytes.Done(0, n)]]));
        Assert.Equal(0, status.Errno);
        Assert.Equal([1u, 2u, 3u, 4u], ids);
    }

    [Fact]
    public void An_interrupted_dump_is_repeated_and_its_first_half_forgotten()
    {
        var calls = new ScriptedReplies(
            n => [Part(n, 1), Part(n, 2, Nl.NLM_F_DUMP_INTR), NetlinkBytes.Done(0, n)],
            n => [Part(n, 3), NetlinkBytes.Done(0, n, Nl.NLM_F_DUMP_INTR)],
            n => [Part(n, 5), Part(n, 6), NetlinkBytes.Done(0, n)]);
        Assert.Equal([5u, 6u], Dump(calls).Ids);
        Assert.Equal(3, calls.Requests);
    }

    [Fact]
    public void A_dump_that_is_interrupted_for_ever_is_given_up()
    {
        Func<uint, byte[][]> interrupted = n => [Part(n, 1, Nl.NLM_F_DUMP_INTR), NetlinkBytes.Done(0, n)];
        var calls = new ScriptedReplies([.. Enumerable.Repeat(interrupted, 20)]);
        Assert.Equal(Errno.EINTR, Assert.Throws<DevmemException>(() => Dump(calls)).Errno);
        Assert.InRange(calls.Requests, 2, 19);
    }

    [Fact]
    public void An_answer_larger_than_the_buffer_is_read_whole()
    {
        byte[] large = [];
        (_, List<uint> ids) = Dump(new ScriptedReplies(n =>
        {
            large = [.. Enumerable.Range(1, 5000).SelectMany(i => Part(n, (uint)i))];
            return [large, NetlinkBytes.Done(0, n)];
        }));
        Assert.True(large.Length > 64 * 1024);
        Assert.Equal(5000, ids.Count);
        Assert.Equal(5000u, ids[^1]);
    }

    [Fact]
    public void An_absurdly_large_answer_is_refused() =>
        Assert.Throws<DevmemProtocolException>(() => Dump(new ScriptedReplies(_ => [new byte[2 << 20]])));

    [Fact]
    public void Answers_to_an_earlier_request_are_passed_over()
    {
        (_, List<uint> ids) = Dump(new ScriptedReplies(n => [Part(n - 1, 8), NetlinkBytes.Done(0, n - 1), Part(n, 9), NetlinkBytes.Done(0, n)]));
        Assert.Equal([9u], ids);
    }

    [Fact]
    public void A_broken_answer_does_not_spoil_the_next_request()
    {
        using var client = new NetlinkClient(
            new ScriptedReplies(n => [[.. Part(n, 1), 255, 255], NetlinkBytes.Done(0, n)], n => [Part(n, 2), NetlinkBytes.Done(0, n)]), Nl.NETLINK_GENERIC);
        Assert.Throws<DevmemProtocolException>(() => client.Ask(Request(), Id, out _));
        client.Ask(Request(), Id, out List<uint> ids);
        Assert.Equal([2u], ids);
    }

    [Fact]
    public void The_error_of_a_dump_is_at_its_end()
    {
        (NetlinkStatus status, List<uint> ids) = Dump(new ScriptedReplies(n => [Part(n, 1), NetlinkBytes.Done(Errno.ENODEV, n)]));
        Assert.Equal(Errno.ENODEV, status.Errno);
        Assert.Equal([1u], ids);
    }

    [Fact]
    public void An_overrun_is_an_error_and_no_short_list()
    {
        var calls = new ScriptedReplies(n => [Part(n, 1), NetlinkBytes.Message(Nl.NLMSG_OVERRUN, 0, n, _ => { }, headerLength: 0)]);
        Assert.Equal(Errno.ENOBUFS, Assert.Throws<DevmemException>(() => Dump(calls)).Errno);
    }

    private static (NetlinkStatus Status, List<uint> Ids) Dump(ScriptedReplies calls)
    {
        Kernel.RunningKernel.Require();
        using var client = new NetlinkClient(calls, Nl.NETLINK_GENERIC);
        NetlinkStatus status = client.Ask(Request(), Id, out List<uint> ids);
        return (status, ids);
    }

    private static NetlinkRequest Request() => NetlinkRequest.Generic(Family, 10, 1, Nl.NLM_F_DUMP);

    private static byte[] Part(uint sequence, uint id, ushort flags = 0) =>
        NetlinkBytes.Message(Family, (ushort)(flags | Nl.NLM_F_MULTI), sequence, message => message.Add(1, id));

    private static uint Id(NetlinkMessage message) => NetdevQueue.Parse(message).Id;
}
