using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Linux.Binding;
using Devmem.Linux.Sending;
using Devmem.Linux.Tests.Support;
using Microsoft.Win32.SafeHandles;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>Ordinary traffic that crosses a link: a veth pair with an end in each of two namespaces, and an attached socket at one of them.</summary>
public class VethTrafficTests
{
    private static readonly IPAddress s_near = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress s_far = IPAddress.Parse("192.0.2.2");

    [Fact]
    public void A_stream_arrives_whole_and_in_order_through_an_attached_socket() => Across((near, far) =>
    {
        byte[] sent = Content();
        Task send = Task.Run(() => far.Send(sent));
        using var binding = new RxBinding(new LinuxRxBinding(RunningKernel.Calls, RunningKernel.Netdev(), 1, 1 << 20, AutoreleaseMode.On));
        using DevmemSocket socket = binding.Attach(near);
        byte[] got = new byte[sent.Length], linear = new byte[10_000];
        for (int filled = 0; filled < got.Length;)
        {
            using FragmentBatch batch = socket.Receive(linear);
            Assert.True(batch.LinearBytes > 0, "the stream ended early");
            Assert.True(batch[0].IsLinear);
            linear.AsSpan(0, batch.LinearBytes).CopyTo(got.AsSpan(filled));
            filled += batch.LinearBytes;
        }

        Assert.True(send.Wait(TimeSpan.FromSeconds(10)));
        Assert.True(got.SequenceEqual(sent));
        far.Shutdown(SocketShutdown.Send);
        using FragmentBatch end = socket.Receive(linear);
        Assert.True(end.EndOfStream);
    });

    [Fact]
    public void Zero_copy_sends_complete_when_the_other_side_has_taken_them() => Across((near, far) =>
    {
        var sender = new LinuxSenderBackend(new ZeroCopyOfOrdinaryMemory(), near, dmabufId: 1, long.MaxValue, "devmem0");
        const int Length = 1 << 20;
        Task<int> take = Task.Run(() => ReceiveAll(far, Length));
        Backends.SendRange range = sender.Send(0, Length);
        Assert.Equal(Length, take.WaitAsync(TimeSpan.FromSeconds(10)).GetAwaiter().GetResult());
        sender.WaitCompleted(range);
        Assert.True(sender.IsCompleted(range));
        sender.Close();
    });

    [Fact]
    public void A_sender_is_tied_to_its_interface_unless_its_flow_leaves_through_another() => Across((near, far) =>
    {
        VirtualLinks.SetUp("lo");
        var sender = new LinuxSenderBackend(RunningKernel.Calls, near, dmabufId: 1, long.MaxValue, "devmem0");
        Assert.Equal("devmem0", TiedTo(near));
        sender.Close();
        (Socket local, Socket other) = Runtime.Tests.Loopback.Connect();
        using Socket closing = other;
        var elsewhere = new LinuxSenderBackend(RunningKernel.Calls, local, dmabufId: 1, long.MaxValue, "devmem0");
        Assert.Equal("", TiedTo(local));
        elsewhere.Close();
    });

    private static string TiedTo(Socket socket)
    {
        Span<byte> name = stackalloc byte[16];
        int length = socket.GetRawSocketOption(Interop.Sock.SOL_SOCKET, Interop.Sock.SO_BINDTODEVICE, name);
        return Encoding.UTF8.GetString(name[..length]).TrimEnd('\0');
    }

    private static int ReceiveAll(Socket socket, int length)
    {
        byte[] buffer = new byte[1 << 16];
        int received = 0;
        while (received < length)
            received += socket.Receive(buffer);
        return received;
    }

    private static byte[] Content()
    {
        byte[] bytes = new byte[1 << 20];
        new Random(11).NextBytes(bytes);
        return bytes;
    }

    /// <summary>A socket stays in the namespace that its thread was in when it was made.</summary>
    private static void Across(Action<Socket, Socket> test) => PrivateNamespace.Run(() =>
    {
        RunningKernel.Netdev().Dispose();
        using SafeFileHandle farNamespace = PrivateNamespace.Open();
        PrivateNamespace.Renew();
        using SafeFileHandle nearNamespace = PrivateNamespace.Open();
        VirtualLinks.AddPairAcross("devmem0", "devmem1", (int)farNamespace.DangerousGetHandle());
        VirtualLinks.SetAddress("devmem0", s_near, 24);
        VirtualLinks.SetUp("devmem0");
        ThreadIdentity.Enter(farNamespace);
        VirtualLinks.SetAddress("devmem1", s_far, 24);
        VirtualLinks.SetUp("devmem1");
        using Socket listener = Tcp();
        listener.Bind(new IPEndPoint(s_far, 0));
        listener.Listen(1);
        ThreadIdentity.Enter(nearNamespace);
        using Socket near = Tcp();
        near.Connect(new IPEndPoint(s_far, ((IPEndPoint)listener.LocalEndPoint!).Port));
        using Socket far = listener.Accept();
        test(near, far);
    });

    private static Socket Tcp() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
