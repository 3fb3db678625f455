using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Patterns and switches; the compiler leaves them as one condition each.</summary>
public class PatternsTests
{
    [Fact]
    public void A_declared_name_is_another_name() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                if (Handle.Open("a") is { } b) b.Close();
            }
            """));

    [Fact]
    public void Not_null_is_a_null_test() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                Handle? a = one ? Handle.Open("a") : null;
                if (a is not null) a.Close();
            }
            """));

    [Fact]
    public void A_handle_is_what_its_own_type_is() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                object a = Handle.Open("a");
                if (a is System.IDisposable b) b.Dispose();
            }
            """));

    [Fact]
    public void A_handle_is_not_what_its_own_type_is_not() => Assert.Equal(
        """
        Open throws, throw
        get a, return owing a
        """,
        Sample.Ways("""
            static void M()
            {
                object a = Handle.Open("a");
                if (a is System.ICloneable and System.IDisposable b) b.Dispose();
            }
            """));

    [Fact]
    public void A_property_pattern_with_and() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, use a, give a, Keep throws, throw
        get a, use a, give a, return
        return
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                Handle? a = one ? Handle.Open("a") : null;
                if (a is { Number: > 0 } and var b) Do.Keep(b);
                else a?.Dispose();
            }
            """));

    [Fact]
    public void A_var_pattern_always_matches() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                if (Handle.Open("a") is var b) b.Close();
            }
            """));

    [Fact]
    public void A_switch_expression_with_a_discard_has_no_way_out_below() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M(int kind)
            {
                var a = Handle.Open("a");
                Action after = kind switch { 0 => Do.Nothing, _ => Do.Work };
                a.Close();
            }
            """));

    [Fact]
    public void A_switch_expression_yields_what_its_arm_yields() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M(int kind)
            {
                Handle? a = kind switch { 0 => Handle.Open("a"), _ => null };
                if (kind == 0) a!.Close();
            }
            """));

    [Fact]
    public void A_switch_statement_on_a_type() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M(object thing)
            {
                object a = Handle.Open("a");
                switch (a)
                {
                    case Handle b: b.Close(); break;
                    default: Do.Work(); break;
                }
            }
            """));

    [Fact]
    public void A_list_pattern_names_elements_by_their_index() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release a, release b, return
        get a, get b, return owing a and b
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] pair = [Token.Take("a"), Token.Take("b")];
                if (pair is [var first, var second])
                {
                    first.Release();
                    second.Release();
                }
            }
            """));

    [Fact]
    public void A_slice_pattern_names_the_rest() => Assert.Equal(
        """
        Take throws, throw
        get a, Take throws, throw owing a
        get a, get b, release b, return owing a
        get a, get b, return owing a and b
        """,
        Sample.Ways("""
            static void M()
            {
                Token[] all = [Token.Take("a"), Token.Take("b")];
                if (all is [_, .. var rest])
                    rest[0].Release();
            }
            """));

    [Fact]
    public void Zero_is_not_null() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        get a, return owing a
        """,
        Sample.Ways("""
            static void M(int? count)
            {
                var token = Token.Take("a");
                if (count.HasValue && count.Value == 0)
                    return;
                token.Release();
            }
            """));

    [Fact]
    public void A_constant_pattern_asks_for_a_value_first() => Assert.Equal(
        """
        Take throws, throw
        get a, release a, return
        get a, return owing a
        """,
        Sample.Ways("""
            static void M(bool? answer)
            {
                var token = Token.Take("a");
                if (answer is false)
                    return;
                token.Release();
            }
            """));
}
