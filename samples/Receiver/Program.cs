using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem;
using Devmem.Samples.Receiver;
using Devmem.Samples.Shared;
using Devmem.Simulation;

// The simulator stands for the NIC and its kernel: DevmemDevice.Open("eth0") would be the real one.
using SimulatedDevice device = new();
using Dmabuf memory = device.CreateDmabuf(1 << 20);
using TcpListener listener = new(IPAddress.Loopback, port: 0);
listener.Start();

Task peers = Peers.RunAsync(listener.LocalEndpoint);
UploadReceiver receiver = new(device, memory);
receiver.CheckMemory(verbose: args.Length > 0);
receiver.Run(listener, Peers.Count);
await peers;

Console.WriteLine();
Console.WriteLine("What is still held:");
Console.Write(device.Audit());
