using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Handlers of exceptions: the graph of the compiler has no edge to them.</summary>
public class ExceptionsTests
{
    [Fact]
    public void A_call_leads_to_each_handler_that_can_match_and_outwards() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, dispose a, return
        get a, Work throws, throw owing a
        get a, Work throws, use a, throw, throw owing a
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                try { Do.Work(); }
                catch (IOException) { a.Close(); return; }
                catch (TimeoutException) { Do.Look(a); throw; }
                a.Dispose();
            }
            """));

    [Fact]
    public void A_typed_throw_leads_only_to_the_first_handler_that_matches() => Assert.Equal(
        """
        Open throws, throw
        get a, throw, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                try { throw new FileNotFoundException(); }
                catch (TimeoutException) { Do.Keep(a); }
                catch (IOException) { a.Close(); }
                catch (Exception) { a.Dispose(); }
            }
            """));

    [Fact]
    public void A_rethrow_leads_to_the_handler_around() => Assert.Equal(
        """
        Open throws, throw
        get a, throw, use a, Use throws, dispose a, return
        get a, throw, use a, Use throws, throw owing a
        get a, throw, use a, Use throws, use a, give a, Keep throws, throw
        get a, throw, use a, Use throws, use a, give a, return
        get a, throw, use a, throw, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                try
                {
                    try { throw new TimeoutException(); }
                    catch (TimeoutException) { a.Use(); throw; }
                }
                catch (TimeoutException) { a.Close(); }
                catch (IOException) { Do.Keep(a); }
            }
            """));

    [Fact]
    public void What_a_call_did_not_finish_did_not_arrive() => Assert.Equal(
        """
        Open throws, throw
        get a, Work throws, dispose a, throw
        get a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                Handle? a = null;
                try { a = Handle.Open("a"); Do.Work(); }
                finally { a?.Close(); }
            }
            """));

    [Fact]
    public void A_throw_expression_leaves_before_the_assignment() => Assert.Equal(
        """
        Open throws, throw
        get a, throw, dispose a, throw
        get a, use a, Use throws, dispose a, throw
        get a, use a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                using var a = Handle.Open("a");
                string text = Do.text ?? throw new InvalidOperationException();
                a.Use();
            }
            """));

    [Fact]
    public void The_no_of_a_filter_leads_to_the_next_handler() => Assert.Equal(
        """
        Open throws, throw
        get a, throw, dispose a, return
        get a, throw, use a, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                try { throw new IOException(); }
                catch (IOException) when (Do.flag) { Do.Look(a); a.Close(); }
                catch (IOException) { a.Dispose(); }
            }
            """));

    [Fact]
    public void A_filter_of_another_type_is_passed_by() => Assert.Equal(
        """
        Open throws, throw
        get a, throw, dispose a, return
        """,
        Sample.Ways("""
            static void M()
            {
                var a = Handle.Open("a");
                try { throw new IOException(); }
                catch (TimeoutException) when (Do.flag) { a.Close(); }
                catch (IOException) { a.Dispose(); }
            }
            """));

    [Fact]
    public void The_net_below_a_switch_expression_is_no_way() => Assert.Equal(
        """
        Open throws, throw
        get a, dispose a, return
        get a, halt
        """,
        Sample.Ways("""
            static int M(int kind)
            {
                var a = Handle.Open("a");
                int result = kind switch { 0 => 1, 1 => 2 };
                a.Close();
                return result;
            }
            """));
}
