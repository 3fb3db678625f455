using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Benchmarks.Analysis;

/// <summary>What the rules cost, beside the compiler's own binding of the same code and beside other analyzers, in one run on one corpus; and what each of them finds.</summary>
internal static class AnalysisReport
{
    private const int Rounds = 3;

    internal static void Print()
    {
        Console.WriteLine($"analysis, ms (the quietest of {Rounds} rounds; one thread); IDISP is all of IDisposableAnalyzers");
        Console.WriteLine($"{"code",-44}{"bind",8}{string.Concat(Tool.All.Select(tool => $"{tool.Name,10}"))}{"% of bind",11}{"MB",7}");
        foreach (int size in (int[])[1, 1, 2, 4, 8])
            Row($"{size * 20},000 lines, 5 % of methods receive", Rounds, () => GeneratedProject.Of(size, withTokens: true), Tool.All);
        Row("20,000 lines, no marked type", Rounds, () => GeneratedProject.Of(1, withTokens: false), Tool.All);
        foreach (int chains in (int[])[500, 1000])
            Row($"{chains * 10} methods in {chains} chains of 10", Rounds, () => GeneratedProject.Chains(chains, 10), Tool.All);
        foreach (int methods in (int[])[5000, 10_000])
            Row($"{methods} methods in one cycle", 2, () => GeneratedProject.Cycle(methods), [Tool.All[0]]);
        Row("one body, 2,000 branches, 64 batches in turn", Rounds, () => GeneratedProject.OneBodyInTurn(2000, 64), Tool.All);
        Row("the same, nested", Rounds, () => GeneratedProject.OneBody(2000, 64), [Tool.All[0]]);
        Row("the same, all at once", Rounds, () => GeneratedProject.OneBodyAtOnce(2000, 64), [Tool.All[0]]);
    }

    private static void Row(string name, int rounds, Func<CSharpCompilation> make, ImmutableArray<Tool> tools)
    {
        var (bind, allocated) = (double.MaxValue, long.MaxValue);
        double[] times = [.. Tool.All.Select(_ => double.MaxValue)];
        for (int round = 0; round < rounds; round++)
        {
            CSharpCompilation compilation = make();
            bind = Math.Min(bind, Timed(() => compilation.GetDiagnostics()));
            for (int i = 0; i < tools.Length; i++)
            {
                GC.Collect();
                times[i] = Math.Min(times[i], ExecutionTime(compilation, tools[i].Make()));
            }

            allocated = Math.Min(allocated, Allocated(compilation, tools[0].Make()) - Allocated(compilation, [new Idle()]));
        }

        string columns = string.Concat(times.Select(time => time < double.MaxValue ? $"{time,10:F1}" : "         -"));
        Console.WriteLine($"{name,-44}{bind,8:F0}{columns}{100 * times[0] / bind,11:F1}{allocated / 1e6,7:F0}");
    }

    /// <summary>The time that the driver counts for the actions of the analyzers, what they bind and their graphs included.</summary>
    private static double ExecutionTime(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        AnalysisResult result = Run(compilation, analyzers);
        if (result.CompilationDiagnostics.Values.SelectMany(each => each).FirstOrDefault(each => each.Id == "AD0001") is { } thrown)
            Console.WriteLine(thrown);
        return analyzers.Sum(analyzer => result.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds);
    }

    private static long Allocated(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Run(compilation, analyzers);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>Runs analyzers with all their rules on.</summary>
    internal static AnalysisResult Run(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var on = analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).Select(each => each.Id).Distinct().ToImmutableDictionary(id => id, _ => ReportDiagnostic.Warn);
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true);
        CompilationWithAnalyzers run = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions(on)).WithAnalyzers(analyzers, options);
        return Task.Run(() => run.GetAnalysisResultAsync(default)).GetAwaiter().GetResult();
    }

    private static double Timed(Action action)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Asks for what the rules ask for and does nothing with it, so that what the host itself allocates can be taken off.</summary>
#pragma warning disable RS1001, RS1036, RS2008
    private sealed class Idle : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor s_rule = new("IDLE", "Idle", "Idle", "Idle", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [s_rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterCodeBlockAction(_ => { });
        }
    }
#pragma warning restore RS1001, RS1036, RS2008
}
