using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Memory;
using Devmem.Linux.Preflight;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux;

/// <summary>The only door from the handles to the real kernel.</summary>
internal static class LinuxBackendFactory
{
    internal static DeviceBackend OpenDevice(string interfaceName)
    {
        DevmemPlatform.Require();
        return LinuxDeviceBackend.Open(LinuxSystemCalls.Instance, interfaceName);
    }

    internal static PreflightReport Check(string interfaceName) => PreflightCheck.Run(LinuxSystemCalls.Instance, interfaceName);

    internal static DmabufMemory AdoptDmabuf(SafeFileHandle descriptor, long length)
    {
        DevmemPlatform.Require();
        return AdoptedDmabuf.Adopt(LinuxSystemCalls.Instance, descriptor, length);
    }

    internal static DmabufMemory CreateUdmabuf(long length)
    {
        DevmemPlatform.Require();
        return Udmabuf.Create(LinuxSystemCalls.Instance, length);
    }
}
