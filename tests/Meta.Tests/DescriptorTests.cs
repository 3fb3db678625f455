using System.IO;
using System.Linq;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>What a descriptor shows in an editor, a build line and a report.</summary>
public sealed class DescriptorTests
{
    private const string PageAddress = "https://github.com/devmem-analyzers/devmem-analyzers/blob/main/";

    [Fact]
    public void The_product_has_rules() => Assert.NotEmpty(Product.Descriptors);

    [Fact]
    public void Ids_have_the_form_DEVMEM_and_three_digits() => Assert.All(Product.Ids, id => Assert.Matches("^DEVMEM0[0-9]{2}$", id));

    [Fact]
    public void An_id_means_one_title_one_category_and_one_severity() =>
        Assert.Equal(Product.Ids.Count, Product.Descriptors.Select(rule => (rule.Id, rule.Title.ToString(), rule.Category, rule.DefaultSeverity)).Distinct().Count());

    [Fact]
    public void The_category_follows_from_the_id() => Assert.All(Product.Descriptors, rule => Assert.Equal(CategoryOf(rule.Id), rule.Category));

    [Fact]
    public void Every_rule_is_on_by_default() => Assert.All(Product.Descriptors, rule => Assert.True(rule.IsEnabledByDefault, rule.Id));

    [Fact]
    public void Every_rule_explains_itself_and_its_message_names_something() =>
        Assert.All(Product.Descriptors, rule =>
        {
            Assert.NotEmpty(rule.Description.ToString());
            Assert.Contains("{0}", rule.MessageFormat.ToString());
        });

    [Fact]
    public void The_help_link_is_the_page_of_the_rule_and_the_page_exists() =>
        Assert.All(Product.Descriptors, rule =>
        {
            string page = $"{RulePage.Folder}/{rule.Id}.md";
            Assert.Equal(PageAddress + page, rule.HelpLinkUri);
            Assert.True(File.Exists(Repository.PathOf(page)), page);
        });

    /// <summary>Usage: how the calls are written. Reliability: what they leave behind.</summary>
    private static string CategoryOf(string id) => id is "DEVMEM012" or "DEVMEM013" or "DEVMEM014" ? "Usage" : "Reliability";
}
