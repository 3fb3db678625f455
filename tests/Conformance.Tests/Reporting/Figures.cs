using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Mutation;

namespace Devmem.Conformance.Reporting;

/// <summary>What one rule said, and what runs showed that it should have said.</summary>
internal sealed class RuleCount
{
    /// <summary>Diagnostics.</summary>
    public int Said { get; set; }

    /// <summary>Those that a run proves right.</summary>
    public int Proved { get; set; }

    /// <summary>Those that a run proves right by going the way that the diagnostic tells.</summary>
    public int Replayed { get; set; }

    /// <summary>Those that runs prove right, but none that goes that way.</summary>
    public int Strayed { get; set; }

    /// <summary>Those that are wrong.</summary>
    public int FalseAlarms { get; set; }

    /// <summary>What runs showed, each thing once for a program.</summary>
    public int Shown { get; set; }

    /// <summary>What of it is not reported.</summary>
    public int Missed { get; set; }
}

/// <summary>The figures of a run of the conformance tests.</summary>
internal sealed class Figures
{
    private readonly object _lock = new();

    public SortedDictionary<string, RuleCount> Rules { get; } = [];

    public MutantSurvey Mutants { get; } = new();

    /// <summary>Mutants of this repository's own code.</summary>
    public List<SourceMutants> Sources { get; } = [];

    public List<Comparison> Disagreements { get; } = [];

    public List<Comparison> Strays { get; } = [];

    public int Programs { get; private set; }

    public long Runs { get; private set; }

    /// <summary>Programs all of whose vectors were run.</summary>
    public int Complete { get; private set; }

    /// <summary>Of the complete ones, those in which nothing goes wrong: in the fragment that is decided exactly, and elsewhere.</summary>
    public int CleanInFragment { get; private set; }

    public int CleanElsewhere { get; private set; }

    /// <summary>Of the clean ones, those that are accused.</summary>
    public int AccusedInFragment { get; private set; }

    public int AccusedElsewhere { get; private set; }

    /// <summary>What runs showed and no rule is to say, because a release method threw.</summary>
    public int Excused { get; private set; }

    /// <summary>Programs in a body of which paths were joined, as the analyzers say themselves.</summary>
    public int Joined { get; private set; }

    public int Shown => Rules.Values.Sum(rule => rule.Shown);

    public int Missed => Rules.Values.Sum(rule => rule.Missed);

    public int FalseAlarms => Rules.Values.Sum(rule => rule.FalseAlarms);

    public int Proved => Rules.Values.Sum(rule => rule.Proved);

    public int Replayed => Rules.Values.Sum(rule => rule.Replayed);

    public int Strayed => Rules.Values.Sum(rule => rule.Strayed);

    public void Add(Comparison comparison)
    {
        lock (_lock)
        {
            Programs++;
            Runs += comparison.Exploration.Runs;
            Excused += comparison.Exploration.Shown.Count(shown => shown.IsExcused);
            Joined += comparison.IsGivenUp ? 1 : 0;
            Complete += comparison.Exploration.IsComplete ? 1 : 0;
            CountClean(comparison);
            CountRules(comparison);
            if (!comparison.Agrees)
                Disagreements.Add(comparison);
            else if (comparison.Astray.Count > 0)
                Strays.Add(comparison);
        }
    }

    private void CountClean(Comparison comparison)
    {
        if (!comparison.IsClean)
            return;
        int accused = comparison.FalseAlarms.Count > 0 ? 1 : 0;
        if (comparison.Program.IsInFragment)
        {
            CleanInFragment++;
            AccusedInFragment += accused;
        }
        else
        {
            CleanElsewhere++;
            AccusedElsewhere += accused;
        }
    }

    private void CountRules(Comparison comparison)
    {
        foreach (var finding in comparison.Compared)
        {
            RuleCount rule = Of(finding.Id);
            rule.Said++;
            rule.Proved += comparison.Unproved.Contains(finding) ? 0 : 1;
            rule.Replayed += comparison.IsConfirmed(finding) ? 1 : 0;
            rule.Strayed += comparison.Astray.Contains(finding) ? 1 : 0;
            rule.FalseAlarms += comparison.FalseAlarms.Contains(finding) ? 1 : 0;
        }

        foreach (Shown shown in comparison.Exploration.Shown.Where(shown => !shown.IsExcused))
        {
            RuleCount rule = Of(shown.SaidBy.First().Id);
            rule.Shown++;
            rule.Missed += comparison.Missed.Contains(shown) ? 1 : 0;
        }
    }

    private RuleCount Of(string id)
    {
        if (!Rules.TryGetValue(id, out RuleCount? rule))
            Rules.Add(id, rule = new RuleCount());
        return rule;
    }
}
