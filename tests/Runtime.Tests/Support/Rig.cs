using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

/// <summary>A simulated device with one receive binding and as many flows as a test asks for.</summary>
internal sealed class Rig : IDisposable
{
    internal const int Page = 4096;

    private readonly List<IDisposable> _all = [];

    internal Rig(AutoreleaseMode mode = AutoreleaseMode.Off, int pages = 64, SimulationOptions? options = null)
    {
        Device = new SimulatedDevice(options ?? new SimulationOptions());
        Dmabuf = Device.CreateDmabuf(pages * Page);
        Binding = Device.BindRx(Dmabuf, [0], mode);
    }

    internal SimulatedDevice Device { get; }

    internal Dmabuf Dmabuf { get; }

    internal RxBinding Binding { get; }

    internal byte[] Linear { get; } = new byte[64 * 1024];

    internal Flow Open(RxBinding? binding = null)
    {
        (Socket near, Socket peer) = Loopback.Connect();
        Flow flow = new(this, (binding ?? Binding).Attach(near), peer);
        _all.Add(flow);
        return flow;
    }

    public void Dispose()
    {
        foreach (IDisposable one in _all)
            one.Dispose();
        Binding.Dispose();
        Dmabuf.Dispose();
        Device.Dispose();
    }
}
