// Puts batches and tokens through the runtime's own deferred releases, on the simulator. Compiled together with the runtime, but for its Linux part.
using System;
using System.Net;
using System.Net.Sockets;
using Devmem;
using Devmem.Backends;
using Devmem.Simulation;
using Microsoft.Win32.SafeHandles;

public static class Driver
{
    private const int PageSize = 64;

    /// <returns>What the books hold against it.</returns>
    public static LeakReport Run(int scenario)
    {
        SimulatedDevice device = new(new SimulationOptions { PageSize = PageSize });
        Use(device, scenario);
        return device.Audit();
    }

    private static void Use(SimulatedDevice device, int scenario)
    {
        using Dmabuf memory = device.CreateDmabuf(64 * PageSize);
        using TcpListener listener = new(IPAddress.Loopback, port: 0);
        listener.Start();
        using Socket peer = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        peer.Connect(listener.LocalEndpoint);
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(listener.AcceptSocket());
        DeferredReleases later = new();
        try
        {
            Defer(later, socket, peer, scenario);
        }
        catch (Exception exception) when (exception is not NullReferenceException)
        {
            // What was handed over is released all the same.
        }
        finally
        {
            Quiet(later.Dispose);
            Quiet(later.Dispose);
        }
    }

    private static void Defer(DeferredReleases later, DevmemSocket socket, Socket peer, int scenario)
    {
        Fence fence = new() { IsSignalled = scenario != 1 };
        later.Add(Next(socket, peer), fence);
        FragmentBatch rest = Next(socket, peer);
        later.Add(rest.Detach(0), fence);
        later.Add(rest, fence);
        later.ReleaseCompleted();
        if (scenario == 2)
            later.Dispose();
        later.Add(Next(socket, peer), scenario == 3 ? null! : fence);
    }

    private static FragmentBatch Next(DevmemSocket socket, Socket peer)
    {
        peer.Send(new byte[2 * PageSize]);
        return socket.Receive(new byte[8 * PageSize]);
    }

    private static void Quiet(Action action)
    {
        try
        {
            action();
        }
        catch (InvalidOperationException)
        {
            // The books count it.
        }
    }

    private sealed class Fence : IReleaseFence
    {
        public bool IsSignalled { get; set; }

        public void Wait() => IsSignalled = true;
    }
}

namespace Devmem.Linux
{
    internal static class LinuxBackendFactory
    {
        internal static DeviceBackend OpenDevice(string interfaceName) => throw new PlatformNotSupportedException();

        internal static DmabufMemory CreateUdmabuf(long length) => throw new PlatformNotSupportedException();

        internal static DmabufMemory AdoptDmabuf(SafeFileHandle descriptor, long length) => throw new PlatformNotSupportedException();

        internal static PreflightReport Check(string interfaceName) => throw new PlatformNotSupportedException();
    }
}
