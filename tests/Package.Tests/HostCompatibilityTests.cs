using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Devmem.Package.Tests;

/// <summary>
/// The compiler loads an analyzer only if it can satisfy every reference of it. The oldest compiler that is still serviced, 4.14 (Visual
/// Studio 2022 17.14, SDK 9.0.300), carries the assemblies below in these versions; a newer or another one means CS8032 or CS9057 there, and
/// a build without any warning of ours.
/// </summary>
public sealed class HostCompatibilityTests(PackedFeed feed)
{
    private static readonly Dictionary<string, Version> s_host = new()
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["Microsoft.CodeAnalysis"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp"] = new(4, 14, 0, 0),
        ["System.Collections.Immutable"] = new(9, 0, 0, 0),
        ["System.Reflection.Metadata"] = new(9, 0, 0, 0),
        ["System.Memory"] = new(4, 0, 2, 0),
        ["System.Runtime.CompilerServices.Unsafe"] = new(6, 0, 1, 0),
        ["System.Threading.Tasks.Extensions"] = new(4, 2, 1, 0),
    };

    /// <summary>What only an editor and <c>dotnet format</c> have: fixes may use it, rules may not (RS1038).</summary>
    private static readonly Dictionary<string, Version> s_workspaceHost = new(s_host)
    {
        ["Devmem.Analyzers"] = new(int.MaxValue, 0),
        ["Microsoft.CodeAnalysis.Workspaces"] = new(4, 14, 0, 0),
        ["Microsoft.CodeAnalysis.CSharp.Workspaces"] = new(4, 14, 0, 0),
        ["System.Composition.AttributedModel"] = new(9, 0, 0, 0),
    };

    [Fact]
    public void The_rules_reference_only_what_the_oldest_compiler_has() => AssertFits("Devmem.Analyzers", s_host);

    [Fact]
    public void The_fixes_reference_only_what_the_oldest_editor_has() => AssertFits("Devmem.CodeFixes", s_workspaceHost);

    private void AssertFits(string assembly, Dictionary<string, Version> host)
    {
        using Nupkg package = new(feed.AnalyzerPackage);
        using PEReader image = new(ImmutableArray.Create(package.Read($"analyzers/dotnet/cs/{assembly}.dll")));
        MetadataReader reader = image.GetMetadataReader();
        (string Name, Version Version)[] references =
            [.. reader.AssemblyReferences.Select(reader.GetAssemblyReference).Select(reference => (reader.GetString(reference.Name), reference.Version))];

        Assert.NotEmpty(references);
        Assert.DoesNotContain(references, reference => !host.TryGetValue(reference.Name, out Version? newest) || reference.Version > newest);
    }
}
