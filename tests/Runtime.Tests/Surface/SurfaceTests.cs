using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;

namespace Devmem.Runtime.Tests;

public class SurfaceTests
{
    private static readonly Assembly s_runtime = typeof(DevmemDevice).Assembly;

    [Fact]
    public void The_fixed_surface_is_there_with_its_attributes()
    {
        HashSet<string> present = [.. s_runtime.GetExportedTypes().SelectMany(SurfaceText.Of)];
        string[] wanted = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "surface.txt")).Where(line => !line.StartsWith('#'))];
        Assert.True(wanted.Length > 90);
        string[] missing = [.. wanted.Where(line => !present.Contains(line))];
        Assert.True(missing.Length == 0, string.Join(Environment.NewLine, missing));
    }

    [Fact]
    public void Everything_public_lives_in_the_two_namespaces() =>
        Assert.All(s_runtime.GetExportedTypes(), type => Assert.True(type.Namespace is "Devmem" or "Devmem.Simulation", type.FullName));

    [Fact]
    public void The_assembly_references_nothing_but_the_framework()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        Assert.All(s_runtime.GetReferencedAssemblies(), name => Assert.True(File.Exists(Path.Combine(framework, name.Name + ".dll")), name.FullName));
    }

    [Fact]
    public void Every_public_member_is_documented()
    {
        string documentation = File.ReadAllText(Path.ChangeExtension(s_runtime.Location, ".xml"));
        Assert.All(
            s_runtime.GetExportedTypes(),
            type => Assert.Contains($"\"T:{type.FullName!.Replace('+', '.')}\"", documentation, StringComparison.Ordinal));
    }
}
