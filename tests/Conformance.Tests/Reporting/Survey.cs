using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;
using Devmem.Conformance.Generating;

namespace Devmem.Conformance.Reporting;

/// <summary>Makes, executes and compares programs and mutants of the clean ones, on two threads.</summary>
internal static class Survey
{
    private const int Together = 20;

    /// <summary>The figures of a number of programs.</summary>
    /// <param name="seed">The seed of the first; the others follow.</param>
    /// <param name="programs">How many.</param>
    /// <param name="mostRuns">Runs of each program before the rest is sampled.</param>
    /// <param name="mutatedEach">Of each so many clean programs one is mutated.</param>
    /// <param name="progress">Told the figures after each group.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static Figures Of(int seed, int programs, int mostRuns, int mutatedEach, Action<Figures>? progress = null, CancellationToken cancellation = default)
    {
        Figures figures = new();
        int[][] groups = [.. Enumerable.Range(seed, programs).Chunk(Together)];
        int next = -1;
        Exception? failure = null;
        Thread[] workers = [.. Enumerable.Range(0, 2).Select(_ => new Thread(Work, 16 << 20))];
        foreach (Thread worker in workers)
            worker.Start();
        foreach (Thread worker in workers)
            worker.Join();
        return failure is null ? figures : throw new InvalidOperationException("The survey failed.", failure);

        void Work()
        {
            try
            {
                for (int at; (at = Interlocked.Increment(ref next)) < groups.Length && !cancellation.IsCancellationRequested && failure is null;)
                {
                    Group(groups[at], figures, mostRuns, mutatedEach);
                    progress?.Invoke(figures);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }
    }

    private static void Group(int[] seeds, Figures figures, int mostRuns, int mutatedEach)
    {
        List<ProgramText> clean = [];
        foreach (Comparison comparison in Batch.Compare(seeds.Select(seed => Generator.Of(seed)), mostRuns))
        {
            figures.Add(comparison);
            if (comparison.IsClean)
                clean.Add(comparison.Program);
        }

        figures.Mutants.Add([.. clean.Where((_, index) => index % mutatedEach == 0)], 10, mostRuns, seeds[0]);
    }
}
