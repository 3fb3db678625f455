using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Values of several parts, copies and references.</summary>
public class ValuesTests
{
    [Fact]
    public void An_initialiser_stands_before_the_name() => Assert.Equal(
        """
        get a, Ask throws, throw owing a
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = new Handle("a") { Number = Do.Ask() ? 1 : 2 };
                a.Close();
            }
            """));

    [Fact]
    public void With_copies_a_struct_and_not_the_handle_twice() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Token.Take("a");
                var b = a with { Length = 3 };
                b.Release();
            }
            """));

    [Fact]
    public void A_swap_swaps() => Assert.Equal(
        """
        Open throws, throw
        get a, Open throws, throw owing a
        get a, get b, dispose b, use a, give a, Keep throws, throw
        get a, get b, dispose b, use a, give a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                var b = Handle.Open("b");
                (a, b) = (b, a);
                a.Close();
                Do.Keep(b);
            }
            """));

    [Fact]
    public void A_tuple_holds_what_it_is_given() => Assert.Equal(
        """
        Open throws, throw
        get a, Take throws, throw owing a
        get a, get b, release b, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var pair = (First: Handle.Open("a"), Second: Token.Take("b"));
                var (first, second) = pair;
                second.Release();
                pair.First.Close();
            }
            """));

    [Fact]
    public void A_discarded_element_is_still_owed() => Assert.Equal(
        """
        Open throws, throw
        get a, Open throws, throw owing a
        get a, get b, dispose b, return owing a
        """,
        Sample.Ways("""
            static void M()
            {
                (_, var b) = (Handle.Open("a"), Handle.Open("b"));
                b.Close();
            }
            """));

    [Fact]
    public void A_reference_to_a_local_is_the_local() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                ref Handle b = ref a;
                b.Close();
            }
            """));

    [Fact]
    public void A_reference_to_one_of_two_is_the_one_it_was_set_to_last() => Assert.Equal(
        """
        Open throws, throw
        get a, Open throws, throw owing a
        get a, get b, dispose a, return owing b
        get a, get b, dispose b, return owing a
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                var a = Handle.Open("a");
                var b = Handle.Open("b");
                ref Handle c = ref a;
                if (one) c = ref b;
                c.Close();
            }
            """));

    [Fact]
    public void A_nullable_token_is_its_value() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        return
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                Token? a = one ? Token.Take("a") : null;
                if (a.HasValue) a.Value.Release();
            }
            """));

    [Fact]
    public void Default_owes_nothing() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        return
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                Token a = default;
                if (one) a = Token.Take("a");
                a.Release();
            }
            """));

    [Fact]
    public void An_interpolated_string_borrows() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                string text = $"{a} {Do.number}";
                a.Close();
            }
            """));

    [Fact]
    public void Dynamic_calls_may_do_anything() => Assert.Equal(
        """
        Open throws, throw
        get a, Look throws, throw owing a
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M(dynamic anything)
            {
                var a = Handle.Open("a");
                anything.Look(a);
                a.Close();
            }
            """));
}
