using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Analyzers.Analysis;

namespace Devmem.Analyzers.Tests.Robustness;

/// <summary>What bodies showed is kept from one compilation to the next. An edit costs what depends on it, and no verdict is an old one.</summary>
public class EditTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private const string Chain = """
        using Devmem;
        static class Chain
        {
            static readonly int s_count = 3;
            public static void Top(FragmentBatch batch) { Middle(batch); }
            public static void Middle(FragmentBatch batch) { if (s_count > 2) Check(); Leaf(batch); }
            public static void Leaf(FragmentBatch batch) { batch.Release(); }
            public static void Check() { }
        }
        """;

    private const string Beside = """
        using Devmem;
        static class Beside
        {
            public static void Run(DevmemSocket socket, byte[] linear) { Chain.Top(socket.Receive(linear)); }
            public static void Other(FragmentBatch batch) { batch.Release(); }
            public static void Another(FragmentBatch batch) { Other(batch); }
        }
        """;

    [Theory]
    [InlineData("batch.Release(); }", "if (s_count > 3) batch.Release(); }", "Leaf Middle Run Top")]
    [InlineData("Middle(batch); }", "Middle(batch); Check(); }", "Run Top")]
    [InlineData("void Check() { }", "void Check() { throw new System.InvalidOperationException(); }", "Check Middle Run Top")]
    [InlineData("s_count = 3", "s_count = 4", "")]
    [InlineData("void Check() { }", "void Check() { }\n    // a comment", "")]
    [InlineData("public static void Check()", "public static void Check(int more = 0)", "Another Check Leaf Middle Other Run Top")]
    [InlineData("using Devmem;", "using Devmem;\nusing System;", "Another Check Leaf Middle Other Run Top")]
    public void An_edit_has_those_bodies_looked_at_again_that_depend_on_it(string before, string after, string names)
    {
        string name = Guid.NewGuid().ToString();
        Assert.Equal("Another Check Leaf Middle Other Run Top", BodiesRead(name, Chain));
        Assert.Equal("", BodiesRead(name, Chain));
        Assert.Equal(names, BodiesRead(name, Replaced(Chain, before, after)));
        Assert.Equal("", BodiesRead(name, Replaced(Chain, before, after)));
    }

    [Fact]
    public async Task What_a_callee_does_now_decides_for_its_callers()
    {
        string name = Guid.NewGuid().ToString();
        Assert.Equal("", await ReportAsync(name, Chain));
        Assert.Contains("DEVMEM001", await ReportAsync(name, Replaced(Chain, "batch.Release(); }", "}")));
        Assert.Equal("", await ReportAsync(name, Chain));
        Assert.Contains("DEVMEM004", await ReportAsync(name, Replaced(Chain, "void Check() { }", "void Check() { throw new System.InvalidOperationException(); }")));
    }

    /// <summary>After each edit of a random program, what is known from before gives the same verdicts as beginning anew.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task After_any_edit_the_verdicts_are_those_of_a_fresh_start(int seed)
    {
        var program = new EditedProgram(seed);
        string name = Guid.NewGuid().ToString();
        for (int edit = 0; edit < 15; edit++)
        {
            string kept = await Subject.ReportAsync(Subject.Compile(name, program.Files(), knowsOthers: true), Limit);
            string anew = await Subject.ReportAsync(Subject.Compile(name, program.Files(), knowsOthers: false), Limit);
            Assert.True(anew == kept, $"seed {seed}, edit {edit}\n--- anew\n{anew}\n--- kept\n{kept}\n{string.Join("\n", program.Files().Select(file => file.Text))}");
            program.Edit();
        }
    }

    private static string Replaced(string text, string before, string after)
    {
        Assert.Contains(before, text);
        return text.Replace(before, after);
    }

    private static IEnumerable<(string, string)> Files(string chain) => [("/edits/Chain.cs", chain), ("/edits/Beside.cs", Beside)];

    private static string BodiesRead(string name, string chain) =>
        string.Join(" ", InferenceCheck.BodiesRead(Subject.Compile(name, Files(chain), knowsOthers: true), TestContext.Current.CancellationToken));

    private static Task<string> ReportAsync(string name, string chain) => Subject.ReportAsync(Subject.Compile(name, Files(chain), knowsOthers: true), Limit);
}
