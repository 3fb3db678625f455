using System;
using System.Linq;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Preflight;

/// <summary>Turns facts into what <see cref="DevmemDevice.Capabilities"/> shows.</summary>
internal static class CapabilityProbe
{
    internal static DevmemCapabilities Read(ISystemCalls calls, string name)
    {
        int errno = NetworkInterfaceControl.TryGetIndex(calls, name, out uint index);
        if (errno != 0)
            throw KernelError.Exception($"look up the interface \"{name}\"", errno);
        using NetdevClient netdev = NetdevClient.Open(calls);
        return From(InterfaceFacts.Read(calls, netdev, name, index), name);
    }

    internal static DevmemCapabilities From(InterfaceFacts facts, string name) => new()
    {
        Kernel = facts.Kernel,
        CanBindRx = facts.CanBindRx,
        CanBindTx = CanBind(facts.TxProbe),
        CanTurnAutoreleaseOff = facts.Fifth.IsAutorelease(),
        DefaultAutorelease = facts.Fifth.IsAutorelease() ? AutoreleaseMode.Off : AutoreleaseMode.On,
        HasPrivilege = facts.RxProbe.Errno != Errno.EPERM,
        HasHeaderSplit = facts.Rings?.IsReady ?? false,
        RxQueues = facts.RxQueues,
        PageSize = Environment.SystemPageSize,
        Obstacles = [.. PreflightLines.Of(facts, name).Where(line => line.Verdict == PreflightVerdict.Bad).Select(line => $"{line.Finding} {line.Repair}")],
    };

    /// <summary>The probe names no dma-buf: EBADF says that everything checked before is in order.</summary>
    internal static bool? CanBind(NetlinkStatus probe) => probe.Errno switch
    {
        Errno.EBADF => true,
        Errno.EOPNOTSUPP => false,
        _ when RefusedBind.IsModeConflict(probe, out _) => true, // the driver is asked before the mode
        _ => null,
    };
}
