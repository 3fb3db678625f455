using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;

namespace Devmem.Conformance.Mutation;

/// <summary>What became of the mutants of one kind.</summary>
internal sealed class MutantCount
{
    /// <summary>Those that compile.</summary>
    public int Made { get; set; }

    /// <summary>Those that some run convicts, by the books.</summary>
    public int Condemned { get; set; }

    /// <summary>Those of the condemned of which everything that runs showed is reported, where it was.</summary>
    public int Noticed { get; set; }

    /// <summary>Those that no run convicts, although all were seen, and that are reported all the same.</summary>
    public int WronglyAccused { get; set; }
}

/// <summary>Mutants of clean programs, counted by what was done to them.</summary>
internal sealed class MutantSurvey
{
    public SortedDictionary<string, MutantCount> Counts { get; } = [];

    /// <summary>Mutants on which analyzers and runs disagree.</summary>
    public List<Comparison> Disagreements { get; } = [];

    public int Condemned => Counts.Values.Sum(count => count.Condemned);

    public int Noticed => Counts.Values.Sum(count => count.Noticed);

    /// <summary>Takes some mutants of each clean program, compiles them together, and compares.</summary>
    public void Add(IReadOnlyList<ProgramText> cleanPrograms, int mostOfEach, int mostRuns, int seed)
    {
        Random random = new(seed);
        List<(string Operator, ProgramText Program)> mutants = [];
        foreach (ProgramText program in cleanPrograms)
            mutants.AddRange(Some(program, mostOfEach, random));
        Dictionary<string, string> operators = mutants.ToDictionary(mutant => mutant.Program.Origin, mutant => mutant.Operator);
        foreach (IGrouping<AutoreleaseMode, ProgramText> mode in mutants.Select(mutant => mutant.Program).GroupBy(program => program.Mode))
        {
            foreach (Comparison comparison in Batch.Compare(Analyzed.Compilable([.. mode]), mostRuns))
                Count(comparison, operators[comparison.Program.Origin]);
        }
    }

    private static IEnumerable<(string, ProgramText)> Some(ProgramText program, int most, Random random)
    {
        Mutant[] all = [.. Mutator.Of(program.Text)];
        random.Shuffle(all);
        HashSet<string> texts = [program.Text];
        int number = 0;
        foreach (Mutant mutant in all.GroupBy(mutant => mutant.Operator).SelectMany(kind => kind.Take(Math.Max(1, most / 4))).Take(most))
        {
            if (!texts.Add(mutant.Text))
                continue;
            string space = SpaceOf(mutant.Text);
            string text = mutant.Text.Replace($"namespace {space};", $"namespace {space}_{++number};", StringComparison.Ordinal);
            yield return (mutant.Operator, program with { Text = text, Origin = $"{program.Origin}, mutant {number}: {mutant.Operator}" });
        }
    }

    private static string SpaceOf(string text)
    {
        int start = text.IndexOf("namespace ", StringComparison.Ordinal) + "namespace ".Length;
        return text[start..text.IndexOf(';', start)];
    }

    private void Count(Comparison comparison, string kind)
    {
        lock (Counts)
            CountLocked(comparison, kind);
    }

    private void CountLocked(Comparison comparison, string kind)
    {
        if (!Counts.TryGetValue(kind, out MutantCount? count))
            Counts.Add(kind, count = new MutantCount());
        count.Made++;
        if (comparison.Exploration.Shown.Any(shown => !shown.IsExcused))
        {
            count.Condemned++;
            count.Noticed += comparison.Missed.Count == 0 ? 1 : 0;
        }
        else if (comparison.FalseAlarms.Count > 0)
        {
            count.WronglyAccused++;
        }

        if (!comparison.Agrees)
            Disagreements.Add(comparison);
    }
}
