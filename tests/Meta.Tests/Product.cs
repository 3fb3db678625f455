using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Meta.Tests;

/// <summary>The three shipped assemblies and what they declare, found the way a host finds it: by attribute.</summary>
internal static class Product
{
    public static Assembly Analyzers { get; } = Assembly.Load("Devmem.Analyzers");

    public static Assembly CodeFixes { get; } = Assembly.Load("Devmem.CodeFixes");

    public static Assembly Runtime { get; } = Assembly.Load("Devmem");

    /// <summary>Every descriptor that some analyzer of the product can report, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } =
        [.. NewAnalyzers()
            .SelectMany(analyzer => analyzer.SupportedDiagnostics)
            .Distinct()
            .OrderBy(descriptor => descriptor.Id, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Ids { get; } = [.. Descriptors.Select(descriptor => descriptor.Id).Distinct()];

    /// <summary>The ids that at least one fix offers to repair.</summary>
    public static IReadOnlySet<string> FixableIds { get; } =
        Exported<CodeFixProvider>(CodeFixes, typeof(ExportCodeFixProviderAttribute)).SelectMany(fix => fix.FixableDiagnosticIds).ToHashSet();

    public static IEnumerable<DiagnosticAnalyzer> NewAnalyzers() => Exported<DiagnosticAnalyzer>(Analyzers, typeof(DiagnosticAnalyzerAttribute));

    private static IEnumerable<T> Exported<T>(Assembly assembly, Type marker) =>
        assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(T)) && type.IsDefined(marker, inherit: false))
            .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!);
}
