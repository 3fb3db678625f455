using System;
using Devmem.Backends;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux;

/// <summary>The only door from the handles to the real kernel.</summary>
internal static class LinuxBackendFactory
{
    internal static DeviceBackend OpenDevice(string interfaceName) => throw Unavailable(interfaceName);

    internal static DmabufMemory AdoptDmabuf(SafeFileHandle descriptor, long length) => throw Unavailable("dmabuf");

    internal static DmabufMemory CreateUdmabuf(long length) => throw Unavailable("udmabuf");

    private static PlatformNotSupportedException Unavailable(string what) =>
        new($"Devmem TCP needs Linux 6.12 or newer ({what}). Use Devmem.Simulation.SimulatedDevice to run without it.");
}
