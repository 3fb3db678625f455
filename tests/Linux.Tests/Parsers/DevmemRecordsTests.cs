using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Receiving;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>Reading the records of a receive out of raw control bytes.</summary>
public class DevmemRecordsTests
{
    private const uint Id = 7;
    private const long DmabufLength = 1 << 20;
    private const int LinearLength = 1000;

    public static TheoryData<int> Seeds => Fuzz.Seeds;

    [Fact]
    public void Records_come_in_stream_order_and_linear_bytes_are_packed()
    {
        byte[] control = ControlBytes.Of(
            ControlBytes.Linear(50), ControlBytes.Dmabuf(4096, 1000, 1, Id), ControlBytes.Linear(50), ControlBytes.Dmabuf(0, 24, 2, Id));
        RecordBuffer records = Parse(control, 1124);
        Assert.Equal(
            [(0L, 50, 0u, true), (4096L, 1000, 1u, false), (50L, 50, 0u, true), (0L, 24, 2u, false)],
            records.Records.ToArray().Select(record => (record.Offset, record.Length, record.Token, record.IsLinear)));
        Assert.Equal(100, records.LinearBytes);
    }

    [Fact]
    public void Other_messages_are_passed_over()
    {
        byte[] control = ControlBytes.Of(
            ControlBytes.Message(6, 36, [1, 0, 0, 0]), ControlBytes.Dmabuf(0, 10, 1, Id), ControlBytes.Message(1, 29, new byte[16]), ControlBytes.Message(0, 79, new byte[24]));
        Assert.Equal(1u, Assert.Single(Parse(control, 10).Records.ToArray()).Token);
    }

    [Fact]
    public void No_record_is_ordinary_traffic()
    {
        FragmentRecord record = Assert.Single(Parse([], 33).Records.ToArray());
        Assert.True(record.IsLinear);
        Assert.Equal(33, record.Length);
    }

    [Fact]
    public void Equal_tokens_in_Off_mode_stay_as_many_as_they_are() =>
        Assert.Equal(2, Parse(ControlBytes.Of(ControlBytes.Dmabuf(0, 10, 3, Id), ControlBytes.Dmabuf(10, 10, 3, Id)), 20).Count);

    [Fact]
    public void A_known_binding_may_feed_the_socket_too_and_is_held_to_its_own_length()
    {
        var known = new KnownBindings();
        known.Add(Id + 1, 4096);
        var parser = new DevmemRecords(Id, DmabufLength, known);
        var records = new RecordBuffer();
        parser.Parse(ControlBytes.Of(ControlBytes.Dmabuf(0, 10, 1, Id), ControlBytes.Dmabuf(4000, 96, 2, Id + 1), ControlBytes.Dmabuf(20, 10, 3, Id)), 116, LinearLength, records);
        Assert.Equal([Id, Id + 1, Id], records.Records.ToArray().Select(record => record.DmabufId));

        records.Clear();
        Assert.Throws<DevmemProtocolException>(() => parser.Parse(ControlBytes.Of(ControlBytes.Dmabuf(4000, 97, 2, Id + 1)), 97, LinearLength, records));
        Assert.Equal(2u, Assert.Single(records.Records.ToArray()).Token);
    }

    [Fact]
    public void An_undone_binding_is_known_while_a_socket_is_open()
    {
        var known = new KnownBindings();
        known.Add(1, 4096);
        known.SocketOpened();
        known.Undo(1);
        Assert.True(known.TryGetLength(1, out _));
        known.SocketClosed();
        Assert.Equal(0, known.Count);
    }

    public static TheoryData<string> Faults => new(FaultyControls.Keys);

