using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Compiling;
using Devmem.Conformance.Running;
using Devmem.Conformance.Witnesses;

namespace Devmem.Conformance.Comparing;

/// <summary>What the runs of a program showed.</summary>
internal sealed class Exploration
{
    private const int TracesOfEach = 60;

    private readonly Subject _subject;
    private readonly Dictionary<string, Shown> _shown = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<Trace> _traces = [];
    private bool _keepsAll;

    private Exploration(Subject subject) => _subject = subject;

    /// <summary>Each thing once.</summary>
    public IReadOnlyCollection<Shown> Shown => _shown.Values;

    /// <summary>Runs that showed something, so many of each thing.</summary>
    public IReadOnlyList<Trace> Traces => _traces;

    public int Runs { get; private set; }

    /// <summary>Functions that some run went into, by the line on which their body begins.</summary>
    public HashSet<int> Entered { get; } = [];

    /// <summary>Members of objects that some run put a handle into, by their line.</summary>
    public HashSet<int> Filled { get; } = [];

    /// <summary>Those of them that got several in one object.</summary>
    public HashSet<int> Refilled { get; } = [];

    /// <summary>Lines on which an object was made that some run did not end. Whether it held something then or not, the rule speaks of its type.</summary>
    public HashSet<int> Forgotten { get; } = [];

    /// <summary>Lines of what was handed to code of which nothing is known, which may end it or not: neither is refuted by what it did here.</summary>
    public HashSet<int> Trusted { get; } = [];

    /// <summary>Some run was given up at a misuse, or went on with a value that the runtime would not have given: what is said of the rest of that way cannot be tried.</summary>
    public bool WasCut { get; private set; }

    /// <summary>Whether they were all that there are, up to the bounds of a run.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Runs a program over its decisions, first those vectors that differ least from doing nothing unusual, and over random ones where there are more than the bound.</summary>
    public static Exploration Of(Subject subject, int most, int seed)
    {
        Exploration exploration = new(subject);
        if (!exploration.RunAll(most))
        {
            exploration.IsComplete = false;
            Random random = new(seed);
            for (int i = 0; i < most / 4; i++)
                exploration.RunOnce(new Decisions([], random));
        }

        return exploration;
    }

    /// <summary>Executes a program the way a finding's path says: calls throw only where it says so, and what went farther along the path is followed first.</summary>
    public void Follow(Finding finding, int most)
    {
        HashSet<int> throwing = [.. finding.Path.Where(step => step.IsThrow).Select(step => step.Line)];
        PriorityQueue<IReadOnlyList<int>, (int Missing, int Order)> scripts = new([([], (0, 0))]);
        int order = 0;
        _keepsAll = true;
        while (scripts.TryDequeue(out IReadOnlyList<int>? script, out _) && most-- > 0 && !Replay.Confirms(finding, _traces))
        {
            Decisions decisions = new(script) { ThrowingLines = throwing };
            int missing = Missing(finding.Path, RunOnce(decisions));
            foreach (IReadOnlyList<int> next in decisions.Deviations().Take(200))
                scripts.Enqueue(next, (missing, ++order));
        }

        _keepsAll = false;
    }

    /// <summary>How many steps of a path a run did not take: what led to the acquisition is none of them, but without it there are all.</summary>
    private static int Missing(IReadOnlyList<PathStep> path, Run run)
    {
        IReadOnlyList<Decided> decided = Trace.Of(run, []).Decisions;
        return path.Count == 0 ? 0 : run.Ledger.Entries.Where(entry => entry.Acquired.Any(place => place.Line == path[0].Line))
            .Select(entry => Replay.Missing(path, decided.Where(each => each.Time >= entry.Time))).Append(path.Count).Min();
    }

    /// <returns>Whether all vectors were run.</returns>
    private bool RunAll(int most)
    {
        Queue<IReadOnlyList<int>> scripts = new([[]]);
        for (; scripts.Count > 0 && most > 0; most--)
        {
            Decisions decisions = new(scripts.Dequeue());
            IsComplete &= !RunOnce(decisions).IsTooLong;
            if (scripts.Count < 20_000)
            {
                foreach (IReadOnlyList<int> script in decisions.Deviations())
                    scripts.Enqueue(script);
            }
        }

        return scripts.Count == 0;
    }

    private Run RunOnce(Decisions decisions)
    {
        Runs++;
        return Execution.Once(_subject, decisions, Note);
    }

    private void Note(Run run)
    {
        WasCut |= (run.IsCut && !run.IsTooLong) || run.Misuses.Exists(misuse => misuse.Harm is Harm.UseAfterEnd or Harm.ReceiveAfterUnbind)
            || run.Exceptions.Exists(thrown => thrown.IsFault);
        Entered.UnionWith(run.HandlerLines.Keys);
        Member[] members = [.. run.Ledger.Entries.SelectMany(entry => entry.Members).Where(member => run.Ledger.OwnerFor(member.Object) is not null)];
        Filled.UnionWith(members.Select(member => member.Line));
        Refilled.UnionWith(members.GroupBy(member => member).Where(fillings => fillings.Count() > 1).Select(fillings => fillings.Key.Line));
        Trusted.UnionWith(run.Ledger.Entries.Where(entry => entry.TrustedAt.Count > 0).SelectMany(entry => entry.Acquired).Select(place => place.Line));
        if (!run.IsCut)
            Forgotten.UnionWith(run.Ledger.Entries.Where(entry => entry is { Object: IDisposable, EndedAt: 0 }).SelectMany(entry => entry.Acquired).Select(place => place.Line));
        Shown[] here = [.. Truth.Of(run)];
        bool isNew = false;
        foreach (Shown each in here)
        {
            _shown.TryAdd(each.Key, each);
            _counts[each.Key] = _counts.GetValueOrDefault(each.Key) + 1;
            isNew |= _counts[each.Key] <= TracesOfEach;
        }

        if (isNew || (_keepsAll && here.Length > 0))
            _traces.Add(Trace.Of(run, here));
    }
}
