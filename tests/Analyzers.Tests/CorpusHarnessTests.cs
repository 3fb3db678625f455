using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Tests.CorpusHarness;

namespace Devmem.Analyzers.Tests;

/// <summary>A judge has to be judged too: what the markers mean, and that a wrong verdict is seen as one.</summary>
public class CorpusHarnessTests
{
    private const string Source =
        "//# devmem.autorelease = on\n//# rules = DEVMEM001 DEVMEM002\nclass A\n{\n    void M()\n    {\n        F(); //! DEVMEM001 DEVMEM001\n    }\n}\n//# tree = B.cs\nclass B\n{\n    int n; //~ DEVMEM002\n}\n";

    private static readonly CorpusCase Case = CorpusParser.Parse("topic/Sample.cs", Source);
    private static readonly ImmutableHashSet<string> Supported = ["DEVMEM001", "DEVMEM002"];

    [Fact]
    public void Options_rules_and_trees_come_from_the_header()
    {
        Assert.Equal("on", Case.EditorConfig.Single().Value);
        Assert.Equal(["DEVMEM001", "DEVMEM002"], Case.Rules.Order());
        Assert.Equal(["Program.cs", "B.cs"], Case.Assemblies.Single().Sources.Select(source => source.Path));
    }

    [Fact]
    public void Lines_of_a_later_tree_are_those_of_the_file() =>
        Assert.Equal("    int n; //~ DEVMEM002", Case.Assemblies[0].Sources[1].Text.Split('\n')[12]);

    [Fact]
    public void An_assembly_of_its_own_comes_before_the_program()
    {
        CorpusCase two = CorpusParser.Parse("x", "//# assembly = Library\nclass L { }\n//# assembly = Program\nclass P { }\n");
        Assert.Equal(["Library", "Program"], two.Assemblies.Select(assembly => assembly.Name));
    }

    [Fact]
    public void What_was_asked_for_agrees() =>
        Assert.Empty(Verdict.Of(Case, [At(7, "DEVMEM001"), At(7, "DEVMEM001"), At(12, "DEVMEM002")], Supported));

    [Fact]
    public void One_of_two_on_a_line_is_not_enough() =>
        Assert.Equal(
            new Difference("M", "missing    topic/Sample.cs(7): DEVMEM001 in M"),
            Verdict.Of(Case, [At(7, "DEVMEM001"), At(13, "DEVMEM002")], Supported).Single());

    [Fact]
    public void Another_line_is_both_missing_and_unexpected()
    {
        var differences = Verdict.Of(Case, [At(7, "DEVMEM001"), At(8, "DEVMEM001"), At(13, "DEVMEM002")], Supported);
        Assert.Equal(["missing   ", "unexpected"], differences.Select(difference => difference.Text[..10]));
    }

    [Fact]
    public void A_rule_that_does_not_exist_yet_is_not_missed() =>
        Assert.Empty(Verdict.Of(Case, [At(13, "DEVMEM002")], ["DEVMEM002"]));

    [Fact]
    public void A_pending_member_is_excused_and_only_that_one()
    {
        var pending = new Pending("# a comment\ntopic/Sample.cs M not reached yet\n");
        Difference excused = new("M", "a"), other = new("N", "b");
        Assert.Equal([other], pending.NotExcused("topic/Sample.cs", [excused, other]));
        Assert.Empty(pending.Outdated("topic/Sample.cs", [excused]));
        Assert.Equal(["M"], pending.Outdated("topic/Sample.cs", [other]));
    }

    private static Found At(int line, string id) => new(line, id, "M", new LineRange(line <= 9 ? 5 : 11, line <= 9 ? 8 : 14), "a message");
}