    private static readonly Dictionary<string, (byte[] Control, long Received, uint[] Tokens)> FaultyControls = new()
    {
        ["a fragment behind the end"] = (ControlBytes.Of(ControlBytes.Dmabuf(DmabufLength, 1, 5, Id)), 1, [5]),
        ["a fragment across the end"] = (ControlBytes.Of(ControlBytes.Dmabuf(DmabufLength - 1, 2, 5, Id)), 2, [5]),
        ["an offset that wraps"] = (ControlBytes.Of(ControlBytes.Dmabuf(ulong.MaxValue, 2, 5, Id)), 2, [5]),
        ["a fragment of another binding, one of ours behind it"] =
            (ControlBytes.Of(ControlBytes.Dmabuf(0, 1, 5, Id + 1), ControlBytes.Dmabuf(0, 1, 6, Id)), 2, [5, 6]),
        ["an empty fragment"] = (ControlBytes.Of(ControlBytes.Dmabuf(0, 0, 5, Id)), 1, [5]),
        ["a fragment of 3 GiB"] = (ControlBytes.Of(ControlBytes.Dmabuf(0, 3u << 30, 5, Id)), 3L << 30, [5]),
        ["more linear bytes than the buffer has"] = (ControlBytes.Of(ControlBytes.Linear(LinearLength + 1)), LinearLength + 1, []),
        ["linear bytes that fit only one by one"] = (ControlBytes.Of(ControlBytes.Linear(600), ControlBytes.Linear(600)), 1200, []),
        ["fewer bytes told than received"] = (ControlBytes.Of(ControlBytes.Dmabuf(0, 10, 5, Id)), 11, [5]),
        ["a record that is cut"] = (ControlBytes.Of(ControlBytes.Message(1, 79, new byte[16])), 10, []),
        ["a message longer than the buffer"] = ([.. ControlBytes.Of(ControlBytes.Dmabuf(0, 10, 5, Id)), 255, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 79, 0, 0, 0], 10, [5]),
        ["a message shorter than its header"] = ([8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 79, 0, 0, 0], 10, []),
        ["ordinary bytes beyond the buffer"] = ([], LinearLength + 1, []),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void What_does_not_hold_together_is_refused_with_its_tokens_known(string fault)
    {
        (byte[] control, long received, uint[] tokens) = FaultyControls[fault];
        var records = new RecordBuffer();
        Assert.Throws<DevmemProtocolException>(() => new DevmemRecords(Id, DmabufLength).Parse(control, received, LinearLength, records));
        Assert.Equal(tokens, records.Records.ToArray().Where(record => !record.IsLinear).Select(record => record.Token));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_and_mutated_records_are_read_or_refused(int seed)
    {
        byte[][] corpus =
        [
            [],
            ControlBytes.Of(ControlBytes.Dmabuf(0, 4096, 1, Id)),
            ControlBytes.Of(ControlBytes.Linear(100), ControlBytes.Dmabuf(4096, 3996, 2, Id)),
            ControlBytes.Of(ControlBytes.Dmabuf(8192, 1448, 3, Id), ControlBytes.Linear(48), ControlBytes.Message(6, 36, new byte[4]), ControlBytes.Dmabuf(12288, 2600, 4, Id)),
        ];
        Fuzz.Run(seed, corpus, (bytes, random) =>
        {
            var records = new RecordBuffer(room: random.Next(1, 8));
            long received = random.Next(2) == 0 ? 4096 : random.Next(1, 9000);
            new DevmemRecords(Id, DmabufLength).Parse(bytes, received, LinearLength, records);
            Check(records, received);
        });
    }

    private static void Check(RecordBuffer records, long received)
    {
        long told = 0;
        int linear = 0;
        foreach (ref FragmentRecord record in records.Records)
        {
            Assert.InRange(record.Length, 1, int.MaxValue);
            told += record.Length;
            if (record.IsLinear)
            {
                Assert.Equal(linear, record.Offset);
                linear += record.Length;
            }
            else
            {
                Assert.Equal(Id, record.DmabufId);
                Assert.InRange(record.Offset, 0, DmabufLength - record.Length);
            }
        }

        Assert.Equal(received, told);
        Assert.InRange(linear, 0, LinearLength);
    }

    private static RecordBuffer Parse(byte[] control, long received)
    {
        var records = new RecordBuffer();
        new DevmemRecords(Id, DmabufLength).Parse(control, received, LinearLength, records);
        return records;
    }
}
