using System;
using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>Reading netlink out of bytes, right ones and wrong ones.</summary>
public class NetlinkParserTests
{
    public static TheoryData<int> Seeds => Fuzz.Seeds;

    [Theory]
    [InlineData(null, FifthAttribute.Absent)]
    [InlineData(2u, FifthAttribute.AutoreleaseByte)]
    [InlineData(1u, FifthAttribute.AutoreleaseFlag)]
    [InlineData(5u, FifthAttribute.Other)]
    public void Attribute_5_is_what_the_policy_shows(uint? type, object expected) =>
        Assert.Equal((FifthAttribute)expected, Classify((NetlinkAttributeType?)type, minimum: 0));

    [Fact]
    public void A_page_size_is_known_by_its_minimum()
    {
        Assert.Equal(FifthAttribute.RxPageSize, Classify(NetlinkAttributeType.U32, (ulong)Environment.SystemPageSize));
        Assert.Equal(FifthAttribute.Other, Classify(NetlinkAttributeType.U32, minimum: 0));
    }

    [Fact]
    public void The_attribute_is_sent_only_where_it_is_autorelease()
    {
        foreach (FifthAttribute other in (FifthAttribute[])[FifthAttribute.Unknown, FifthAttribute.Absent, FifthAttribute.RxPageSize, FifthAttribute.Other])
        {
            Assert.Equal(AutoreleaseAttribute.None, AutoreleaseAttribute.Choose(other, AutoreleaseMode.On));
            Assert.Equal(AutoreleaseAttribute.None, AutoreleaseAttribute.Choose(other, null));
            Assert.Throws<NotSupportedException>(() => AutoreleaseAttribute.Choose(other, AutoreleaseMode.Off));
            Assert.Empty(Sent(other, AutoreleaseMode.On));
        }

        Assert.Equal([5, 0, 5, 0, 1, 0, 0, 0], Sent(FifthAttribute.AutoreleaseByte, AutoreleaseMode.On));
        Assert.Equal([5, 0, 5, 0, 0, 0, 0, 0], Sent(FifthAttribute.AutoreleaseByte, AutoreleaseMode.Off));
        Assert.Equal([4, 0, 5, 0], Sent(FifthAttribute.AutoreleaseFlag, AutoreleaseMode.On));
        Assert.Empty(Sent(FifthAttribute.AutoreleaseFlag, AutoreleaseMode.Off));
        Assert.Equal(AutoreleaseMode.Off, AutoreleaseAttribute.Choose(FifthAttribute.AutoreleaseByte, null).Mode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_extended_ack_is_read_behind_a_capped_and_a_whole_echo(bool capped)
    {
        byte[] request = NetlinkRequest.Generic(20, 13, 1).Add(1, 1u).Add(3, 7u).Seal(9).ToArray();
        byte[] bytes = NetlinkBytes.Error(Errno.EINVAL, 9, capped ? request.AsSpan(0, Nl.HeaderLength) : request, ack => ack
            .Add(Nl.NLMSGERR_ATTR_MSG, "tcp-data-split is disabled")
            .Add(Nl.NLMSGERR_ATTR_OFFS, 28u));
        ReadOnlySpan<byte> rest = bytes;
        Assert.True(NetlinkMessage.TryRead(ref rest, out NetlinkMessage message));
        NetlinkStatus status = NetlinkStatus.ParseError(message);
        Assert.Equal(new NetlinkStatus(Errno.EINVAL, new ExtendedAck("tcp-data-split is disabled", 28, null, null)), status);
        Assert.True(rest.IsEmpty);
    }

    [Fact]
    public void Offsets_and_missing_attributes_are_named_in_nests_too()
    {
        NetlinkRequest request = NetlinkRequest.Generic(20, 13, 1)
            .Add(Netdev.NETDEV_A_DMABUF_IFINDEX, 1u)
            .AddNest(Netdev.NETDEV_A_DMABUF_QUEUES, nest => nest.Add(Netdev.NETDEV_A_QUEUE_ID, 3u).Add(Netdev.NETDEV_A_QUEUE_TYPE, 2u));
        Assert.Equal("attribute: dmabuf ifindex", Describe(request, offset: 20));
        Assert.Equal("attribute: dmabuf queues", Describe(request, offset: 28));
        Assert.Equal("attribute: queue id", Describe(request, offset: 32));
        Assert.Equal("attribute: queue type", Describe(request, offset: 40));
        Assert.Null(Describe(request, offset: 41));
        Assert.Equal("missing attribute: queue type", AttributeTable.Dmabuf.Describe(request, new ExtendedAck(null, null, 3, 28)));
        Assert.Equal("missing attribute: dmabuf fd", AttributeTable.Dmabuf.Describe(request, new ExtendedAck(null, null, 3, null)));
        Assert.Equal("missing attribute: number 3", AttributeTable.Dmabuf.Describe(request, new ExtendedAck(null, null, 3, 99)));
    }

    [Theory]
    [InlineData("0F000000")]
    [InlineData("0F00000003000000000000000000000000")]
    [InlineData("FF00000003000000000000000000000000")]
    [InlineData("00000080030000000000000000000000")]
    public void A_message_that_claims_too_little_or_too_much_is_refused(string hex)
    {
        Assert.Throws<DevmemProtocolException>(() =>
        {
            ReadOnlySpan<byte> rest = Convert.FromHexString(hex);
            NetlinkMessage.TryRead(ref rest, out _);
        });
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_and_mutated_answers_are_read_or_refused(int seed) => Fuzz.Run(seed, Corpus(), ReadEverything);

    private static void ReadEverything(ReadOnlySpan<byte> bytes, Random random)
    {
        NetlinkRequest request = NetlinkRequest.Generic(20, 13, 1).AddNest(2, nest => nest.Add(1, 1u));
        while (NetlinkMessage.TryRead(ref bytes, out NetlinkMessage message))
        {
            NetlinkStatus status = default;
            switch (random.Next(8))
            {
                case 0: NetlinkFamily.Parse(message); break;
                case 1: CommandPolicy.Parse(message); break;
                case 2: NetdevQueue.Parse(message); break;
                case 3: NetdevPagePool.Parse(message); break;
                case 4: EthtoolClient.ParseRings(message); break;
                case 5: LinkQuery.Parse(message); break;
                case 6: status = NetlinkStatus.ParseError(message); break;
                default: status = NetlinkStatus.ParseDone(message); break;
            }

            Assert.InRange(status.Errno, 0, 4095);
            if (status.Ack is not null)
                AttributeTable.Dmabuf.Describe(request, status.Ack);
        }
    }

    private static byte[][] Corpus()
    {
        byte[] echo = new byte[16];
        echo[0] = 16;
        return
        [
            NetlinkBytes.Family(20, 1, 1, 5, 10, 13, 15),
            .. NetlinkBytes.BindRxPolicy(2, NetlinkAttributeType.U8),
            NetlinkBytes.Message(20, Nl.NLM_F_MULTI, 3, queue => queue.Add(1, 0u).Add(2, 1u).Add(3, 0u).AddNest(5, id => id.Add(1, 7u))),
            NetlinkBytes.Message(20, 0, 4, pool => pool.Add(1, 1u).Add(4, BitConverter.GetBytes(5L)).Add(6, 1u)),
            NetlinkBytes.Message(21, 0, 5, rings => rings.Add(11, (byte)2).Add(17, 0u)),
            NetlinkBytes.Message(16, 0, 6, link => link.AddNest(43, xdp => xdp.Add(2, (byte)0)), headerLength: 16),
            NetlinkBytes.Error(Errno.EINVAL, 7, echo, ack => ack.Add(Nl.NLMSGERR_ATTR_MSG, "text").Add(Nl.NLMSGERR_ATTR_OFFS, 20u).Add(5, 3u).Add(6, 20u)),
            NetlinkBytes.Error(0, 8, echo, ack: null),
            NetlinkBytes.Done(0, 9),
        ];
    }

    private static FifthAttribute Classify(NetlinkAttributeType? type, ulong minimum)
    {
        var dump = NetlinkBytes.BindRxPolicy(1, type, minimum);
        var parts = new List<CommandPolicy>();
        foreach (byte[] datagram in dump)
        {
            ReadOnlySpan<byte> rest = datagram;
            while (NetlinkMessage.TryRead(ref rest, out NetlinkMessage message))
            {
                if (message.Type == Genl.GENL_ID_CTRL)
                    parts.Add(CommandPolicy.Parse(message));
            }
        }

        return FifthAttributes.Classify(CommandPolicy.Merge(parts));
    }

    private static string? Describe(NetlinkRequest request, uint offset) =>
        AttributeTable.Dmabuf.Describe(request, new ExtendedAck(null, offset, null, null));

    private static byte[] Sent(FifthAttribute fifth, AutoreleaseMode mode)
    {
        NetlinkRequest request = NetlinkRequest.Generic(20, 13, 1);
        AutoreleaseAttribute.Choose(fifth, mode).AddTo(request);
        return request.Bytes[request.HeaderLength..].ToArray();
    }
}
