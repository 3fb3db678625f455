//# outputkind = exe
using System;
using System.Net.Sockets;
using Devmem;
using Devmem.Simulation;

using var device = new SimulatedDevice();
using Dmabuf dmabuf = device.CreateDmabuf(1 << 20);
RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM008
using DevmemSocket socket = binding.Attach(new Socket(SocketType.Stream, ProtocolType.Tcp));
FragmentBatch batch = await socket.ReceiveAsync(new byte[64]); //! DEVMEM001
if (batch.LinearBytes == 0)
    return;
batch.Release();
