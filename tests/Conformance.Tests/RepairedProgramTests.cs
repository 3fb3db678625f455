using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;
using Devmem.Conformance.Generating;
using Devmem.Conformance.Repairing;
using Devmem.Conformance.Running;
using Devmem.Tests;

namespace Devmem.Conformance;

/// <summary>Programs from a grammar with the first fix applied until none is offered: they compile, the rules have nothing to say that a fix could mend, and a run does the same work with clean books.</summary>
public class RepairedProgramTests
{
    private const int Programs = 40;
    private const int MostRuns = 100;

    [Fact]
    public async Task Repaired_programs_do_the_same_work_with_clean_books()
    {
        int leaks = 0, repairable = 0;
        foreach (ProgramText program in Enumerable.Range(20_001, Programs).Select(Generator.Of))
        {
            Repair repair = await Repair.OfAsync(program, TestContext.Current.CancellationToken);
            leaks += repair.Leaks;
            repairable += repair.Repairable;
            if (repair.Applied.Count == 0)
                continue;
            Assert.True(repair.Errors.Count == 0, repair.ToString());
            if (Harm(repair) is { } harm)
                Assert.Fail($"{harm}\n{repair}");
        }

        string share = $"{repairable} of {leaks} leaks of the generated programs get a fix: {100.0 * repairable / leaks:F1} %";
        Share.Print(share);
        Assert.True(repairable * 10 >= leaks * 9, share);
    }

    /// <summary>What a repair did that it must not; null if nothing.</summary>
    private static string? Harm(Repair repair)
    {
        using Compiled before = new([repair.Before]);
        using Compiled after = new([repair.After]);
        Exploration shown = Exploration.Of(after.Subjects[0], MostRuns, seed: 1);
        if (repair.Left.Count == 0 && shown.Shown.FirstOrDefault(each => !each.IsExcused) is { } wrong)
            return $"A run of the repaired program shows: {wrong.What}";
        Queue<IReadOnlyList<int>> scripts = new([[]]);
        for (int runs = 0; runs < MostRuns && scripts.TryDequeue(out IReadOnlyList<int>? script); runs++)
        {
            Decisions decisions = new(script);
            if (Work(before.Subjects[0], decisions) is { } work && Work(after.Subjects[0], new Decisions(script)) is var same && !work.SequenceEqual(same ?? []))
                return $"With the decisions [{string.Join(" ", script)}] it does something else than before: {string.Join(" ", work)} / {string.Join(" ", same ?? ["wrong"])}";
            foreach (IReadOnlyList<int> next in decisions.Deviations())
                scripts.Enqueue(next);
        }

        return null;
    }

    /// <summary>What a run that goes well acquires and throws, in order; null where it does not go well.</summary>
    private static IReadOnlyList<string>? Work(Subject subject, Decisions decisions)
    {
        IReadOnlyList<string>? work = null;
        Execution.Once(subject, decisions, run => work = run.IsCut || Truth.Of(run).Any(each => !each.IsExcused) ? null
            : [.. run.Ledger.Entries.Select(entry => entry.Kind.ToString()), .. run.Exceptions.Select(thrown => thrown.Exception.GetType().Name).Distinct()]);
        return work;
    }
}
