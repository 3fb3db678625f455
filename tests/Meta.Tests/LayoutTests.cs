using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>What is in the tree is also where people look for it: in the solution, and in CONTRIBUTING.</summary>
public sealed class LayoutTests
{
    private static IEnumerable<string> Projects => SourceTree.Files().Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = Repository.Read("DevmemAnalyzers.sln").Replace('\\', '/');
        Assert.All(Projects, project => Assert.Contains($"\"{project}\"", solution));
    }

    [Fact]
    public void CONTRIBUTING_says_what_each_test_project_checks()
    {
        string contributing = Repository.Read("CONTRIBUTING.md");
        IEnumerable<string> tests = Projects.Where(project => project.StartsWith("tests/", StringComparison.Ordinal)).Select(project => Path.GetFileNameWithoutExtension(project)!);
        Assert.All(tests, name => Assert.Contains($"| `{name}` |", contributing));
    }
}
