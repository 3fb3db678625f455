using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Tests;

/// <summary>Modes that are written or aligned (DEVMEM003, DEVMEM012), and sends that are waited for (DEVMEM016).</summary>
public class ModeTests
{
    private static string Bind(string first, string second) => $$"""
        static void Here(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0], {{first}}); // here
        }

        static void There(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [1], {{second}});
        }
        """;

    [Fact]
    public Task Mode_of_the_other() => new FixTest { Title = "Bind in mode 'Off', as elsewhere" }.FixesAsync(
        "DEVMEM003", Bind("AutoreleaseMode.On", "AutoreleaseMode.Off"), Bind("AutoreleaseMode.Off", "AutoreleaseMode.Off"));

    [Fact]
    public async Task One_fix_for_each_side_and_all_at_once_agree()
    {
        string Source(string name, string mode) => $"using Devmem; class {name} {{ void Run(DevmemDevice device, Dmabuf dmabuf) {{ using var binding = device.BindRx(dmabuf, [0], AutoreleaseMode.{mode}); }} }}";
        Document one = TestProject.Documents([Source("One", "On"), Source("Two", "Off")], Microsoft.CodeAnalysis.CSharp.LanguageVersion.Latest, "", OutputKind.DynamicallyLinkedLibrary).First();
        Document two = one.Project.Documents.Last();
        foreach (Document side in new[] { one, two })
        {
            CodeAction action = Assert.Single(await Fixing.OffersAsync(side, Assert.Single(await Fixing.FindingsAsync(side))));
            Assert.Empty(await Fixing.FindingsAsync((await Fixing.ApplyAsync(action)).GetProject(one.Project.Id)!));
        }

        Solution all = await Fixing.FixAllAsync(one, "DEVMEM003", FixAllScope.Solution);
        Assert.Empty(await Fixing.FindingsAsync(all.GetProject(one.Project.Id)!));
        Assert.Equal([one.Id], all.GetChanges(one.Project.Solution).GetProjectChanges().Single().GetChangedDocuments());
    }

    [Fact]
    public Task Off_is_written_first() => new FixTest { Title = "Say that the binding is in mode 'Off'" }.FixesAsync("DEVMEM012", """
        static void Here(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0] /* first */);
        }
        """, """
        static void Here(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off /* first */);
        }
        """);

    [Fact]
    public Task On_where_that_is_wanted_and_arguments_have_names() => new FixTest { Action = FixActions.WriteOn }.FixesAsync("DEVMEM012", """
        static void Here(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(queues: [0], dmabuf: dmabuf);
        }
        """, """
        static void Here(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(queues: [0], dmabuf: dmabuf, autorelease: AutoreleaseMode.On);
        }
        """);

    [Fact]
    public Task Mode_of_the_others_is_written_where_none_is() => new FixTest().FixesAsync("DEVMEM012", """
        static void Here(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0]);
        }

        static void There(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [1], AutoreleaseMode.On);
        }
        """, """
        static void Here(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        }

        static void There(DevmemDevice device, Dmabuf dmabuf)
        {
            using RxBinding binding = device.BindRx(dmabuf, [1], AutoreleaseMode.On);
        }
        """);

    [Fact]
    public Task Send_is_waited_for_before_the_memory_is_written() => new FixTest { Title = "Wait for 'send' first" }.FixesAsync("DEVMEM016", """
        static void Send(DevmemSender sender, DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] data)
        {
            using TxBinding binding = device.BindTx(dmabuf);
            using DevmemSender own = binding.Attach(raw);
            using SendOperation send = own.Send(0, 4096);

            // Next.
            dmabuf.CopyFrom(0, data);
        }
        """, """
        static void Send(DevmemSender sender, DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] data)
        {
            using TxBinding binding = device.BindTx(dmabuf);
            using DevmemSender own = binding.Attach(raw);
            using SendOperation send = own.Send(0, 4096);

            send.Wait();
            // Next.
            dmabuf.CopyFrom(0, data);
        }
        """);

    [Fact]
    public Task Wait_in_a_loop_moves_up() => new FixTest { EditorConfig = "devmem.exceptions = none" }.FixesAsync("DEVMEM016", """
        static void Send(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] data, int rounds)
        {
            using TxBinding binding = device.BindTx(dmabuf);
            using DevmemSender sender = binding.Attach(raw);
            SendOperation? previous = null;
            for (int i = 0; i < rounds; i++)
            {
                dmabuf.CopyFrom(0, data);
                previous?.Wait();
                previous = sender.Send(0, 4096);
            }

            previous?.Wait();
        }
        """, """
        static void Send(DevmemDevice device, Dmabuf dmabuf, System.Net.Sockets.Socket raw, byte[] data, int rounds)
        {
            using TxBinding binding = device.BindTx(dmabuf);
            using DevmemSender sender = binding.Attach(raw);
            SendOperation? previous = null;
            for (int i = 0; i < rounds; i++)
            {
                previous?.Wait();
                dmabuf.CopyFrom(0, data);
                previous = sender.Send(0, 4096);
            }

            previous?.Wait();
        }
        """);
}
