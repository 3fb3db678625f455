using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Arrays, spans, collection expressions, `stackalloc`, unsafe code.</summary>
public class MemoryTests
{
    [Fact]
    public void A_collection_expression_holds_its_elements() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release a, release b, return
        """,
        Sample.Ways("""
            static void M()
            {
                List<Token> all = [Token.Take("a"), Token.Take("b")];
                all[0].Release();
                all[1].Release();
            }
            """));

    [Fact]
    public void A_spread_of_one_is_another_name() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] some = [Token.Take("a")];
                List<Token> all = [.. some];
                foreach (var each in all) each.Release();
            }
            """));

    [Fact]
    public void A_spread_among_others_puts_in_what_it_holds() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release b, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] some = [Token.Take("a")];
                List<Token> all = [Token.Take("b"), .. some];
                foreach (var each in all) each.Release();
            }
            """));

    [Fact]
    public void Stackalloc_is_a_container() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                Span<Token> all = stackalloc Token[2];
                all[0] = Token.Take("a");
                all[0].Release();
            }
            """));

    [Fact]
    public void An_indexer_of_a_span_is_an_element() => Assert.Equal(
        """
        Take throws, throw
        get a, store a, return
        """,
        Sample.Ways("""
            static void M(Span<Token> given)
            {
                given[0] = Token.Take("a");
            }
            """));

    [Fact]
    public void A_pointer_to_a_local_is_the_local() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        """,
        Sample.Ways("""
            static unsafe void M()
            {
                Token a = Token.Take("a");
                Token* pointer = &a;
                pointer->Release();
            }
            """));

    [Fact]
    public void Fixed_runs_its_body() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static unsafe void M(byte[] bytes)
            {
                var a = Handle.Open("a");
                fixed (byte* first = bytes) { a.Close(); }
            }
            """));

    [Fact]
    public void A_dictionary_gives_back_any_of_its_values() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, return owing a
        """,
        Sample.Ways("""
            static void M()
            {
                var map = new Dictionary<int, Handle>();
                map[1] = Handle.Open("a");
                if (map.Remove(1, out var a)) a.Close();
            }
            """));

    [Fact]
    public void A_slice_has_the_elements_of_the_whole() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release b, return owing a
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] all = [Token.Take("a"), Token.Take("b")];
                var last = all[1..];
                last[0].Release();
            }
            """));

    [Fact]
    public void An_inline_array_is_a_container() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release a, release b, return
        """,
        Sample.Ways("""
            [System.Runtime.CompilerServices.InlineArray(2)] struct Two { private Token _first; }

            static void M()
            {
                Two two = default;
                two[0] = Token.Take("a");
                two[1] = Token.Take("b");
                two[0].Release();
                two[1].Release();
            }
            """));

    [Fact]
    public void What_was_looked_at_is_what_leaves() => Assert.Equal(
        """
        Take throws, throw
        get a, use a, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var queue = new Queue<Token>();
                queue.Enqueue(Token.Take("a"));
                queue.Peek().Release();
                queue.Dequeue();
            }
            """));
}
