using System.Threading.Tasks;

namespace Devmem.Analyzers.Tests.Rules;

/// <summary>DEVMEM014 says which typed call replaces a raw one, and what goes wrong there.</summary>
public class RawCallTests
{
    private const string Imports = """
        [DllImport("libc")] static extern int setsockopt(int fd, int level, int name, void* value, uint length);
        [DllImport("libc")] static extern int getsockopt(int fd, int level, int name, void* value, uint* length);
        [DllImport("libc")] static extern nint recvmsg(int fd, void* message, int flags);
        [DllImport("libc")] static extern nint recv(int fd, void* buffer, nuint length, int flags);
        [DllImport("libc")] static extern nint sendmsg(int fd, void* message, int flags);
        struct Message { public void* msg_control; public nuint msg_controllen; }
        struct Header { public int cmsg_level; public int cmsg_type; }

        """;

    [Theory]
    [InlineData("s.SetRawSocketOption(1, 80, new byte[8]);", "DevmemSocket.Release", "the result of success is a positive count")]
    [InlineData("s.SetRawSocketOption(1, 80, new byte[129 * 8]);", "DevmemSocket.Release", "129 ranges are more than 128, so that it fails with EINVAL and nothing is released")]
    [InlineData("Span<byte> all = stackalloc byte[12]; s.SetRawSocketOption(1, 80, all);", "DevmemSocket.Release", "12 bytes are no whole number of ranges of 8")]
    [InlineData("s.SetRawSocketOption(1, 80, Array.Empty<byte>());", "DevmemSocket.Release", "more than 128 ranges")]
    [InlineData("s.SetRawSocketOption(1, 80, new byte[0]);", "DevmemSocket.Release", "0 bytes are no whole number of ranges")]
    [InlineData("setsockopt(3, 1, 80, p, 8);", "DevmemSocket.Release", "is not looked at")]
    [InlineData("if (setsockopt(3, 1, 80, p, 8) == 0) return;", "DevmemSocket.Release", "how many fragments were released and not 0")]
    [InlineData("if (setsockopt(3, 1, 80, p, 8) < 0) return;", "DevmemSocket.Release", "how many fragments were released and not 0")]
    [InlineData("int r = setsockopt(3, 1, 80, p, 8); if (r != 0) return;", "DevmemSocket.Release", "how many fragments were released and not 0")]
    [InlineData("int r; r = setsockopt(3, 1, 80, p, 8);", "DevmemSocket.Release", "is not looked at")]
    [InlineData("Message m = default; _ = recvmsg(3, &m, 0x2000000);", "DevmemSocket.Receive", "without a control buffer there is no room for a record")]
    [InlineData("var m = new Message(); m.msg_control = null; _ = recvmsg(3, &m, 0x2000000);", "DevmemSocket.Receive", "without a control buffer there is no room for a record")]
    [InlineData("_ = setsockopt(3, 1, 80, p, 2048);", "DevmemSocket.Release", "256 ranges are more than 128")]
    [InlineData("_ = setsockopt(3, 1, 80, p, 12);", "DevmemSocket.Release", "12 bytes are no whole number of ranges of 8")]
    [InlineData("_ = setsockopt(3, 1, 79, p, 8);", "", "no option, which the kernel answers with ENOPROTOOPT")]
    [InlineData("uint n = 4; _ = getsockopt(3, 1, 80, p, &n);", "", "nothing tells how many tokens a socket holds")]
    [InlineData("_ = setsockopt(3, 1, 97, p, 8);", "DevmemSocket.Release", "SO_DEVMEM_DONTNEED of GPUDirect-TCPX")]
    [InlineData("_ = recvmsg(3, p, 0x2000000 | 2);", "DevmemSocket.Receive", "with MSG_PEEK each look hands out tokens of its own")]
    [InlineData("_ = recvmsg(3, p, 0x2000000 | 0x20);", "DevmemSocket.Receive", "with MSG_TRUNC the bytes are thrown away")]
    [InlineData("_ = recv(3, p, 1, 0x2000000);", "DevmemSocket.Receive", "without a control buffer there is no room for a record")]
    [InlineData("Message m; m.msg_control = p; m.msg_controllen = 24; _ = recvmsg(3, &m, 0x2000000);", "DevmemSocket.Receive", "a control buffer of 24 bytes has no room for a record of 40")]
    [InlineData("Message m; m.msg_control = p; m.msg_controllen = 4096; _ = recvmsg(3, &m, 0x2000000);", "DevmemSocket.Receive", "a control buffer without room for a record")]
    [InlineData("Header h; h.cmsg_level = 1; h.cmsg_type = 79; _ = sendmsg(3, &h, 0);", "DevmemSender.Send", "MSG_ZEROCOPY is missing")]
    [InlineData("Header h; h.cmsg_level = 1; h.cmsg_type = 79; _ = sendmsg(3, &h, 0x4000000);", "DevmemSender.Send", "with id 0 or on a UDP socket the message does not count and process memory at the offset is sent")]
    [InlineData("const int SCM_DEVMEM_DMABUF = 79; ((int*)p)[3] = SCM_DEVMEM_DMABUF; _ = sendmsg(3, p, 0x4000000);", "DevmemSender.Send", "SO_ZEROCOPY must be set before")]
    [InlineData("_ = sendmsg(3, p, 0x2000000 | 0x4000000);", "DevmemSender.Send", "without a message that names the dmabuf, or on a UDP socket, process memory at the offset is sent")]
    public async Task A_raw_call_is_told_what_replaces_it_and_what_goes_wrong(string statement, string instead, string trap)
    {
        var found = Assert.Single(await Diagnosed.OfAsync("DEVMEM014", Imports + "static void M(Socket s, void* p) { " + statement + " }"));
        Assert.Contains(trap, found.Message());
        Assert.Contains("bypasses the typed handles" + (instead.Length > 0 ? ", use " + instead : ""), found.Message());
    }

    [Theory]
    [InlineData("_ = setsockopt(3, 6, 80, p, 8);")]
    [InlineData("_ = setsockopt(3, 1, 60, p, 4);")]
    [InlineData("_ = recvmsg(3, p, 0x40);")]
    [InlineData("_ = sendmsg(3, p, 0x4000000);")]
    [InlineData("Header h; h.cmsg_level = 1; h.cmsg_type = 1; _ = sendmsg(3, &h, 0);")]
    [InlineData("s.SetRawSocketOption(1, s.Available, new byte[8]);")]
    public async Task An_ordinary_call_is_left_alone(string statement) =>
        Assert.Empty(await Diagnosed.OfAsync("DEVMEM014", Imports + "static void M(Socket s, void* p) { " + statement + " }"));

    [Fact]
    public async Task Whoever_declares_the_handles_is_left_alone() =>
        Assert.Empty(await Diagnosed.OfAsync("DEVMEM014", Imports + "static void M(Socket s, void* p) => _ = setsockopt(3, 1, 80, p, 8);\n}\nnamespace Devmem { internal class DevmemSocket {}"));

    [Fact]
    public async Task An_import_that_is_generated_counts_too()
    {
        const string members = """
            [LibraryImport("libc", EntryPoint = "setsockopt")] private static partial int Set(int fd, int level, int name, void* value, uint length);
            private static partial int Set(int fd, int level, int name, void* value, uint length) => 0;
            static int M(void* p) => Set(3, 1, 80, p, 8);
            """;
        Assert.Single(await Diagnosed.OfAsync("DEVMEM014", members));
    }
}
