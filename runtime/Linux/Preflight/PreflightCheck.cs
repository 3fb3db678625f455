using System;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;

namespace Devmem.Linux.Preflight;

/// <summary>Runs a preflight check. What is missing is a line of the report, never an exception.</summary>
internal static class PreflightCheck
{
    internal static PreflightReport Run(ISystemCalls calls, string name)
    {
        try
        {
            DevmemPlatform.Require();
            using NetdevClient netdev = NetdevClient.Open(calls);
            int errno = NetworkInterfaceControl.TryGetIndex(calls, name, out uint index);
            return errno == 0
                ? new PreflightReport(name, [.. PreflightLines.Of(InterfaceFacts.Read(calls, netdev, name, index), name)])
                : Single(name, "interface", $"There is no interface \"{name}\" here ({Errno.Describe(errno)}).", RefusalTable.Repair(BindRefusal.UnknownInterface, name));
        }
        catch (PlatformNotSupportedException missing)
        {
            return Single(name, "kernel", missing.Message, "Run Linux 6.12 or newer on x64 or arm64, built with CONFIG_NET_DEVMEM.");
        }
    }

    private static PreflightReport Single(string name, string subject, string finding, string repair) =>
        new(name, [new PreflightLine(subject, PreflightVerdict.Bad, finding, repair)]);
}
