using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Conformance.Shrinking;

/// <summary>Makes a program on which the analyzers and the runs disagree smaller, as long as they disagree in the same way.</summary>
internal static class Shrinker
{
    /// <summary>The smallest program that was found, with its verdicts.</summary>
    /// <param name="start">A program with a disagreement.</param>
    /// <param name="mostRuns">Runs for each attempt.</param>
    /// <param name="mostAttempts">After so many attempts the smallest so far is good enough.</param>
    public static Comparison Shrink(Comparison start, int mostRuns, int mostAttempts = 400)
    {
        Func<Comparison, bool> shows = Same(start);
        for (bool smaller = true; smaller && mostAttempts > 0;)
        {
            smaller = false;
            foreach (string text in Edits.Of(start.Program.Text))
            {
                if (mostAttempts-- == 0)
                    break;
                if (Attempt(start.Program with { Text = text }, mostRuns) is not { } attempt || !shows(attempt))
                    continue;
                (start, smaller) = (attempt, true);
                break;
            }
        }

        return start;
    }

    private static Func<Comparison, bool> Same(Comparison start)
    {
        if (start.Missed.Count > 0)
        {
            HashSet<string> ids = [.. start.Missed[0].SaidBy.Select(each => each.Id)];
            return other => other.Missed.Any(missed => missed.SaidBy.All(each => ids.Contains(each.Id)));
        }

        string id = start.FalseAlarms[0].Id;
        return other => other.FalseAlarms.Any(finding => finding.Id == id);
    }

    private static Comparison? Attempt(ProgramText program, int mostRuns)
    {
        try
        {
            return Comparison.Of([program], mostRuns).Single();
        }
        catch (InvalidProgramException)
        {
            return null;
        }
    }
}
