using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests;

public class UsingDeclarationTests
{
    [Fact]
    public Task Release_at_the_end_of_the_method_goes() => new FixTest { Title = "Make 'batch' a using declaration" }.FixesAsync("DEVMEM001", """
        static int Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.LinearBytes == 1)
                return 0;

            int length = linear[0];
            batch.Release();
            return length;
        }
        """, """
        static int Read(DevmemSocket socket, byte[] linear)
        {
            using FragmentBatch batch = socket.Receive(linear);
            if (batch.LinearBytes == 1)
                return 0;

            int length = linear[0];
            return length;
        }
        """);

    [Fact]
    public Task Release_that_comes_early_stays_where_a_variable_would_be_cut_off() => new FixTest().FixesAsync("DEVMEM001", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            var batch = socket.Receive(linear);
            int length = batch.LinearBytes;
            if (length == 1)
                return;

            batch.Release();
            Work();
            linear[0] = (byte)length;
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            using var batch = socket.Receive(linear);
            int length = batch.LinearBytes;
            if (length == 1)
                return;

            batch.Release();
            Work();
            linear[0] = (byte)length;
        }
        """);

    [Fact]
    public Task Comments_directives_and_blank_lines_stay() => new FixTest().FixesAsync("DEVMEM004", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            // What came.
            FragmentBatch /* owned */ batch = socket.Receive(linear); // from the wire

        #if DEBUG
            Work();
        #else
            Work(); // twice
            Work();
        #endif

            // Give it back.
            batch.Release(); // now
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            // What came.
            using FragmentBatch /* owned */ batch = socket.Receive(linear); // from the wire

        #if DEBUG
            Work();
        #else
            Work(); // twice
            Work();
        #endif

            // Give it back.
            // now
        }
        """);

    [Fact]
    public Task In_a_lambda() => new FixTest().FixesAsync("DEVMEM001", """
        static Action<byte[]> Reader(DevmemSocket socket) => linear =>
        {
            FragmentBatch batch = socket.Receive(linear);
            _ = batch.Count;
        };
        """, """
        static Action<byte[]> Reader(DevmemSocket socket) => linear =>
        {
            using FragmentBatch batch = socket.Receive(linear);
            _ = batch.Count;
        };
        """);

    [Fact]
    public Task In_a_local_function_of_a_loop() => new FixTest().FixesAsync("DEVMEM001", """
        static void Outer(DevmemSocket socket, byte[] linear)
        {
            Inner();

            void Inner()
            {
                while (true)
                {
                    FragmentBatch batch = socket.Receive(linear);
                    if (batch.LinearBytes == 3)
                        continue;
                    if (batch.LinearBytes == 4)
                        break;
                    batch.Release();
                }
            }
        }
        """, """
        static void Outer(DevmemSocket socket, byte[] linear)
        {
            Inner();

            void Inner()
            {
                while (true)
                {
                    using FragmentBatch batch = socket.Receive(linear);
                    if (batch.LinearBytes == 3)
                        continue;
                    if (batch.LinearBytes == 4)
                        break;
                }
            }
        }
        """);

    [Fact]
    public Task In_an_async_method() => new FixTest().FixesAsync("DEVMEM004", """
        static async Task<int> ReadAsync(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = await socket.ReceiveAsync(linear).ConfigureAwait(false);
            await Task.Yield();
            Work();
            batch.Dispose();
            return 3;
        }
        """, """
        static async Task<int> ReadAsync(DevmemSocket socket, byte[] linear)
        {
            using FragmentBatch batch = await socket.ReceiveAsync(linear).ConfigureAwait(false);
            await Task.Yield();
            Work();
            return 3;
        }
        """);

    [Fact]
    public Task In_an_iterator() => new FixTest().FixesAsync("DEVMEM001", """
        static IEnumerable<int> Lengths(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            for (int i = 0; i < batch.Count; i++)
                yield return batch[i].Length;
            batch.Release();
        }
        """, """
        static IEnumerable<int> Lengths(DevmemSocket socket, byte[] linear)
        {
            using FragmentBatch batch = socket.Receive(linear);
            for (int i = 0; i < batch.Count; i++)
                yield return batch[i].Length;
        }
        """);

    [Fact]
    public Task Inside_of_nested_try_statements() => new FixTest().FixesAsync("DEVMEM004", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            try
            {
                try
                {
                    FragmentBatch batch = socket.Receive(linear);
                    Work();
                    batch.Release();
                }
                finally
                {
                    Work();
                }
            }
            catch (NotSupportedException)
            {
            }
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            try
            {
                try
                {
                    using FragmentBatch batch = socket.Receive(linear);
                    Work();
                }
                finally
                {
                    Work();
                }
            }
            catch (NotSupportedException)
            {
            }
        }
        """);

    [Fact]
    public Task At_the_top_level() => new FixTest { IsFile = true }.FixesAsync("DEVMEM008", """
        using System;
        using Devmem;
        using Devmem.Simulation;

        using SimulatedDevice device = new();
        using Dmabuf memory = device.CreateDmabuf(1 << 20);
        RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        Console.WriteLine(binding.DmabufId);
        binding.Unbind();

        """, """
        using System;
        using Devmem;
        using Devmem.Simulation;

        using SimulatedDevice device = new();
        using Dmabuf memory = device.CreateDmabuf(1 << 20);
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        Console.WriteLine(binding.DmabufId);

        """);

    [Fact]
    public Task All_on_one_line() => new FixTest().FixesAsync("DEVMEM001",
        "static int Count(DevmemSocket socket, byte[] linear) { var batch = socket.Receive(linear); return batch.Count; }",
        "static int Count(DevmemSocket socket, byte[] linear) { using var batch = socket.Receive(linear); return batch.Count; }");

    [Fact]
    public Task Next_to_unrelated_errors() => new FixTest { HasErrors = true }.FixesAsync("DEVMEM001", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            _ = batch.LinearBytes;
        }

        static void Broken() => Missing(3);
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            using FragmentBatch batch = socket.Receive(linear);
            _ = batch.LinearBytes;
        }

        static void Broken() => Missing(3);
        """);

    [Fact]
    public Task Two_findings_in_one_body_at_once() => new FixTest().FixesAllAsync("""
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch first = socket.Receive(linear);
            FragmentBatch second = socket.Receive(linear);
            Work();
            second.Release();
            first.Release();
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            using FragmentBatch first = socket.Receive(linear);
            using FragmentBatch second = socket.Receive(linear);
            Work();
        }
        """, "DEVMEM004");

    [Fact]
    public Task Not_for_a_handle_that_is_handed_over() => new FixTest { Action = FixActions.UsingDeclaration }.OffersNothingAsync("DEVMEM004", """
        static FragmentBatch Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            Work();
            return batch;
        }
        """);

    [Fact]
    public Task Not_for_a_value_that_may_be_somebody_elses() => new FixTest { Action = FixActions.UsingDeclaration }.OffersNothingAsync("DEVMEM001", """
        static int Read(DevmemSocket socket, FragmentBatch? given, byte[] linear)
        {
            FragmentBatch batch = given ?? socket.Receive(linear);
            return batch.Count;
        }
        """);

    [Fact]
    public Task Not_in_a_language_without_it() => new FixTest { Action = FixActions.UsingDeclaration, Language = LanguageVersion.CSharp7_3 }.OffersNothingAsync("DEVMEM001", """
        static int Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            return batch.Count;
        }
        """);

    [Fact]
    public Task Not_directly_in_a_switch_section() => new FixTest { Action = FixActions.UsingDeclaration }.OffersNothingAsync("DEVMEM001", """
        static void Read(DevmemSocket socket, byte[] linear, int kind)
        {
            switch (kind)
            {
                case 0:
                    FragmentBatch batch = socket.Receive(linear);
                    _ = batch.Count;
                    break;
            }
        }
        """);
}
