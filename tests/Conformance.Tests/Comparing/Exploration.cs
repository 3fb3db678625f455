using System;
using System.Collections.Generic;
using Devmem.Conformance.Running;

namespace Devmem.Conformance.Comparing;

/// <summary>What the runs of a program showed.</summary>
/// <param name="Shown">Each thing once.</param>
/// <param name="Runs">How many runs there were.</param>
/// <param name="IsComplete">Whether they were all that there are.</param>
internal sealed record Exploration(IReadOnlyCollection<Shown> Shown, int Runs, bool IsComplete)
{
    /// <summary>Runs a program over all its decisions as far as the bound goes, and over random ones where there are more.</summary>
    public static Exploration Of(Subject subject, int most, int seed)
    {
        Dictionary<string, Shown> shown = [];
        IReadOnlyList<int>? script = [];
        int runs = 0;
        bool complete = true;
        for (; script is not null && runs < most; runs++)
        {
            Decisions decisions = new(script);
            complete &= !Once(decisions).IsTooLong;
            script = decisions.Following();
        }

        if (script is not null)
        {
            complete = false;
            Random random = new(seed);
            for (int i = 0; i < most / 2; i++, runs++)
                Once(new Decisions([], random));
        }

        return new Exploration(shown.Values, runs, complete);

        Run Once(Decisions decisions) => Execution.Once(subject, decisions, run =>
        {
            foreach (Shown each in Truth.Of(run))
                shown.TryAdd(each.Key, each);
        });
    }
}
