using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Iterators and async methods: places where a body may stop for good.</summary>
public class SuspensionsTests
{
    [Fact]
    public void An_abandoned_iterator_runs_only_its_finally_blocks() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, Open throws, throw
        get a, dispose a, abandon
        get a, dispose a, get b, abandon owing b
        get a, dispose a, get b, dispose b, return
        """,
        Sample.Ways("""
            static IEnumerable<int> M()
            {
                var a = Handle.Open("a");
                try { yield return 1; }
                finally { a.Close(); }
                var b = Handle.Open("b");
                yield return 2;
                b.Close();
            }
            """));

    [Fact]
    public void Yield_break_returns() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, abandon
        get a, dispose a, return
        """,
        Sample.Ways("""
            static IEnumerable<int> M()
            {
                using var a = Handle.Open("a");
                if (Do.flag) yield break;
                yield return 1;
            }
            """));

    [Fact]
    public void An_awaited_call_brings_its_result_after_the_wait() => Assert.Equal(
        """
        OpenAsync throws, throw
        get a, ConfigureAwait throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static async Task M()
            {
                var a = await Handle.OpenAsync("a").ConfigureAwait(false);
                a.Close();
            }
            """));

    [Fact]
    public void An_await_may_throw() => Assert.Equal(
        """
        Open throws, throw
        get a, WorkAsync throws, throw owing a
        get a, dispose a, return
        """,
        Sample.Ways("""
            static async Task M()
            {
                var a = Handle.Open("a");
                await Do.WorkAsync();
                a.Close();
            }
            """));
}
