using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

/// <summary>The fixes that add a release where one is missing, or a variable where there is none.</summary>
public class PathTests
{
    private const string Quiet = "devmem.exceptions = none";

    [Fact]
    public Task Only_the_jumps_that_lack_a_release_get_one() => new FixTest { EditorConfig = Quiet, Action = FixActions.ReleaseOnPaths, Title = "Release 'batch' on the paths that lack it" }.FixesAsync("DEVMEM001", """
        static int Poll(DevmemSocket socket, byte[] linear)
        {
            while (socket.TryReceive(linear, out FragmentBatch? batch))
            {
                if (batch.LinearBytes == 3)
                    continue; // too short
                if (batch.LinearBytes == 4) break;
                if (batch.LinearBytes == 5)
                {
                    batch.Release();
                    return 5;
                }

                // Six is special.
                if (batch.LinearBytes == 6)
                {
                    // No more.
                    return batch.Count;
                }

                batch.Release();
            }

            return 0;
        }
        """, """
        static int Poll(DevmemSocket socket, byte[] linear)
        {
            while (socket.TryReceive(linear, out FragmentBatch? batch))
            {
                if (batch.LinearBytes == 3)
                {
                    batch.Release();
                    continue; // too short
                }
                if (batch.LinearBytes == 4) { batch.Release(); break; }
                if (batch.LinearBytes == 5)
                {
                    batch.Release();
                    return 5;
                }

                // Six is special.
                if (batch.LinearBytes == 6)
                {
                    int result = batch.Count;
                    batch.Release();
                    // No more.
                    return result;
                }

                batch.Release();
            }

            return 0;
        }
        """);

    [Fact]
    public Task Throw_gets_one_before_it() => new FixTest { EditorConfig = Quiet, Action = FixActions.ReleaseOnPaths }.FixesAsync("DEVMEM001", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.LinearBytes > 9)
                throw new InvalidOperationException();
            batch.Release();
            Work();
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (batch.LinearBytes > 9)
            {
                batch.Release();
                throw new InvalidOperationException();
            }
            batch.Release();
            Work();
        }
        """);

    [Fact]
    public Task Value_that_is_overwritten_is_released_before() => new FixTest { EditorConfig = Quiet, Title = "Release 'last' before it gets another value" }.FixesAsync("DEVMEM001", """
        static void Keep(DevmemSocket socket, byte[] linear, int rounds)
        {
            FragmentBatch? last = null;
            for (int i = 0; i < rounds; i++)
                last = socket.Receive(linear);
            last?.Release();
        }
        """, """
        static void Keep(DevmemSocket socket, byte[] linear, int rounds)
        {
            FragmentBatch? last = null;
            for (int i = 0; i < rounds; i++)
            {
                last?.Release();
                last = socket.Receive(linear);
            }
            last?.Release();
        }
        """);

    [Fact]
    public Task Try_that_is_there_gets_a_finally() => new FixTest().FixesAsync("DEVMEM004", """
        static void Keep(DevmemSocket socket, byte[] linear)
        {
            DevmemToken newest = default;
            try
            {
                for (int i = 0; i < 3; i++)
                {
                    newest.Dispose();
                    using FragmentBatch batch = socket.Receive(linear);
                    newest = batch.Detach(0);
                }

                Work();
                newest.Release();
            }
            catch (NotSupportedException)
            {
                // As before.
            }
        }
        """, """
        static void Keep(DevmemSocket socket, byte[] linear)
        {
            DevmemToken newest = default;
            try
            {
                for (int i = 0; i < 3; i++)
                {
                    newest.Dispose();
                    using FragmentBatch batch = socket.Receive(linear);
                    newest = batch.Detach(0);
                }

                Work();
                newest.Release();
            }
            catch (NotSupportedException)
            {
                // As before.
            }
            finally
            {
                newest.Dispose();
            }
        }
        """);

    [Theory]
    [InlineData("return socket.Receive(linear).Count;", "using FragmentBatch batch = socket.Receive(linear);\n    return batch.Count;")]
    [InlineData("int n = Measure(socket.Receive(linear)); // measured\n    return n;", "using FragmentBatch batch = socket.Receive(linear);\n    int n = Measure(batch); // measured\n    return n;")]
    [InlineData("if (socket.Receive(linear) is { LinearBytes: 3 }) return 3;\n    return 0;", "using FragmentBatch batch = socket.Receive(linear);\n    if (batch is { LinearBytes: 3 }) return 3;\n    return 0;")]
    [InlineData("foreach (Fragment each in socket.Receive(linear))\n        linear[0] += (byte)each.Length;\n    return 0;", "using FragmentBatch batch = socket.Receive(linear);\n    foreach (Fragment each in batch)\n        linear[0] += (byte)each.Length;\n    return 0;")]
    public Task Result_inside_of_an_expression_gets_a_variable(string before, string after) => new FixTest { Title = "Keep the result of 'Receive' in a using variable" }.FixesAsync(
        "DEVMEM001",
        "static int Count(DevmemSocket socket, byte[] linear)\n{\n    FragmentBatch? none = null;\n    none?.Dispose();\n    " + before + "\n}",
        "static int Count(DevmemSocket socket, byte[] linear)\n{\n    FragmentBatch? none = null;\n    none?.Dispose();\n    " + after + "\n}");

    [Fact]
    public Task Expression_body_becomes_a_block() => new FixTest().FixesAsync("DEVMEM001",
        "static int Count(DevmemSocket socket, byte[] batch) => socket.Receive(batch).Count;",
        """
        static int Count(DevmemSocket socket, byte[] batch)
        {
            using var batch2 = socket.Receive(batch);
            return batch2.Count;
        }
        """.Replace("var", "FragmentBatch"));

    [Fact]
    public Task What_is_evaluated_before_stays_before() => new FixTest { Action = FixActions.KeepInVariable }.OffersNothingAsync("DEVMEM001", """
        static int Count(DevmemSocket socket, byte[] linear, Func<int> first) => Add(first(), socket.Receive(linear).Count);

        static int Add(int a, int b) => a + b;
        """);
}
