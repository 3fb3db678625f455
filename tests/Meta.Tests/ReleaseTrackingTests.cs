using System.Collections.Generic;
using System.Linq;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>The release tracking files name each rule once, with its category and severity. The compiler checks the same (RS2000 to RS2008),
/// but only for descriptors it can read from the source as constants.</summary>
public sealed class ReleaseTrackingTests
{
    [Fact]
    public void Each_rule_stands_once_in_the_release_files()
    {
        string[] rows = [.. Rows("analyzers/AnalyzerReleases.Shipped.md"), .. Rows("analyzers/AnalyzerReleases.Unshipped.md")];
        string[] expected = [.. Product.Descriptors.Select(rule => $"{rule.Id}|{rule.Category}|{rule.DefaultSeverity}").Distinct()];
        Assert.Equal(expected, rows.Order());
    }

    private static IEnumerable<string> Rows(string file) =>
        from line in Repository.Read(file).Split('\n')
        where line.StartsWith("DEVMEM", System.StringComparison.Ordinal)
        select string.Join('|', line.Split('|').Take(3).Select(cell => cell.Trim()));
}
