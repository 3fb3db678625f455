using System.Linq;
using Devmem.Analyzers.Flow;
using Devmem.Lowering.Tests.Support;

namespace Devmem.Lowering.Tests.Rows;

/// <summary>Bodies that are no ordinary methods, and shapes that concern the program as a whole.</summary>
public class DeclarationTests
{
    [Fact]
    public void Top_level_statements_are_a_body()
    {
        Sample sample = Sample.TopLevel("""
            var a = Handle.Open("a");
            if (args.Length > 0) return;
            a.Close();
            """);
        Assert.Equal(
            """
            Open throws, throw
            get a, dispose a, return
            get a, return owing a
            """,
            sample.WaysOf("<Main>$"));
    }

    [Fact]
    public void Field_initialisers_are_bodies_of_their_own()
    {
        Sample sample = Sample.Types("""
            class Owner { public readonly Handle Field = Handle.Open("a"); public Handle Property { get; } = Handle.Open("b"); }
            """);
        Assert.Equal("Open throws, throw\nget a, store a, return", sample.WaysOf("Field"));
        Assert.Equal("Open throws, throw\nget b, store b, return", sample.WaysOf("Property"));
    }

    [Fact]
    public void A_parameter_of_a_primary_constructor_is_a_member_that_the_object_keeps()
    {
        Sample sample = Sample.Types("class Owner(Handle a) { public void M() => a.Use(); }");
        Assert.Equal("use a, Use throws, store a, throw\nuse a, store a, return", sample.WaysOf("M"));
    }

    [Fact]
    public void A_partial_method_has_the_body_of_its_implementation_and_the_contract_of_both()
    {
        Sample sample = Sample.Types("""
            static partial class Parts { public static partial void M([Owning] Handle a); }
            static partial class Parts { public static partial void M(Handle a) { a.Close(); } }
            """);
        Assert.Contains("dispose a, return", sample.WaysOf("M"));
    }

    [Fact]
    public void Using_over_a_type_parameter_that_may_be_a_ref_struct_ends_it()
    {
        Sample sample = Sample.Types("""
            static class Generic
            {
                public static void M<T>(Func<T> make) where T : IDisposable, allows ref struct { using T a = make(); Do.Work(); }
            }
            """);
        DumpedOps ops = new(sample.Body("M"));
        Assert.Contains(ops.All, op => op is MayThrow);
    }

    [Fact]
    public void A_finally_has_one_copy_for_each_way_on()
    {
        Sample sample = new("""
            static int M(int kind)
            {
                var a = Handle.Open("a");
                try
                {
                    if (kind == 0) return 0;
                    if (kind == 1) goto end;
                    Do.Nothing();
                }
                finally { a.Close(); }
                return 2;
                end: return 3;
            }
            """);
        Assert.Equal(3, new DumpedOps(sample.Body("M")).All.OfType<Release>().Count());
    }

    [Fact]
    public void No_step_follows_a_call_that_never_returns()
    {
        Sample sample = new("""
            static void M()
            {
                Do.Fail();
                Handle.Open("never");
            }
            """);
        Assert.DoesNotContain("never", sample.WaysOf("M"));
    }

    [Fact]
    public void A_handler_of_an_interpolated_string_only_borrows()
    {
        Sample sample = Sample.Types("""
            [System.Runtime.CompilerServices.InterpolatedStringHandler]
            public ref struct Logged
            {
                public Logged(int literal, int holes, bool on, out bool wanted) => wanted = on;
                public void AppendLiteral(string text) { }
                public void AppendFormatted(Handle handle) { }
            }

            static class Log
            {
                static void Write(bool on, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument("on")] Logged text) { }
                public static void M(bool on) { var a = Handle.Open("a"); Write(on, $"{a} is open"); a.Close(); }
            }
            """);
        Assert.DoesNotContain("owing", sample.WaysOf("M"));
        Assert.Contains("dispose a, return", sample.WaysOf("M"));
    }

    [Fact]
    public void Every_block_ends_and_every_target_exists()
    {
        Sample sample = new("""
            static async Task M(IAsyncEnumerable<Handle> handles)
            {
                await foreach (var a in handles)
                {
                    try { await Do.WorkAsync(); }
                    catch (IOException) when (Do.Ask()) { continue; }
                    finally { a.Close(); }
                }
            }
            """);
        FlowProgram program = sample.Body("M").Program;
        Assert.All(program.Blocks, block => Assert.All(block.End.Targets, target => Assert.InRange(target, 0, program.Blocks.Count - 1)));
        Assert.All(new DumpedOps(sample.Body("M")).All.OfType<MayThrow>(), may => Assert.InRange(may.Target, 0, program.Blocks.Count - 1));
    }
}
