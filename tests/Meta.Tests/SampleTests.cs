using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>What README shows of the sample is what the sample does. That the list is what the compiler says is checked by .ci/run, with a real build.</summary>
public sealed partial class SampleTests
{
    [Fact]
    public void README_shows_exactly_the_expected_warnings() => Assert.Equal(ExpectedWarnings().Order(), ShownWarnings().Order());

    [Fact]
    public void Each_expected_warning_is_of_a_rule_that_this_version_reports() =>
        Assert.All(ExpectedWarnings(), warning => Assert.Contains(warning[^"DEVMEM000".Length..], Product.Ids));

    /// <summary>The misuses are real: what the compiler warns of is what is still held at the end of the run.</summary>
    [Fact]
    public void README_shows_an_audit_that_names_the_line_of_each_warning() =>
        Assert.Equal(ExpectedWarnings().Select(LineOf).Order(), AuditLine().Matches(Repository.Read("README.md")).Select(match => int.Parse(match.Groups["line"].Value)).Distinct().Order());

    private static IEnumerable<string> ExpectedWarnings() => Repository.Read("samples/Receiver/expected-warnings.txt").TrimEnd().Split('\n');

    private static IEnumerable<string> ShownWarnings() =>
        ShownWarning().Matches(Repository.Read("README.md")).Select(match => $"{match.Groups["place"].Value}: {match.Groups["id"].Value}");

    private static int LineOf(string warning) => int.Parse(warning.Split('(', ',')[1]);

    [GeneratedRegex(@"^samples/Receiver/(?<place>\w+\.cs\(\d+,\d+\)): warning (?<id>DEVMEM\d{3}): ", RegexOptions.Multiline)]
    private static partial Regex ShownWarning();

    [GeneratedRegex(@"\(UploadReceiver\.cs:(?<line>\d+)\)$", RegexOptions.Multiline)]
    private static partial Regex AuditLine();
}
