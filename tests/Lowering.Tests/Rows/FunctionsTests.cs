using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Lambdas and local functions: in place where they are called, trusted where they get away.</summary>
public class FunctionsTests
{
    [Fact]
    public void A_local_function_runs_where_it_is_called() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                End();
                void End() => a.Close();
            }
            """));

    [Fact]
    public void A_local_function_that_nobody_calls_does_not_run() => Assert.Equal(
        """
        Open throws, throw
        get a, return owing a
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                void End() => a.Close();
            }
            """));

    [Fact]
    public void A_local_function_with_an_exit_of_its_own() => Assert.Equal(
        """
        Open throws, Find throws, throw
        Open throws, halt
        get a, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Find(Do.flag);
                a?.Close();
                static Handle? Find(bool flag) { if (flag) return null; return Handle.Open("a"); }
            }
            """));

    [Fact]
    public void An_exception_inside_is_caught_around_the_call() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, Run throws, dispose a, return
        get a, Work throws, halt
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                try { Run(); } catch (Exception) { a.Close(); return; }
                a.Dispose();
                void Run() { Do.Work(); }
            }
            """));

    [Fact]
    public void A_lambda_that_is_only_called_here_runs_here() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                Action end = () => a.Close();
                Do.Nothing();
                end();
            }
            """));

    [Fact]
    public void A_lambda_that_gets_away_is_trusted_with_what_it_ends() => Assert.Equal(
        """
        Open throws, throw
        get a, trust somebody with a, return
        """,
        Sample.Ways("""
            static void M(List<Action> later)
            {
                var a = Handle.Open("a");
                later.Add(() => a.Close());
            }
            """));

    [Fact]
    public void A_lambda_that_gets_away_and_only_looks_ends_nothing() => Assert.Equal(
        """
        Open throws, throw
        get a, return owing a
        """,
        Sample.Ways("""
            static void M(List<Action> later)
            {
                var a = Handle.Open("a");
                later.Add(() => Do.Look(a));
            }
            """));

    [Fact]
    public void A_recursive_local_function_ends() => Assert.Equal(
        """
        Open throws, Again throws, throw
        Open throws, halt
        get a, dispose a, Open throws, Again throws, halt
        get a, dispose a, Open throws, Again throws, throw
        get a, dispose a, Open throws, halt
        get a, dispose a, get a, dispose a, Open throws, Again throws, halt
        get a, dispose a, get a, dispose a, Open throws, Again throws, throw
        get a, dispose a, get a, dispose a, Open throws, halt
        get a, dispose a, get a, dispose a, get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                Again(2);
                static void Again(int left) { var a = Handle.Open("a"); a.Close(); if (left > 0) Again(left - 1); }
            }
            """));
}
