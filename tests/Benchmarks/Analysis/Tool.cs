using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using Devmem.Analyzers.Rules;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Benchmarks.Analysis;

/// <summary>An analyzer package that is measured: its analyzers, made anew for each run, and the rules by which it reports that something is not released.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Make">Makes its analyzers.</param>
/// <param name="LeakRules">The rules.</param>
internal sealed record Tool(string Name, Func<ImmutableArray<DiagnosticAnalyzer>> Make, ImmutableHashSet<string> LeakRules)
{
    /// <summary>These rules, and those of others that this machine has.</summary>
    public static ImmutableArray<Tool> All { get; } = [new("rules", () => [new OwnershipAnalyzer()], ["DEVMEM001", "DEVMEM004", "DEVMEM008", "DEVMEM015"]), .. Others()];

    private static IEnumerable<Tool> Others()
    {
        if (Ca2000() is { } ca2000)
            yield return new Tool("CA2000", ca2000, ["CA2000"]);
        if (Disposables() is { } disposables)
            yield return new Tool("IDISP", disposables, ["IDISP001", "IDISP003", "IDISP004"]);
    }

    /// <summary>CA2000 from the newest SDK beside the running runtime; null where there is none or where it needs a newer compiler than this.</summary>
    private static Func<ImmutableArray<DiagnosticAnalyzer>>? Ca2000()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "sdk"));
        IEnumerable<string> candidates = Directory.Exists(root)
            ? Directory.EnumerateFiles(root, "Microsoft.CodeAnalysis.NetAnalyzers.dll", SearchOption.AllDirectories).OrderDescending() : [];
        return candidates.Select(path => Load(path, type => type.FullName == "Microsoft.NetCore.Analyzers.Runtime.DisposeObjectsBeforeLosingScope")).FirstOrDefault(make => make is not null);
    }

    /// <summary>IDisposableAnalyzers, all its rules, from the package that the project refers to.</summary>
    private static Func<ImmutableArray<DiagnosticAnalyzer>>? Disposables()
    {
        string? path = typeof(Tool).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(each => each.Key == "IDisposableAnalyzers")?.Value;
        return File.Exists(path) ? Load(path, type => true) : null;
    }

    private static Func<ImmutableArray<DiagnosticAnalyzer>>? Load(string path, Func<Type, bool> isWanted)
    {
        try
        {
            Type[] types = [.. TypesOf(Assembly.LoadFrom(path)).Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(DiagnosticAnalyzer)) && isWanted(type))];
            _ = types.Select(Activator.CreateInstance).ToList();
            return types.Length == 0 ? null : () => [.. types.Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)];
        }
        catch (Exception exception) when (exception is FileLoadException or FileNotFoundException or TypeLoadException or ReflectionTypeLoadException or TargetInvocationException)
        {
            Console.WriteLine($"{Path.GetFileName(path)} is not measured: {exception.Message.Split('\n')[0]}");
            return null;
        }
    }

    /// <summary>The types of an assembly that this program can load; what is written for Visual Basic it cannot.</summary>
    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            return partly.Types.OfType<Type>();
        }
    }
}
