using System.Threading.Tasks;

namespace Devmem.Meta.Tests;

/// <summary>The examples of the rule pages compile, and the rules say of them what the pages say.</summary>
public sealed class DocumentedCodeTests
{
    public static TheoryData<string> Pages => [.. RulePage.AllIds()];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_wrong_example_is_reported_where_it_says(string id)
    {
        DocumentedCode code = new(new RulePage(id).Section("Wrong"));
        Assert.Equal(code.Promised(), await code.ReportedAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_right_example_is_silent(string id)
    {
        DocumentedCode code = new(new RulePage(id).Section("Right"));
        Assert.Empty(await code.ReportedAsync(TestContext.Current.CancellationToken));
    }
}
