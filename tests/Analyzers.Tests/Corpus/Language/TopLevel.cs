//# outputkind = exe
using System;
using System.Net.Sockets;
using Devmem;
using Devmem.Simulation;

using var device = new SimulatedDevice();
using Dmabuf dmabuf = device.CreateDmabuf(1 << 20);
using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
using DevmemSocket socket = binding.Attach(new Socket(SocketType.Stream, ProtocolType.Tcp));
byte[] linear = new byte[4096];

FragmentBatch forgotten = socket.Receive(linear); //! DEVMEM001
_ = forgotten.Count;

FragmentBatch unprotected = socket.Receive(linear); //! DEVMEM004
int n = int.Parse(args[0]);
unprotected.Release();

using FragmentBatch fine = socket.Receive(linear);
_ = fine.Count + n;

FragmentBatch twice = socket.Receive(linear);
twice.Release();
twice.Release(); //! DEVMEM006

for (int i = 0; i < n; i++)
{
    FragmentBatch round = socket.Receive(linear); //! DEVMEM001
    if (round.LinearBytes > 3)
        continue;
    round.Release();
}

FragmentBatch ended = socket.Receive(linear);
End(ended);
return 0;

static void End(FragmentBatch batch) => batch.Release();
