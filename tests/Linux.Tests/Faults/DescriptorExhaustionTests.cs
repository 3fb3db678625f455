using System;
using System.Net.Sockets;
using Devmem.Backends;
using Devmem.Linux.Binding;
using Devmem.Linux.Interop;
using Devmem.Linux.Netlink;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Kernel;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Faults;

/// <summary>A table of descriptors that is really full, on the running kernel: each call with room for none, for one and so on until it succeeds.</summary>
public class DescriptorExhaustionTests
{
    private const string Prefix = "Devmem.Linux.Tests.Faults.DescriptorExhaustionTests.";

    [Fact]
    public void Open_and_both_binds_and_CreateUdmabuf_say_EMFILE_and_leak_nothing() =>
        ChildProcess.Run(Prefix + nameof(Open_and_both_binds_and_CreateUdmabuf_say_EMFILE_and_leak_nothing), () =>
        {
            RunningKernel.NetdevWithBinding().Dispose();
            using DevmemDevice device = DevmemDevice.Open("lo");
            using Dmabuf dmabuf = Memfd.AsDmabuf();
            Action open = () => DevmemDevice.Open("lo").Dispose();
            Action bind = () => device.BindRx(dmabuf, [0]).Dispose();
            Action bindToSend = () => device.BindTx(dmabuf).Dispose();
            Action create = () => Dmabuf.CreateUdmabuf(4096).Dispose();
            using var table = new DescriptorTable();
            foreach (Action action in (Action[])[open, bind, bindToSend, create])
                ExhaustedUntilItGoesOn(table, action);
        });

    [Fact]
    public void An_attached_socket_receives_and_closes_without_a_single_place() =>
        ChildProcess.Run(Prefix + nameof(An_attached_socket_receives_and_closes_without_a_single_place), () =>
        {
            using var binding = new RxBinding(new LinuxRxBinding(RunningKernel.Calls, RunningKernel.Netdev(), 1, 1 << 20, AutoreleaseMode.On));
            using (var warm = new TcpPair())
                Exchange(binding, warm);
            using var pair = new TcpPair();
            using var table = new DescriptorTable();
            table.LeaveRoomFor(0);
            int before = table.CountOpen();
            Exception? error = Record.Exception(() => Exchange(binding, pair));
            int after = table.CountOpen();
            table.Empty();
            Assert.Null(error);
            Assert.Equal(before - 1, after); // the socket itself
        });

    [Fact]
    public void A_wait_for_completions_says_EMFILE_and_the_next_goes_on() =>
        ChildProcess.Run(Prefix + nameof(A_wait_for_completions_says_EMFILE_and_the_next_goes_on), () =>
        {
            using var pair = new TcpPair();
            SenderOptions.Set(RunningKernel.Calls, pair.Local.SafeHandle, interfaceName: null);
            var completions = new SendCompletions(new ZeroCopyOfOrdinaryMemory(), pair.Local.SafeHandle);
            Assert.Equal(4096, completions.Send(1, 0, 4096, out uint number));
            using var table = new DescriptorTable();
            var later = new SendRange(number + 1, number + 1);
            table.LeaveRoomFor(0);
            int before = table.CountOpen();
            Exception? error = Record.Exception(() => completions.Wait(later));
            int after = table.CountOpen();
            table.Empty();
            Assert.Equal(Errno.EMFILE, Assert.IsType<DevmemException>(error).Errno);
            Assert.Equal(before, after);
            Assert.Equal(4096, pair.Peer.Receive(new byte[4096]));
            completions.Wait(new SendRange(number, number));
            completions.Close();
        });

    /// <summary>The first round only loads what the runtime reads from files.</summary>
    private static void ExhaustedUntilItGoesOn(DescriptorTable table, Action action)
    {
        Exception? unhindered = Record.Exception(action);
        int exhausted = 0;
        for (int round = 0; round < 2; round++)
        {
            Exception? error;
            int places = 0;
            do
            {
                table.LeaveRoomFor(places);
                int before = table.CountOpen();
                error = Record.Exception(action);
                int after = table.CountOpen();
                table.Empty();
                Assert.Equal(before, after);
                exhausted += IsExhaustion(error) ? 1 : 0;
            }
            while (IsExhaustion(error) && ++places < 8);
            Assert.Equal(unhindered?.GetType(), error?.GetType());
            Assert.Equal(unhindered?.Message, error?.Message);
        }

        Assert.InRange(exhausted, 2, 16); // one in each round at least
    }

    private static bool IsExhaustion(Exception? error) => error is DevmemException { Errno: Errno.EMFILE } and not DevmemBindException;

    private static void Exchange(RxBinding binding, TcpPair pair)
    {
        using DevmemSocket socket = binding.Attach(pair.Local);
        pair.Peer.Send("full"u8);
        using FragmentBatch batch = socket.Receive(new byte[16]);
        Assert.Equal(4, batch.LinearBytes);
    }
}
