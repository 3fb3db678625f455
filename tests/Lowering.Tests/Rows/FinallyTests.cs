using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>`finally` regions: one in the compiler's graph, one for each way through them in the program.</summary>
public class FinallyTests
{
    [Fact]
    public void Each_continuation_has_its_own_copy() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M(bool early)
            {
                var a = Handle.Open("a");
                try
                {
                    if (early) return;
                    Do.Work();
                }
                finally { a.Close(); }
                Do.Nothing();
                Do.Look(null!);
            }
            """));

    [Fact]
    public void A_return_hands_out_only_after_the_finally() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, throw owing a
        get a, use a, hand out a, return
        """,
        Sample.Ways("""
            static Handle M()
            {
                var a = Handle.Open("a");
                try { return a; }
                finally { Do.Work(); }
            }
            """));

    [Fact]
    public void A_finally_that_throws_replaces_the_exit() => Assert.Equal(
        """
        Open throws, throw
        get a, use a, throw, throw owing a
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                try { Do.Look(a); }
                finally { throw new InvalidOperationException(); }
            }
            """));

    [Fact]
    public void Nested_ones_run_from_the_inside_out() => Assert.Equal(
        """
        Open throws, throw
        get a, Take throws, throw owing a
        get a, get b, release b, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                var b = Token.Take("b");
                try
                {
                    try { return; }
                    finally { b.Release(); }
                }
                finally { a.Close(); }
            }
            """));

    [Fact]
    public void A_flag_that_is_set_before_a_return_is_known_in_the_finally() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, use a, hand out a, return
        """,
        Sample.Ways("""
            static Handle? M(bool keep)
            {
                var a = Handle.Open("a");
                bool done = false;
                try
                {
                    if (keep) { done = true; return a; }
                    return null;
                }
                finally { if (!done) a.Close(); }
            }
            """));

    [Fact]
    public void A_condition_whose_branches_meet_still_runs_both() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M(bool flag)
            {
                var a = Handle.Open("a");
                if (flag) { }
                a.Close();
            }
            """));
}
