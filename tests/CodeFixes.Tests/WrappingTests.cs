using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests;

/// <summary>The fixes that put statements into a `using` statement, a `try` or a `finally`.</summary>
public class WrappingTests
{
    [Fact]
    public Task Release_in_the_middle_moves_into_a_finally_in_its_place() => new FixTest { Title = "Release 'batch' in a finally block" }.FixesAsync("DEVMEM001", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);

            // Short ones are of no use.
            if (Measure(batch) < 4)
                return;

            // Back before the slow part.
            batch.Release(); // all of it

            Work();
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);

            try
            {
                // Short ones are of no use.
                if (Measure(batch) < 4)
                    return;
            }
            finally
            {
                // Back before the slow part.
                batch.Release(); // all of it
            }

            Work();
        }
        """);

    [Fact]
    public Task Braces_stand_where_the_file_has_them() => new FixTest { IsFile = true }.FixesAsync("DEVMEM004", """
        using System;
        using Devmem;

        class Program {
          static void Read(DevmemSocket socket, byte[] linear, Action work) {
            var batch = socket.Receive(linear);
            work();
            batch.Release();
            work();
          }
        }
        """, """
        using System;
        using Devmem;

        class Program {
          static void Read(DevmemSocket socket, byte[] linear, Action work) {
            var batch = socket.Receive(linear);
            try {
              work();
            } finally {
              batch.Release();
            }
            work();
          }
        }
        """);

    [Fact]
    public Task Strings_over_several_lines_keep_their_text() => new FixTest().FixesAsync("DEVMEM004", """"
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            Console.WriteLine(@"one
        two");
            Console.WriteLine("""
                raw
                """);
            batch.Release();
            Work();
        }
        """", """"
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                Console.WriteLine(@"one
        two");
                Console.WriteLine("""
                    raw
                    """);
            }
            finally
            {
                batch.Release();
            }
            Work();
        }
        """");

    [Fact]
    public Task All_on_one_line() => new FixTest().FixesAsync("DEVMEM004",
        "static void Read(DevmemSocket socket, byte[] linear) { var batch = socket.Receive(linear); Work(); batch.Release(); Work(); }",
        "static void Read(DevmemSocket socket, byte[] linear) { var batch = socket.Receive(linear); try { Work(); } finally { batch.Release(); } Work(); }");

    [Fact]
    public Task Older_language_gets_a_using_statement() => new FixTest { Language = LanguageVersion.CSharp7_3, Title = "Put 'batch' in a using statement" }.FixesAsync("DEVMEM001", """
        static int Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);

            if (batch.LinearBytes == 1)
                return 0;
            batch.Release();
            return linear[0];
        }
        """, """
        static int Read(DevmemSocket socket, byte[] linear)
        {
            using (FragmentBatch batch = socket.Receive(linear))
            {
                if (batch.LinearBytes == 1)
                    return 0;
            }
            return linear[0];
        }
        """);

    [Fact]
    public Task Switch_section_gets_a_using_statement() => new FixTest().FixesAsync("DEVMEM001", """
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
        """, """
        static void Read(DevmemSocket socket, byte[] linear, int kind)
        {
            switch (kind)
            {
                case 0:
                    using (FragmentBatch batch = socket.Receive(linear))
                    {
                        _ = batch.Count;
                    }
                    break;
            }
        }
        """);

    [Fact]
    public Task Files_with_using_statements_get_another() => new FixTest().FixesAsync("DEVMEM001", """
        static int First(DevmemSocket socket, byte[] linear)
        {
            using (FragmentBatch batch = socket.Receive(linear))
            {
                return batch.Count;
            }
        }

        static int Second(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            return batch.Count;
        }
        """, """
        static int First(DevmemSocket socket, byte[] linear)
        {
            using (FragmentBatch batch = socket.Receive(linear))
            {
                return batch.Count;
            }
        }

        static int Second(DevmemSocket socket, byte[] linear)
        {
            using (FragmentBatch batch = socket.Receive(linear))
            {
                return batch.Count;
            }
        }
        """);

    [Fact]
    public Task What_a_try_brought_is_released_where_it_succeeded() => new FixTest().FixesAsync("DEVMEM001", """
        static int Poll(DevmemSocket socket, byte[] linear)
        {
            int length = 0;
            if (socket.TryReceive(linear, out FragmentBatch? batch))
            {
                // Counts only.
                length = batch.Count;
            }

            return length;
        }
        """, """
        static int Poll(DevmemSocket socket, byte[] linear)
        {
            int length = 0;
            if (socket.TryReceive(linear, out FragmentBatch? batch))
            {
                using (batch)
                {
                    // Counts only.
                    length = batch.Count;
                }
            }

            return length;
        }
        """);

    [Fact]
    public Task What_a_refused_try_brought_is_released_behind_it() => new FixTest().FixesAsync("DEVMEM004", """
        static int Poll(DevmemSocket socket, byte[] linear)
        {
            if (!socket.TryReceive(linear, out var batch))
                return 0;
            int length = Measure(batch);
            batch.Release();
            return length;
        }
        """, """
        static int Poll(DevmemSocket socket, byte[] linear)
        {
            if (!socket.TryReceive(linear, out var batch))
                return 0;
            using (batch)
            {
                int length = Measure(batch);
                return length;
            }
        }
        """);

    [Fact]
    public Task Embedded_statement_without_braces() => new FixTest().FixesAsync("DEVMEM001", """
        static void Poll(DevmemSocket socket, byte[] linear)
        {
            if (socket.TryReceive(linear, out FragmentBatch? batch))
                Measure(batch);
        }
        """, """
        static void Poll(DevmemSocket socket, byte[] linear)
        {
            if (socket.TryReceive(linear, out FragmentBatch? batch))
                using (batch)
                {
                    Measure(batch);
                }
        }
        """);

    [Fact]
    public Task Returned_handle_is_released_when_something_throws() => new FixTest { Title = "Release 'batch' when an exception is thrown" }.FixesAsync("DEVMEM004", """
        static FragmentBatch Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            Work();
            return batch;
        }
        """, """
        static FragmentBatch Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                Work();
                return batch;
            }
            catch
            {
                batch.Dispose();
                throw;
            }
        }
        """);

    [Fact]
    public Task Blocks_that_directives_cut_stay_whole() => new FixTest { Action = FixActions.TryFinally }.OffersNothingAsync("DEVMEM004", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
        #if !DEBUG
            FragmentBatch batch = socket.Receive(linear);
            Work();
        #endif
            Work();
            batch.Release();
            Work();
        }
        """);

    [Theory]
    [InlineData("socket.Receive(linear);", "socket.Receive(linear).Dispose();")]
    [InlineData("_ = socket.Receive(linear); // dropped", "socket.Receive(linear).Dispose(); // dropped")]
    [InlineData("await socket.ReceiveAsync(linear);", "(await socket.ReceiveAsync(linear)).Dispose();")]
    [InlineData("if (linear.Length > 3) socket.Receive(linear);", "if (linear.Length > 3) socket.Receive(linear).Dispose();")]
    public Task Result_that_nobody_keeps(string before, string after) => new FixTest { Title = before.Contains("Async") ? "Release the result of 'ReceiveAsync'" : "Release the result of 'Receive'" }.FixesAsync("DEVMEM001", $$"""
        static async Task Drop(DevmemSocket socket, byte[] linear)
        {
            await Task.Yield();
            {{before}}
        }
        """, $$"""
        static async Task Drop(DevmemSocket socket, byte[] linear)
        {
            await Task.Yield();
            {{after}}
        }
        """);
}
