using System.Collections.Generic;
using System.Threading.Tasks;

namespace Devmem.Package.Tests;

/// <summary>One project of a solution binds in another mode than one that it refers to says it does.</summary>
public sealed class ModeTests(PackedFeed feed)
{
    [Fact]
    public async Task A_slip_in_one_of_three_projects_is_told_where_it_stands()
    {
        using ConsumerSolution consumer = ConsumerSolution.OfModes(feed);
        DotnetCommand build = (await consumer.BuildAsync()).MustSucceed();
        Assert.Empty(build.LoadFailures());
        Assert.Equal(await consumer.ExpectedAsync(), build.Warnings());
        string line = Assert.Single((IEnumerable<string>)build.Lines("DEVMEM003"));
        Assert.Contains("Net.cs", line);
        Assert.Contains("in mode On", line);
        Assert.Contains("'Core'", line);
    }
}
