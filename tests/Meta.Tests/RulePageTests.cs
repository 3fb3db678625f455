using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Meta.Tests;

/// <summary>Each rule has a page, the page has its fixed sections and states what the descriptor states.</summary>
public sealed class RulePageTests
{
    public static TheoryData<string> Ids => [.. Product.Ids];

    public static TheoryData<string> Pages => [.. RulePage.AllIds()];

    [Fact]
    public void Every_rule_has_a_page() => Assert.Empty(Product.Ids.Except(RulePage.AllIds()));

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_has_the_fixed_sections_and_none_is_empty(string id)
    {
        RulePage page = new(id);
        Assert.Equal(RulePage.Headings, page.SectionTitles);
        Assert.All(RulePage.Headings, heading => Assert.NotEmpty(page.Section(heading)));
        Assert.All(["Wrong", "Right"], heading => Assert.Contains("```csharp", page.Section(heading)));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_says_planned_exactly_while_no_analyzer_reports_its_rule(string id) =>
        Assert.NotEqual(Product.Ids.Contains(id), new RulePage(id).IsPlanned);

    [Theory]
    [MemberData(nameof(Ids), DisableDiscoveryEnumeration = true)]
    public void Title_category_severity_and_fix_agree_with_the_product(string id)
    {
        RulePage page = new(id);
        Assert.All(Product.Descriptors.Where(descriptor => descriptor.Id == id), descriptor => AssertAgrees(page, descriptor));
    }

    private static void AssertAgrees(RulePage page, DiagnosticDescriptor descriptor)
    {
        Assert.Equal($"# {descriptor.Id}: {descriptor.Title}", page.TitleLine);
        Assert.Equal(RulePage.FactsOf(descriptor), page.Facts());
    }
}
