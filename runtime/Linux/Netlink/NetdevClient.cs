using System;
using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Netlink;

/// <summary>The kernel's "netdev" family on one netlink socket. A binding made here lives as long as this object.</summary>
internal sealed class NetdevClient : IDisposable
{
    private readonly NetlinkClient _client;

    private NetdevClient(NetlinkClient client, NetlinkFamily family)
    {
        _client = client;
        Family = family;
    }

    internal NetlinkFamily Family { get; }

    /// <exception cref="PlatformNotSupportedException">This kernel has no such family, so no devmem TCP.</exception>
    internal static NetdevClient Open(ISystemCalls calls)
    {
        var client = new NetlinkClient(calls, Nl.NETLINK_GENERIC);
        try
        {
            NetlinkFamily family = NetlinkFamily.Resolve(client, Netdev.FamilyName, out NetlinkStatus status)
                ?? throw Missing(status);
            return new NetdevClient(client, family);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    internal CommandPolicy? Policy(byte command) => CommandPolicy.Probe(_client, Netdev.FamilyName, command);

    /// <summary>NETDEV_CMD_BIND_RX.</summary>
    /// <param name="autorelease">What to send as attribute 5; <see cref="AutoreleaseAttribute.None"/> on every released kernel.</param>
    internal NetlinkStatus BindRx(uint interfaceIndex, ReadOnlySpan<int> queues, int descriptor, AutoreleaseAttribute autorelease, out uint id, out string? attribute)
    {
        NetlinkRequest request = Request(Netdev.NETDEV_CMD_BIND_RX).Add(Netdev.NETDEV_A_DMABUF_IFINDEX, interfaceIndex);
        foreach (int queue in queues)
        {
            request.AddNest(Netdev.NETDEV_A_DMABUF_QUEUES, nest => nest
                .Add(Netdev.NETDEV_A_QUEUE_ID, (uint)queue)
                .Add(Netdev.NETDEV_A_QUEUE_TYPE, Netdev.NETDEV_QUEUE_TYPE_RX));
        }

        request.Add(Netdev.NETDEV_A_DMABUF_FD, (uint)descriptor);
        autorelease.AddTo(request);
        return Bind(request, out id, out attribute);
    }

    /// <summary>NETDEV_CMD_BIND_TX.</summary>
    internal NetlinkStatus BindTx(uint interfaceIndex, int descriptor, out uint id, out string? attribute) =>
        Bind(
            Request(Netdev.NETDEV_CMD_BIND_TX)
                .Add(Netdev.NETDEV_A_DMABUF_IFINDEX, interfaceIndex)
                .Add(Netdev.NETDEV_A_DMABUF_FD, (uint)descriptor),
            out id,
            out attribute);

    /// <summary>All queues of an interface; none while it is down.</summary>
    internal NetlinkStatus Queues(uint interfaceIndex, out List<NetdevQueue> queues) =>
        _client.Ask(Request(Netdev.NETDEV_CMD_QUEUE_GET, Nl.NLM_F_DUMP).Add(Netdev.NETDEV_A_QUEUE_IFINDEX, interfaceIndex), NetdevQueue.Parse, out queues);

    /// <summary>One receive queue. ENOENT while the interface is down, EINVAL where there is no such queue.</summary>
    internal NetlinkStatus Queue(uint interfaceIndex, uint queue, out NetdevQueue? answer)
    {
        NetlinkRequest request = Request(Netdev.NETDEV_CMD_QUEUE_GET)
            .Add(Netdev.NETDEV_A_QUEUE_IFINDEX, interfaceIndex)
            .Add(Netdev.NETDEV_A_QUEUE_TYPE, Netdev.NETDEV_QUEUE_TYPE_RX)
            .Add(Netdev.NETDEV_A_QUEUE_ID, queue);
        NetlinkStatus status = _client.Ask(request, NetdevQueue.Parse, out List<NetdevQueue> answers);
        answer = answers.Count > 0 ? answers[0] : null;
        return status;
    }

    /// <summary>All page pools of the namespace, detached ones too.</summary>
    internal NetlinkStatus PagePools(out List<NetdevPagePool> pools) =>
        _client.Ask(Request(Netdev.NETDEV_CMD_PAGE_POOL_GET, Nl.NLM_F_DUMP), NetdevPagePool.Parse, out pools);

    /// <summary>A request of one's own making, for what has no method here.</summary>
    internal NetlinkRequest Request(byte command, ushort flags = Nl.NLM_F_ACK) =>
        NetlinkRequest.Generic(Family.Id, command, Netdev.Version, flags);

    /// <summary>Sends a bind request; <paramref name="attribute"/> is what a refusal points at, in words.</summary>
    internal NetlinkStatus Bind(NetlinkRequest request, out uint id, out string? attribute)
    {
        NetlinkStatus status = _client.Ask(request, ParseId, out List<uint> ids);
        attribute = status.Errno == 0 ? null : AttributeTable.Dmabuf.Describe(request, status.Ack);
        id = status.Errno != 0 ? 0
            : ids.Count == 1 && ids[0] != 0 ? ids[0]
            : throw Malformed.Netlink("a bind succeeded without an id");
        return status;
    }

    public void Dispose() => _client.Dispose();

    private static uint ParseId(NetlinkMessage message)
    {
        ReadOnlySpan<byte> attributes = message.GenericAttributes;
        while (NetlinkAttribute.TryRead(ref attributes, out NetlinkAttribute attribute))
        {
            if (attribute.Type == Netdev.NETDEV_A_DMABUF_ID)
                return attribute.UInt32;
        }

        return 0;
    }

    private static Exception Missing(NetlinkStatus status) => status.Errno == Errno.ENOENT
        ? new PlatformNotSupportedException("This kernel has no netlink family \"netdev\": devmem TCP needs Linux 6.12 or newer.")
        : new DevmemException("Could not resolve the netlink family \"netdev\".", status.Errno, status.Ack.Text);
}
