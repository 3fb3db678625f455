using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Xml.Linq;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>The arrows between the assemblies: fixes know the rules, neither knows the runtime, and the runtime knows nobody.</summary>
public sealed class AssemblyReferenceTests
{
    [Fact]
    public void The_rules_know_no_runtime_no_fixes_and_no_workspace() =>
        Assert.DoesNotContain(References(Product.Analyzers), name => name.StartsWith("Devmem", StringComparison.Ordinal) || name.Contains("Workspaces"));

    [Fact]
    public void The_fixes_know_the_rules_and_not_the_runtime() =>
        Assert.Empty(References(Product.CodeFixes).Where(name => name.StartsWith("Devmem", StringComparison.Ordinal)).Except(["Devmem.Analyzers"]));

    [Fact]
    public void The_runtime_needs_the_framework_alone()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.DoesNotContain(References(Product.Runtime), name => !File.Exists(Path.Combine(framework, name + ".dll")));
    }

    [Fact]
    public void The_runtime_takes_no_package_into_its_users_build()
    {
        XDocument project = XDocument.Load(Repository.PathOf("runtime/Devmem.csproj"));
        Assert.DoesNotContain(project.Descendants("PackageReference"), reference => (string?)reference.Attribute("PrivateAssets") != "all");
    }

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(name => name.Name!);
}
