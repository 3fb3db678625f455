using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>Nothing in the tree ties it to one machine: no absolute path of somebody's disk, no private host, no feed configuration.</summary>
public sealed partial class HygieneTests
{
    private static readonly HashSet<string> s_publicHosts =
    [
        "github.com", "www.nuget.org", "api.nuget.org", "dotnet.microsoft.com", "learn.microsoft.com", "aka.ms", "schemas.microsoft.com",
        "xunit.net", "docs.kernel.org", "lore.kernel.org", "git.kernel.org", "www.kernel.org", "docs.oasis-open.org", "json.schemastore.org",
    ];

    private static IEnumerable<string> TextFiles => SourceTree.Files().Where(file => !file.EndsWith(".png", StringComparison.Ordinal));

    [Fact]
    public void No_file_holds_a_path_of_a_machine() => Assert.Empty(Matches(MachinePath()));

    [Fact]
    public void Every_address_leads_to_a_public_host() =>
        Assert.DoesNotContain(Matches(Address()), found => !s_publicHosts.Contains(found.Text.Split("//")[1]));

    [Fact]
    public void The_tree_does_not_say_where_packages_come_from() =>
        Assert.DoesNotContain(SourceTree.Files(), file => file.EndsWith("nuget.config", StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string File, string Text)> Matches(Regex pattern) =>
        from file in TextFiles
        from match in pattern.Matches(Repository.Read(file))
        select (file, match.Value);

    // A home, a drive or a scratch folder. The classes in brackets keep the pattern from matching itself.
    [GeneratedRegex(@"(?<![\w.])(/[h]ome/|/[r]oot/|/[U]sers/|/[w]ork/|/[t]mp/|/[m]nt/|[A-Z]:\\(?!n)[\w])")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"https?://[\w.-]*[\w-]")]
    private static partial Regex Address();
}
