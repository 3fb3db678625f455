using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;

namespace Devmem.CodeFixes.Tests;

public class AfterReleaseTests
{
    [Fact]
    public Task Second_release_goes_and_its_comment_stays() => new FixTest { Title = "Remove the second release of 'batch'" }.FixesAsync("DEVMEM006", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();

            // To be sure.
            batch.Release();
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();

            // To be sure.
        }
        """);

    [Fact]
    public Task Release_on_some_paths_goes_where_the_other_is_on_all() => new FixTest { Title = "Remove the earlier release of 'batch'" }.FixesAsync("DEVMEM006", """
        static void Read(DevmemSocket socket, byte[] linear, bool early)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (early)
                batch.Release();
            batch.Release();
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear, bool early)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
        }
        """);

    [Fact]
    public Task Release_moves_behind_the_last_use() => new FixTest { Title = "Move the release of 'batch' behind its last use" }.FixesAsync("DEVMEM005", """
        static int Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);

            // Done with it.
            batch.Release(); // all
            int first = batch.Count;
            return first + batch.LinearBytes;
        }
        """, """
        static int Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);

            int first = batch.Count;
            int result = first + batch.LinearBytes;
            // Done with it.
            batch.Release(); // all
            return result;
        }
        """);

    [Fact]
    public Task Release_moves_into_a_finally_where_the_use_may_throw() => new FixTest().FixesAsync("DEVMEM005", """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            batch.Release();
            Measure(batch);
            Work();
        }
        """, """
        static void Read(DevmemSocket socket, byte[] linear)
        {
            FragmentBatch batch = socket.Receive(linear);
            try
            {
                Measure(batch);
            }
            finally
            {
                batch.Release();
            }
            Work();
        }
        """);

    [Fact]
    public Task Not_out_of_a_branch() => new FixTest().OffersNothingAsync("DEVMEM005", """
        static void Read(DevmemSocket socket, byte[] linear, bool early)
        {
            FragmentBatch batch = socket.Receive(linear);
            if (early)
                batch.Release();
            _ = batch.Count;
            batch.Dispose();
        }
        """);
}
