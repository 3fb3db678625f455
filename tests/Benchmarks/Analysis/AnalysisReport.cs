using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Benchmarks.Analysis;

/// <summary>What the rules cost, beside the compiler's own binding of the same code and beside other analyzers, in one run on one corpus; and what each of them finds.</summary>
internal static class AnalysisReport
{
    private const int Rounds = 3;
    private const int WarmUps = 3;

    private static readonly ImmutableArray<byte> s_empty = EmptyAssembly();

    /// <summary>Prints the table.</summary>
    /// <param name="only">Of the rows only those with one of these words in their name; none: all.</param>
    internal static void Print(params string[] only)
    {
        // What is measured is a compiler that has been running for a while, as the build server and an editor are.
        for (int i = 0; i < WarmUps; i++)
            Measure(GeneratedProject.Of(1, withTokens: true), Tool.All);
        Console.WriteLine($"Analysis: ms of processor time, the quietest of {Rounds} rounds after {WarmUps} to warm up, on one thread. Edited: a compilation that differs from the one before in one body.");
        Console.WriteLine();
        Console.WriteLine($"| code | binding | {string.Concat(Tool.All.Select(tool => $"{tool.Name} | "))}rules, % of binding | edited | MB |");
        Console.WriteLine($"| --- | --- | {string.Concat(Tool.All.Select(_ => "--- | "))}--- | --- | --- |");
        foreach (var (name, make, tools) in Rows().Where(row => only.Length == 0 || only.Any(word => row.Name.Contains(word, StringComparison.Ordinal))))
            Print(name, make, tools);
    }

    private static IEnumerable<(string Name, Func<CSharpCompilation> Make, ImmutableArray<Tool> Tools)> Rows()
    {
        foreach (int size in (int[])[1, 2, 4, 8])
            yield return ($"{size * 20},000 lines, 5 % of methods receive", () => GeneratedProject.Of(size, withTokens: true), Tool.All);
        yield return ("20,000 lines, no marked type", () => GeneratedProject.Of(1, withTokens: false), Tool.All);
        foreach (int chains in (int[])[250, 500, 1000, 2000])
            yield return ($"{chains * 10} methods in {chains} chains of 10", () => GeneratedProject.Chains(chains, 10), Tool.All);
        // IDisposableAnalyzers overflows the stack there, and with it the process.
        foreach (int chains in (int[])[1, 2])
            yield return ($"{chains * 10_000} methods in {chains} chains of 10,000", () => GeneratedProject.Chains(chains, 10_000), [Tool.All[0]]);
        foreach (int methods in (int[])[2500, 5000, 10_000, 20_000])
            yield return ($"{methods} methods in one cycle", () => GeneratedProject.Cycle(methods), Tool.All);
        foreach (int blocks in (int[])[1000, 2000, 4000])
            yield return ($"one body, {blocks} branches, 64 batches in turn", () => GeneratedProject.OneBodyInTurn(blocks, 64), Tool.All);
        yield return ("the same with 2000, nested", () => GeneratedProject.OneBody(2000, 64), [Tool.All[0]]);
        yield return ("the same with 2000, all at once", () => GeneratedProject.OneBodyAtOnce(2000, 64), [Tool.All[0]]);
    }

    private static void Print(string name, Func<CSharpCompilation> make, ImmutableArray<Tool> tools)
    {
        Figures best = Enumerable.Range(0, Rounds).Select(_ => Measure(make(), tools)).Aggregate((one, other) => one.Least(other));
        string columns = string.Concat(Tool.All.Select((_, i) => i < best.Tools.Length ? $"{best.Tools[i]:F1} | " : "- | "));
        Console.WriteLine($"| {name} | {best.Bind:F0} | {columns}{100 * best.Tools[0] / best.Bind:F1} | {best.Edited:F1} | {best.Allocated / 1e6:F0} |");
    }

    private static Figures Measure(CSharpCompilation compilation, ImmutableArray<Tool> tools)
    {
        var (wall, share, _) = Timed(() => compilation.GetDiagnostics());
        double[] times = [.. tools.Select(tool => ExecutionTime(WithoutPast(compilation), tool.Make()))];
        long allocated = Allocated(WithoutPast(compilation), tools[0].Make()) - Allocated(WithoutPast(compilation), [new Idle()]);
        CSharpCompilation before = WithoutPast(compilation);
        Run(before, tools[0].Make());
        return new Figures(wall * share, times, ExecutionTime(Edited(before), tools[0].Make()), allocated);
    }

    /// <summary>The same compilation as one of which nothing is known from before: what is kept goes by the first reference.</summary>
    private static CSharpCompilation WithoutPast(CSharpCompilation compilation) => compilation.WithReferences(compilation.References.Prepend(MetadataReference.CreateFromImage(s_empty)));

    /// <summary>The compilation after an edit in the last method of its last file.</summary>
    private static CSharpCompilation Edited(CSharpCompilation compilation)
    {
        SyntaxTree last = compilation.SyntaxTrees[^1];
        BlockSyntax body = last.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Select(method => method.Body).OfType<BlockSyntax>().Last();
        SourceText text = last.GetText().WithChanges(new TextChange(new TextSpan(body.OpenBraceToken.Span.End, 0), " ; "));
        return compilation.ReplaceSyntaxTree(last, last.WithChangedText(text));
    }

    private static ImmutableArray<byte> EmptyAssembly()
    {
        using var stream = new MemoryStream();
        CSharpCompilation.Create("Empty", references: [MetadataReference.CreateFromFile(typeof(object).Assembly.Location)], options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)).Emit(stream);
        return [.. stream.ToArray()];
    }

    /// <summary>The time that the driver counts for the actions of the analyzers, what they bind and their graphs included; without the share of it in which other processes had the processor.</summary>
    private static double ExecutionTime(CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers)
    {
        var (_, share, result) = Timed(() => Run(compilation, analyzers));
        if (result.CompilationDiagnostics.Values.SelectMany(each => each).FirstOrDefault(each => each.Id == "AD0001") is { } thrown)
            Console.WriteLine(thrown);
        return share * analyzers.Sum(analyzer => result.AnalyzerTelemetryInfo[analyzer].ExecutionTime.TotalMilliseconds);
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

    /// <summary>How long something takes, and the share of that in which this process had a processor: the work is done by one thread.</summary>
    private static (double Wall, double Share, T Result) Timed<T>(Func<T> question)
    {
        GC.Collect();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        T result = question();
        double wall = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        return (wall, Math.Min(1, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / wall), result);
    }

    /// <summary>What was measured in one round, or the least of several.</summary>
    private sealed record Figures(double Bind, double[] Tools, double Edited, long Allocated)
    {
        public Figures Least(Figures other) => new(Math.Min(Bind, other.Bind), [.. Tools.Zip(other.Tools, Math.Min)], Math.Min(Edited, other.Edited), Math.Min(Allocated, other.Allocated));
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
