using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>`using`, `await using`, `lock`: what the compiler adds is lowered like what is written.</summary>
public class UsingTests
{
    [Fact]
    public void A_statement() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                using (var a = Handle.Open("a")) { Do.Work(); }
            }
            """));

    [Fact]
    public void A_declaration_ends_with_its_block() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                using var a = Handle.Open("a");
                Do.Work();
            }
            """));

    [Fact]
    public void An_expression_is_held_by_a_capture() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                using (Handle.Open("a")) { Do.Work(); }
            }
            """));

    [Fact]
    public void A_null_test_stands_before_the_end() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M(bool flag)
            {
                using (Handle? a = flag ? Handle.Open("a") : null) { Do.Nothing(); }
            }
            """));

    [Fact]
    public void A_discard_is_disposed() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                using (_ = Handle.Open("a")) { }
            }
            """));

    [Fact]
    public void A_ref_struct_has_no_null_test() => Assert.Equal(
        """
        Enter throws, throw
        get a, Work throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                using var a = Scope.Enter("a");
                Do.Work();
            }
            """));

    [Fact]
    public void Await_using() => Assert.Equal(
        """
        Open throws, throw
        get a, WorkAsync throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static async Task M()
            {
                await using var a = Handle.Open("a");
                await Do.WorkAsync();
            }
            """));

    [Fact]
    public void Await_using_with_ConfigureAwait_is_another_name() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static async Task M()
            {
                var a = Handle.Open("a");
                await using (a.ConfigureAwait(false)) { Do.Work(); }
            }
            """));

    [Fact]
    public void Two_in_one_statement_end_in_the_other_order() => Assert.Equal(
        """
        Open throws, throw
        get a, Open throws, dispose a, throw
        get a, get b, dispose b, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                using (Handle a = Handle.Open("a"), b = Handle.Open("b")) { }
            }
            """));

    [Fact]
    public void A_jump_out_ends_what_it_leaves() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, use a, Use throws, dispose a, throw
        get a, use a, dispose a, return
        """,
        Sample.Ways("""
            static void M(bool flag)
            {
                {
                    using var a = Handle.Open("a");
                    if (flag) goto end;
                    a.Use();
                }
                end: Do.Nothing();
            }
            """));

    [Fact]
    public void A_lock_gets_nothing_and_lets_exceptions_pass() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, throw owing a
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M(object gate, Lock modern)
            {
                var a = Handle.Open("a");
                lock (gate) { Do.Work(); }
                lock (modern) { a.Close(); }
            }
            """));
}
