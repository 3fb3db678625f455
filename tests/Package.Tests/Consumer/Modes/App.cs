using System;
using Devmem;
using Devmem.Simulation;

using SimulatedDevice device = new();
Dmabuf memory = device.CreateDmabuf(1 << 20);
Console.WriteLine(Core.Binding.Receive(device, memory));
using (RxBinding binding = device.BindRx(memory, [2], AutoreleaseMode.Off))
    Console.WriteLine(binding.DmabufId);

memory.Dispose();
