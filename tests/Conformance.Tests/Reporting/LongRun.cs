using System;
using System.Diagnostics;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;
using Devmem.Conformance.Generating;
using Devmem.Conformance.Shrinking;

namespace Devmem.Conformance.Reporting;

/// <summary>The long run.</summary>
internal static class LongRun
{
    public static int Start(string[] args)
    {
        if (args[0] == "file")
        {
            foreach (string path in args[1..])
                Console.WriteLine(Comparison.Of([new ProgramText(System.IO.File.ReadAllText(path), AutoreleaseMode.Off, path)], 3000).Single());
            return 0;
        }

        int seed = int.Parse(args[0]), count = int.Parse(args[1]), show = int.Parse(args[2]);
        Stopwatch watch = Stopwatch.StartNew();
        int programs = 0, runs = 0, clean = 0, complete = 0, missed = 0, alarms = 0, alarmed = 0, harmful = 0;
        foreach (Comparison comparison in Batch.Compare(Enumerable.Range(seed, count).Select(Generator.Of), 200))
        {
            programs++;
            runs += comparison.Exploration.Runs;
            clean += comparison.IsClean ? 1 : 0;
            complete += comparison.Exploration.IsComplete ? 1 : 0;
            harmful += comparison.Exploration.Shown.Count > 0 ? 1 : 0;
            missed += comparison.Missed.Count;
            alarms += comparison.FalseAlarms.Count;
            alarmed += comparison.IsClean && comparison.FalseAlarms.Count > 0 ? 1 : 0;
            if (!comparison.Agrees && show-- > 0)
                Console.WriteLine(Shrinker.Shrink(comparison, 200) + "\n");
        }

        Console.WriteLine($"{programs} programs, {runs} runs, {complete} complete, {clean} clean, {harmful} harmful, {missed} missed, {alarms} false alarms, {alarmed} clean programs with a false alarm, {watch.Elapsed.TotalSeconds:F1} s");
        return 0;
    }
}
