using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading.Tasks;
using Devmem.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Benchmarks.Analysis;

/// <summary>What the rules cost, beside the compiler's own binding of the same code and, where this SDK carries it, CA2000 with all its paths at default settings.</summary>
internal static class AnalysisReport
{
    private const int Rounds = 5;

    internal static void Print()
    {
        Console.WriteLine($"analysis, ms (the quietest of {Rounds} rounds; one thread)");
        Console.WriteLine("code                                       bind     rules   % of bind    CA2000");
        Func<DiagnosticAnalyzer?> other = Ca2000();
        foreach (int size in (int[])[1, 2, 4])
            Row($"{size * 20},000 lines, 5 % of methods receive", () => GeneratedProject.Of(size, withTokens: true), other);
        Row("20,000 lines, no marked type", () => GeneratedProject.Of(1, withTokens: false), other);
        Row("one body, 2,000 branches, 64 batches in turn", () => GeneratedProject.OneBodyInTurn(2000, 64), other);
        Row("one body, 2,000 branches, 64 batches nested", () => GeneratedProject.OneBody(2000, 64), other);
    }

    private static void Row(string name, Func<CSharpCompilation> make, Func<DiagnosticAnalyzer?> other)
    {
        var (bind, rules, others) = (double.MaxValue, double.MaxValue, double.MaxValue);
        for (int i = 0; i < Rounds; i++)
        {
            CSharpCompilation compilation = make();
            bind = Math.Min(bind, Timed(() => compilation.GetDiagnostics()));
            rules = Math.Min(rules, ExecutionTime(compilation, new OwnershipAnalyzer()));
            if (other() is { } analyzer)
                others = Math.Min(others, ExecutionTime(compilation, analyzer));
        }

        string beside = others < double.MaxValue ? $"{others,9:F1}" : "        -";
        Console.WriteLine($"{name,-45}{bind,8:F0}{rules,10:F1}{100 * rules / bind,11:F1} {beside}");
    }

    /// <summary>The time that the driver counts for the analyzer's own actions, its graphs included.</summary>
    private static double ExecutionTime(CSharpCompilation compilation, DiagnosticAnalyzer analyzer)
    {
        ImmutableDictionary<string, ReportDiagnostic> on = analyzer.SupportedDiagnostics.ToImmutableDictionary(each => each.Id, _ => ReportDiagnostic.Warn);
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        CompilationWithAnalyzers run = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(on)).WithAnalyzers([analyzer], options);
        AnalysisResult result = Task.Run(() => run.GetAnalysisResultAsync(default)).GetAwaiter().GetResult();
        if (result.CompilationDiagnostics.Values.SelectMany(each => each).FirstOrDefault(each => each.Id == "AD0001") is { } thrown)
            throw new InvalidOperationException(thrown.ToString());
        return result.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds;
    }

    private static double Timed(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>CA2000 from the newest SDK beside the running runtime; null where there is none or where it needs a newer compiler than this.</summary>
    private static Func<DiagnosticAnalyzer?> Ca2000()
    {
        string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        IEnumerable<string> candidates = Directory.Exists(Path.Combine(root, "sdk"))
            ? Directory.EnumerateFiles(Path.Combine(root, "sdk"), "Microsoft.CodeAnalysis.NetAnalyzers.dll", SearchOption.AllDirectories).OrderDescending() : [];
        foreach (string path in candidates)
        {
            try
            {
                Type? type = System.Reflection.Assembly.LoadFrom(path).GetType("Microsoft.NetCore.Analyzers.Runtime.DisposeObjectsBeforeLosingScope");
                if (type is not null && Activator.CreateInstance(type) is DiagnosticAnalyzer)
                    return () => (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
            }
            catch (Exception exception) when (exception is FileLoadException or FileNotFoundException or TypeLoadException or System.Reflection.TargetInvocationException)
            {
                Console.WriteLine($"CA2000 of this SDK is not measured: {exception.Message}");
            }
        }

        return () => null;
    }
}
