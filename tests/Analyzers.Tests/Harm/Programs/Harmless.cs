using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
using Devmem.Simulation;

namespace Devmem.Analyzers.Tests.Harm.Programs;

/// <summary>What looks wrong and does no harm: the books say so, and no rule speaks.</summary>
public static class Harmless
{
    public static void Memory_disposed_after_the_bind(Bench bench)
    {
        using Dmabuf memory = bench.Device.CreateDmabuf(Bench.Page);
        using RxBinding binding = bench.Device.BindRx(memory, [1], AutoreleaseMode.Off);
        memory.Dispose();
        using DevmemSocket socket = binding.Attach(bench.Connect());
        bench.Say();
        socket.Receive(bench.Linear).Release();
    }

    public static async Task Released_by_another_thread(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        await Task.Yield();
        batch.Release();
    }

    public static void Released_after_the_FIN_of_the_peer(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        bench.Finish();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        using FragmentBatch end = socket.Receive(bench.Linear);
        batch.Release();
    }

    public static void Received_without_a_token(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Finish();
        FragmentBatch batch = socket.Receive(bench.Linear);
        if (batch.Count == 0)
            return;
        batch.Release();
    }

    public static void Disposed_twice(Bench bench)
    {
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        batch.Dispose();
        batch.Dispose();
        socket.Dispose();
    }

    public static void Released_through_another_socket_of_the_binding(Bench bench)
    {
        using DevmemSocket other = bench.Binding.Attach(bench.Connect());
        bench.Say();
        other.Receive(bench.Linear).Release();
        using DevmemSocket socket = bench.Binding.Attach(bench.Connect());
        bench.Say();
        using FragmentBatch batch = socket.Receive(bench.Linear);
        DevmemToken token = batch.Detach(0);
        _ = other.Release([token]);
    }

    public static void Same_mode_twice(Bench bench)
    {
        using RxBinding first = bench.Device.BindRx(bench.Memory, [1], AutoreleaseMode.Off);
        using RxBinding second = bench.Device.BindRx(bench.Memory, [2], AutoreleaseMode.Off);
    }

    public static void Written_beside_a_pending_send(Bench bench)
    {
        using TxBinding binding = bench.Device.BindTx(bench.Memory);
        using DevmemSender sender = binding.Attach(bench.Connect());
        using SendOperation send = sender.Send(0, Bench.Page);
        bench.Memory.CopyFrom(Bench.Page, new byte[Bench.Page]);
        _ = bench.Device.CompleteSends(sender);
    }

    public static void Written_when_seen_completed(Bench bench)
    {
        using TxBinding binding = bench.Device.BindTx(bench.Memory);
        using DevmemSender sender = binding.Attach(bench.Connect());
        using SendOperation send = sender.Send(0, Bench.Page);
        _ = bench.Device.CompleteSends(sender);
        while (!send.IsCompleted)
            Thread.Yield();
        bench.Memory.CopyFrom(0, new byte[Bench.Page]);
    }
}
