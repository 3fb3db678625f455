using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Loops and what they step through.</summary>
public class LoopsTests
{
    [Fact]
    public void Foreach_over_an_array_names_its_elements() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release a, release b, return
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] all = [Token.Take("a"), Token.Take("b")];
                foreach (Token each in all) each.Release();
            }
            """));

    [Fact]
    public void Foreach_over_a_list() => Assert.Equal(
        """
        Take throws, throw
        get a, use a, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var all = new List<Token>();
                all.Add(Token.Take("a"));
                foreach (var each in all) each.Release();
            }
            """));

    [Fact]
    public void Foreach_over_a_span_by_reference() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] all = new Token[2];
                all[0] = Token.Take("a");
                foreach (ref var each in all.AsSpan()) each.Release();
            }
            """));

    [Fact]
    public void Leaving_early_leaves_the_rest() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release a, release b, return
        get a, get b, release a, return owing b
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] all = [Token.Take("a"), Token.Take("b")];
                foreach (Token each in all)
                {
                    each.Release();
                    if (Do.flag) break;
                }
            }
            """));

    [Fact]
    public void Await_foreach_may_fail_at_each_step() => Assert.Equal(
        """
        Open throws, throw
        get a, ConfigureAwait throws, throw owing a
        get a, await foreach throws, throw owing a
        get a, dispose a, return
        """,
        Sample.Ways("""
            static async Task M(IAsyncEnumerable<int> numbers)
            {
                var a = Handle.Open("a");
                await foreach (int number in numbers.ConfigureAwait(false)) { }
                a.Close();
            }
            """));

    [Fact]
    public void While_true_has_no_exit_but_its_jumps() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, Open throws, throw
        get a, dispose a, get a, dispose a, Open throws, throw
        get a, dispose a, get a, dispose a, get a, dispose a, return
        get a, dispose a, get a, dispose a, return
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                while (true)
                {
                    var a = Handle.Open("a");
                    if (Do.flag) { a.Close(); return; }
                    a.Close();
                }
            }
            """));

    [Fact]
    public void Goto_and_goto_case() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, use a, dispose a, return
        """,
        Sample.Ways("""
            static void M(int kind)
            {
                var a = Handle.Open("a");
                switch (kind)
                {
                    case 0: goto case 1;
                    case 1: Do.Look(a); a.Close(); break;
                    default: goto done;
                }
                return;
                done: a.Dispose();
            }
            """));

    [Fact]
    public void A_queue_is_drained_until_it_is_empty() => Assert.Equal(
        """
        Take throws, throw
        get a, use a, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var queue = new Queue<Token>();
                queue.Enqueue(Token.Take("a"));
                while (queue.TryDequeue(out var each)) each.Release();
            }
            """));
}
