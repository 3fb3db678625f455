using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Conditions as branches, as values, and the answers that are asked for again.</summary>
public class ConditionsTests
{
    [Fact]
    public void The_short_circuit_of_a_condition() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, use a, give a, Keep throws, throw
        get a, use a, give a, return
        """,
        Sample.Ways("""
            static void M(bool one, bool two)
            {
                var a = Handle.Open("a");
                if (one && !two || Do.flag) Do.Keep(a);
                else a.Dispose();
            }
            """));

    [Fact]
    public void An_answer_that_is_stored_still_answers() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M(bool one, bool two)
            {
                Handle? a = one && two ? Handle.Open("a") : null;
                bool has = one && two;
                Do.Nothing();
                if (has) a!.Close();
            }
            """));

    [Fact]
    public void A_try_call_whose_answer_is_negated_and_stored() => Assert.Equal(
        """
        TryOpen throws, throw
        get a, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M()
            {
                bool failed = !Handle.TryOpen("a", out var a);
                if (failed) return;
                a!.Close();
            }
            """));

    [Fact]
    public void The_same_question_twice_has_one_answer() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M(int count)
            {
                var a = count > 0 ? Handle.Open("a") : null;
                if (count > 0) a!.Close();
            }
            """));

    [Fact]
    public void A_conditional_access_calls_only_what_is_there() => Assert.Equal(
        """
        Open throws, throw
        get a, use a, dispose a, return
        get a, use a, use .Next, Use throws, throw owing a
        get a, use a, use .Next, dispose a, return
        return
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                Handle? a = one ? Handle.Open("a") : null;
                a?.Next?.Use();
                a?.Close();
            }
            """));

    [Fact]
    public void Coalescing_a_result() => Assert.Equal(
        """
        Open throws, throw
        get a, use a, hand out a, return
        use given, hand out given, return
        """,
        Sample.Ways("""
            static Handle M(Handle? given) => given ?? Handle.Open("a");
            """));

    [Fact]
    public void Coalescing_assignment_writes_through_the_capture() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get b, dispose b, return
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                Handle? a = one ? Handle.Open("a") : null;
                a ??= Handle.Open("b");
                a.Close();
            }
            """));

    [Fact]
    public void A_write_through_one_of_two_locations_goes_to_the_one_chosen() => Assert.Equal(
        """
        Open throws, throw
        get c, dispose c, return
        get c, return owing c
        """,
        Sample.Ways("""
            static void M(bool one)
            {
                Handle? a = null, b = null;
                (one ? ref a : ref b) = Handle.Open("c");
                a?.Close();
            }
            """));

    [Fact]
    public void DoesNotReturn_ends_the_way() => Assert.Equal(
        """
        Open throws, throw
        get a, Fail throws, throw owing a
        get a, dispose a, return
        get a, halt
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                if (Do.flag) Do.Fail();
                a.Close();
            }
            """));

    [Fact]
    public void DoesNotReturnIf_ends_the_way_of_its_answer() => Assert.Equal(
        """
        Check throws, throw
        Open throws, throw
        get a, Check throws, throw owing a
        get a, dispose a, return
        halt
        """,
        Sample.Ways("""
            static void M(bool holds)
            {
                Handle? a = holds ? Handle.Open("a") : null;
                Do.Check(holds);
                a!.Close();
            }
            """));

    [Fact]
    public void The_end_of_the_process_owes_nothing() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, halt
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                if (Do.flag) Environment.FailFast("over");
                if (Do.number == 7) Environment.Exit(1);
                a.Close();
            }
            """));
}
