using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Reporting;
using Devmem.Conformance.Shrinking;

namespace Devmem.Conformance;

/// <summary>The run that is part of every test run: the same programs each time, so that what fails once fails again.</summary>
internal static class ShortRun
{
    public const int MostRuns = 120;
    private const int Programs = 80;

    private static readonly Lazy<Figures> Run = new(() => Survey.Of(seed: 1, Programs, MostRuns, mutatedEach: 1));

    public static Figures Figures => Run.Value;

    /// <summary>Says what the analyzers and the runs disagree about, by the smallest programs.</summary>
    public static string Smallest(IEnumerable<Comparison> disagreements) =>
        string.Join("\n\n", disagreements.Take(3).Select(comparison => $"{comparison.Program.Origin} disagrees. The smallest program that does:\n{Shrinker.Shrink(comparison, MostRuns)}"));
}
