using System;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Tasks;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class AuditTests
{
    [Fact]
    public void A_program_that_ended_everything_leaves_clean_books()
    {
        SimulatedDevice device;
        using (Rig rig = new())
        {
            device = rig.Device;
            using Flow flow = rig.Open();
            flow.SendAndReceive().Release();
        }

        LeakReport report = device.Audit();
        Assert.True(report.IsClean);
        Assert.Equal(new HarmReport(), report.Harm);
        Assert.StartsWith("No handle is held.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_of_handle_is_named_with_the_line_that_acquired_it()
    {
        using SimulatedDevice device = new(new SimulationOptions { SendCompletion = SendCompletion.OnDemand });
        using Dmabuf dmabuf = device.CreateDmabuf(16 * Rig.Page);
        (Socket near, Socket peer) = Loopback.Connect();
        (Socket near2, Socket peer2) = Loopback.Connect();
        byte[] linear = new byte[4 * Rig.Page];
        int line = Line();
        RxBinding binding = device.BindRx(dmabuf, [0]);
        TxBinding transmit = device.BindTx(dmabuf);
        DevmemSocket socket = binding.Attach(near);
        DevmemSender sender = transmit.Attach(near2);
        SendOperation send = sender.Send(0, 10);
        peer.Send(new byte[3 * Rig.Page]);
        FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(2);

        LeakReport report = device.Audit();
        AssertSite(report.Bindings[0], HandleKind.RxBinding, line + 1);
        AssertSite(report.Bindings[1], HandleKind.TxBinding, line + 2);
        AssertSite(Assert.Single(report.Sockets), HandleKind.Socket, line + 3);
        AssertSite(Assert.Single(report.Senders), HandleKind.Sender, line + 4);
        AssertSite(Assert.Single(report.SendOperations), HandleKind.SendOperation, line + 5);
        AssertSite(Assert.Single(report.Batches), HandleKind.Batch, line + 7);
        AssertSite(Assert.Single(report.Tokens), HandleKind.Token, line + 8);
        Assert.Equal(2, report.Batches[0].TokenValues.Count);
        Assert.Equal([token.Value], report.Tokens[0].TokenValues);
        Assert.Equal(3, report.Pages.Count);
        Assert.All(report.Pages, page => Assert.Equal(line + 7, page.Site!.Line));
        Assert.False(report.IsClean);
        string table = report.ToString();
        foreach (string word in new[] { "receive binding", "transmit binding", "socket", "sender", "send operation", "batch", "token", "AuditTests.cs:" })
            Assert.Contains(word, table, StringComparison.Ordinal);

        token.Release();
        batch.Release();
        device.CompleteSends(sender);
        send.Dispose();
        sender.Close();
        transmit.Unbind();
        socket.Close();
        binding.Unbind();
        Assert.True(device.Audit().IsClean);
        peer.Dispose();
        peer2.Dispose();
    }

    [Fact]
    public async Task Async_methods_lambdas_and_local_functions_are_named_as_written()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        flow.Send(10);
        using FragmentBatch first = await flow.Socket.ReceiveAsync(rig.Linear, TestContext.Current.CancellationToken);
        flow.Send(10);
        using FragmentBatch second = new Func<FragmentBatch>(() => flow.Socket.Receive(rig.Linear))();
        flow.Send(10);
        using FragmentBatch third = Local();
        string name = $"{nameof(AuditTests)}.{nameof(Async_methods_lambdas_and_local_functions_are_named_as_written)}";
        LeakReport report = rig.Device.Audit();
        Assert.Equal([name, name, name + ".Local"], [report.Batches[0].Site!.Member, report.Batches[1].Site!.Member, report.Batches[2].Site!.Member]);

        FragmentBatch Local() => flow.Socket.Receive(rig.Linear);
    }

    [Fact]
    public async Task A_receive_that_had_to_wait_is_named_by_where_it_was_asked_for()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        ValueTask<FragmentBatch> pending = flow.Socket.ReceiveAsync(rig.Linear, TestContext.Current.CancellationToken);
        int line = Line() - 1;
        flow.Send(10);
        using FragmentBatch batch = await pending;
        Assert.Equal(line, Assert.Single(rig.Device.Audit().Batches).Site!.Line);
    }

    [Fact]
    public void A_leak_in_a_long_loop_is_named_by_its_line()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        int line = 0;
        for (int i = 0; i < 1000; i++)
        {
            flow.Send(10);
            FragmentBatch batch = flow.Socket.Receive(rig.Linear);
            line = Line() - 1;
            if (i != 500)
                batch.Release();
        }

        Assert.Equal(line, Assert.Single(rig.Device.Audit().Batches).Site!.Line);
    }

    [Fact]
    public void Sites_can_be_left_out()
    {
        using Rig rig = new(options: new SimulationOptions { RecordAcquisitionSites = false });
        using Flow flow = rig.Open();
        using FragmentBatch batch = flow.SendAndReceive();
        LeakReport report = rig.Device.Audit();
        Assert.All(report.Handles, handle => Assert.Null(handle.Site));
        Assert.Contains("(not recorded)", report.ToString(), StringComparison.Ordinal);
    }

    private static void AssertSite(HeldHandle handle, HandleKind kind, int line)
    {
        Assert.Equal(kind, handle.Kind);
        Assert.Equal($"{nameof(AuditTests)}.{nameof(Every_kind_of_handle_is_named_with_the_line_that_acquired_it)}", handle.Site!.Member);
        Assert.EndsWith("AuditTests.cs", handle.Site.File, StringComparison.Ordinal);
        Assert.Equal(line, handle.Site.Line);
    }

    private static int Line([CallerLineNumber] int line = 0) => line;
}
