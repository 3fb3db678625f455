using System.Threading.Tasks;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>The examples of the documentation compile, and the rules say of them what their comments say.</summary>
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

    [Fact]
    public async Task The_example_of_a_wrapper_is_reported_where_it_says()
    {
        DocumentedCode code = new(Repository.Read("docs/contracts.md"));
        Assert.NotEmpty(code.Promised());
        Assert.Equal(code.Promised(), await code.ReportedAsync(TestContext.Current.CancellationToken));
    }
}
