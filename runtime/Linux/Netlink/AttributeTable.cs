using System;

namespace Devmem.Linux.Netlink;

/// <summary>The names of a set of attributes, so that an extended ack can be told in words.</summary>
internal sealed class AttributeTable(string set, params (ushort Number, string Name, AttributeTable? Nested)[] attributes)
{
    internal static AttributeTable Queue { get; } =
        new("queue", (Netdev.NETDEV_A_QUEUE_ID, "id", null), (Netdev.NETDEV_A_QUEUE_IFINDEX, "ifindex", null), (Netdev.NETDEV_A_QUEUE_TYPE, "type", null));

    internal static AttributeTable Dmabuf { get; } =
        new(
            "dmabuf",
            (Netdev.NETDEV_A_DMABUF_IFINDEX, "ifindex", null),
            (Netdev.NETDEV_A_DMABUF_QUEUES, "queues", Queue),
            (Netdev.NETDEV_A_DMABUF_FD, "fd", null),
            (Netdev.NETDEV_A_DMABUF_ID, "id", null),
            (Netdev.NETDEV_A_DMABUF_FIVE, "attribute 5 (autorelease or rx-page-size)", null));

    internal static AttributeTable PagePool { get; } = new("page-pool", (Netdev.NETDEV_A_PAGE_POOL_ID, "id", null));

    /// <summary>The attribute that an ack's offset points at, or the one it misses; null when it names neither.</summary>
    internal string? Describe(NetlinkRequest request, ExtendedAck ack)
    {
        if (ack.MissingType is uint missing)
            return "missing attribute: " + (NestAt(request, ack.MissingNest)?.Name((ushort)missing) ?? $"number {missing}");
        return ack.Offset is uint offset && Locate(request, offset, out string? path, out _) ? "attribute: " + path : null;
    }

    private string Name(ushort number)
    {
        foreach ((ushort known, string name, _) in attributes)
        {
            if (known == number)
                return $"{set} {name}";
        }

        return $"{set} attribute {number}";
    }

    private AttributeTable? NestAt(NetlinkRequest request, uint? offset)
    {
        if (offset is null)
            return this;
        return Locate(request, offset.Value, out _, out AttributeTable? nested) ? nested : null;
    }

    private bool Locate(NetlinkRequest request, uint offset, out string? path, out AttributeTable? nested) =>
        Locate(request.Bytes[request.HeaderLength..], request.HeaderLength, offset, out path, out nested);

    private bool Locate(ReadOnlySpan<byte> rest, int position, uint offset, out string? path, out AttributeTable? nested)
    {
        int end = position + rest.Length;
        while (true)
        {
            int start = end - rest.Length;
            if (!NetlinkAttribute.TryRead(ref rest, out NetlinkAttribute attribute))
                break;
            nested = NestedOf(attribute.Type);
            path = Name(attribute.Type);
            if (start == offset)
                return true;
            if (nested is not null && nested.Locate(attribute.Value, start + Nl.AttributeHeaderLength, offset, out path, out nested))
                return true;
        }

        path = null;
        nested = null;
        return false;
    }

    private AttributeTable? NestedOf(ushort number) =>
        Array.Find(attributes, attribute => attribute.Number == number).Nested;
}
