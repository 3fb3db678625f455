using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;
using Devmem.Conformance.Mutation;
using Devmem.Conformance.Shrinking;

namespace Devmem.Conformance.Reporting;

/// <summary>The long run: <c>explore --seed 1 --minutes 10 --report report.md</c>.</summary>
internal static class LongRun
{
    /// <summary>So many of the first programs stand by themselves in `docs/accuracy.md`, and every test run executes them again.</summary>
    public const int Again = 40;

    private const int MostRuns = 150;
    private const int MutatedEach = 2;
    private const int MostOfEach = 4;

    public static int Start(string[] args)
    {
        Dictionary<string, string> options = [];
        List<string> files = [];
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i].StartsWith("--", StringComparison.Ordinal) && i + 1 < args.Length)
                options[args[i][2..]] = args[++i];
            else if (File.Exists(args[i]))
                files.Add(args[i]);
            else
                return Usage();
        }

        if (options.ContainsKey("sources"))
            return Sources(Number(options, "sources", 1));
        return files.Count > 0 ? Each(files, Mode(options)) : Explore(Number(options, "seed", 1), Number(options, "programs", int.MaxValue / 2), Number(options, "minutes", 10), Number(options, "show", 20), options.GetValueOrDefault("report", "conformance.md"), options.GetValueOrDefault("page"));
    }

    private static int Explore(int seed, int programs, int minutes, int show, string report, string? page)
    {
        Stopwatch watch = Stopwatch.StartNew();
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(minutes));
        Figures figures = Survey.Of(seed, Math.Min(programs, 1_000_000), MostRuns, MutatedEach, now => Show(now, watch, minutes), limit.Token);
        Console.Error.WriteLine();
        figures.Sources.AddRange(CleanSource.All.Select(source => SourceMutants.Of(source, MostOfEach)));
        Comparison[] smallest = [.. figures.Disagreements.Take(show).Concat(figures.Mutants.Disagreements.Take(show)).Select(comparison => Shrinker.Shrink(comparison, MostRuns)), .. figures.Strays.Take(show)];
        string command = string.Create(CultureInfo.InvariantCulture, $"dotnet run --project tests/Conformance.Tests -- explore --seed {seed} --programs {figures.Programs}");
        File.WriteAllText(report, Page.Of(figures, command, smallest));
        if (page is not null)
            File.WriteAllText(page, Page.Measured(File.ReadAllText(page), figures, First(seed), command));
        Console.WriteLine(Page.Tables(figures));
        Console.WriteLine($"{report}, {watch.Elapsed:hh\\:mm\\:ss}");
        return figures.Missed == 0 && figures.FalseAlarms == 0 ? 0 : 1;
    }

    /// <summary>The figures of the first programs of a run.</summary>
    public static Figures First(int seed) => Survey.Of(seed, Again, MostRuns, MutatedEach);

    /// <summary>Mutants of this repository's own code only.</summary>
    private static int Sources(int most)
    {
        foreach (CleanSource source in CleanSource.All)
        {
            Stopwatch watch = Stopwatch.StartNew();
            SourceMutants mutants = SourceMutants.Of(source, most);
            Console.WriteLine($"{source.Name}: {mutants.Noticed} of {mutants.Condemned}, {mutants.Counts.Values.Sum(count => count.Made)} made, {watch.Elapsed.TotalSeconds:F0} s");
            foreach (Survivor survivor in mutants.Survivors)
                Console.WriteLine(survivor);
        }

        return 0;
    }

    private static void Show(Figures figures, Stopwatch watch, int minutes) => Console.Error.Write(
        $"\r{watch.Elapsed:hh\\:mm\\:ss} of {minutes} min: {figures.Programs} programs, {figures.Runs} executions, {figures.Missed} misses, {figures.FalseAlarms} false alarms, {figures.Mutants.Noticed} of {figures.Mutants.Condemned} mutants   ");

    /// <summary>One program after the other, from files.</summary>
    private static int Each(List<string> files, AutoreleaseMode mode)
    {
        bool agree = true;
        foreach (Comparison comparison in files.SelectMany(path => Comparison.Of([new ProgramText(File.ReadAllText(path), mode, path)], 3000)))
        {
            agree &= comparison.Agrees;
            Console.WriteLine(comparison + "\n");
        }

        return agree ? 0 : 1;
    }

    private static AutoreleaseMode Mode(Dictionary<string, string> options) => options.GetValueOrDefault("mode") == "on" ? AutoreleaseMode.On : AutoreleaseMode.Off;

    private static int Number(Dictionary<string, string> options, string name, int otherwise) =>
        options.TryGetValue(name, out string? text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static int Usage()
    {
        Console.Error.WriteLine(
            """
            explore [--seed N] [--programs N] [--minutes N] [--report PATH] [--show N] [--page PATH]   programs and mutants, with a report; the page gets the figures
            explore --sources N   mutants of this repository's own code: N of each kind in each file
            explore FILE... [--mode on|off]                                              programs from files: each starts at Program.Run
            """);
        return 2;
    }
}
