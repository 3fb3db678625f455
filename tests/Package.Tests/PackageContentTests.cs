using System.Linq;
using System.Text;
using System.Xml.Linq;

namespace Devmem.Package.Tests;

/// <summary>Each package holds exactly what it is meant to hold, and says so in its metadata.</summary>
public sealed class PackageContentTests(PackedFeed feed)
{
    [Fact]
    public void The_analyzer_package_holds_rules_fixes_and_presets_and_nothing_else()
    {
        using Nupkg package = new(feed.AnalyzerPackage);
        Assert.Equal(
            [
                "Devmem.Analyzers.nuspec",
                "LICENSE",
                "README.md",
                "analyzers/dotnet/cs/Devmem.Analyzers.dll",
                "analyzers/dotnet/cs/Devmem.CodeFixes.dll",
                "buildTransitive/Devmem.Analyzers.props",
                "buildTransitive/Devmem.Analyzers.targets",
                "buildTransitive/config/Devmem.Default.globalconfig",
                "buildTransitive/config/Devmem.None.globalconfig",
                "buildTransitive/config/Devmem.Strict.globalconfig",
                "icon.png",
            ],
            package.Content);
    }

    [Fact]
    public void The_runtime_package_holds_one_assembly_with_documentation_for_each_framework()
    {
        using Nupkg package = new(feed.RuntimePackage);
        Assert.Equal(
            [
                "Devmem.nuspec",
                "LICENSE",
                "README.md",
                "icon.png",
                "lib/net10.0/Devmem.dll",
                "lib/net10.0/Devmem.xml",
                "lib/net8.0/Devmem.dll",
                "lib/net8.0/Devmem.xml",
            ],
            package.Content);
    }

    [Fact]
    public void The_analyzer_package_is_a_development_dependency_and_depends_on_nothing()
    {
        using Nupkg package = new(feed.AnalyzerPackage);
        XElement metadata = package.Metadata();
        Assert.Equal("true", Value(metadata, "developmentDependency"));
        Assert.DoesNotContain(metadata.Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Fact]
    public void The_runtime_package_depends_on_the_analyzers_alone_and_lets_them_reach_the_user()
    {
        using Nupkg package = new(feed.RuntimePackage);
        XElement metadata = package.Metadata();
        Assert.Null(Value(metadata, "developmentDependency"));
        XElement[] groups = [.. metadata.Descendants().Where(element => element.Name.LocalName == "group")];
        Assert.Equal(["net10.0", "net8.0"], groups.Select(group => group.Attribute("targetFramework")!.Value).Order());
        foreach (XElement group in groups)
        {
            XElement dependency = Assert.Single(group.Elements());
            Assert.Equal("Devmem.Analyzers", dependency.Attribute("id")!.Value);
            Assert.Equal(feed.Version, dependency.Attribute("version")!.Value);

            // Without this attribute a package dependency leaves out Build and Analyzers: the package would install and never warn.
            Assert.Equal("Runtime,Compile,Native", dependency.Attribute("exclude")!.Value);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Licence_icon_readme_and_repository_are_named(bool runtime)
    {
        using Nupkg package = new(runtime ? feed.RuntimePackage : feed.AnalyzerPackage);
        XElement metadata = package.Metadata();
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("icon.png", Value(metadata, "icon"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.NotEmpty(Value(metadata, "description")!);
        XElement repository = metadata.Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")!.Value);
        Assert.StartsWith("https://", repository.Attribute("url")!.Value);
        Assert.Contains("## ", Encoding.UTF8.GetString(package.Read("README.md")));
        Assert.Equal([0x89, .. "PNG"u8], package.Read("icon.png")[..4]);
    }

    private static string? Value(XElement metadata, string name) =>
        metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value;
}
