using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;

namespace Devmem.Conformance.Witnesses;

/// <summary>Looks for an execution that goes the way of a finding's path and ends in the harm that the finding names.</summary>
internal static class Replay
{
    /// <summary>Whether one of the runs went that way: its decisions from the acquisition on contain those of the path, in order, and the harm is the one of the finding.</summary>
    public static bool Confirms(Finding finding, IEnumerable<Trace> traces) => traces.Any(trace => trace.Shown.Any(shown =>
        shown.Justifies.Contains((finding.Id, finding.Line)) && Missing(finding.Path, trace.Decisions.Where(decided => decided.Time >= shown.Since)) == 0));

    /// <summary>How many decisions of the path a run did not take.</summary>
    public static int Missing(IReadOnlyList<PathStep> path, IEnumerable<Decided> decisions)
    {
        Queue<PathStep> left = new(path.Where(IsDecision));
        foreach (Decided decided in decisions)
        {
            while (left.TryPeek(out PathStep? step) && Is(step, decided))
                left.Dequeue();
        }

        return left.Count;
    }

    /// <summary>The compiler's own tests, as of `?.` and `foreach`, stand nowhere in the text, so no run notes them. What is thrown on is the exception that came.</summary>
    private static bool IsDecision(PathStep step) => step.Kind == "CallThrew" || (step.Kind == "Threw" && step.Text.Contains("new ", StringComparison.Ordinal)) || (step.Kind is "WhenTrue" or "WhenFalse" && step.IsTest);

    private static bool Is(PathStep step, Decided decided)
    {
        if (decided.Lines is { } lines)
            return step.IsThrow && lines.Contains(step.Line);
        int not = step.Text.TakeWhile(letter => letter is '!' or '(').Count(letter => letter == '!');
        return decided.At >= step.Start && decided.At < step.End && step.Kind == (decided.Outcome == (not % 2 == 0) ? "WhenTrue" : "WhenFalse");
    }
}
