using System;
using System.Runtime.InteropServices;

namespace Devmem.Linux.Interop;

/// <summary>Where the numbers and layouts of this backend hold: 64-bit little-endian Linux with the generic socket numbers.</summary>
internal static class DevmemPlatform
{
    internal static bool IsSupported =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <exception cref="PlatformNotSupportedException">Not Linux on x64 or arm64.</exception>
    internal static void Require()
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("Devmem TCP is a feature of Linux. Elsewhere use Devmem.Simulation.SimulatedDevice.");
        if (!IsSupported)
        {
            throw new PlatformNotSupportedException(
                $"Devmem is verified for x64 and arm64, not for {RuntimeInformation.ProcessArchitecture}: socket numbers and structure layouts differ there.");
        }
    }
}
