using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Conformance.Compiling;

/// <summary>A decision of a finding's path, as the diagnostic says it.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Start">Where in the text what decides begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Line">On which line, from 1.</param>
/// <param name="Text">What decides.</param>
/// <param name="IsTest">Whether it is a test whose outcome runs note.</param>
internal sealed record PathStep(string Kind, int Start, int End, int Line, string Text, bool IsTest)
{
    public bool IsThrow => Kind is "CallThrew" or "Threw";

    public static IReadOnlyList<PathStep> Read(Diagnostic diagnostic)
    {
        if (!diagnostic.Properties.TryGetValue(Analyzers.FindingProperties.Path, out string? path) || string.IsNullOrEmpty(path) || diagnostic.Location.SourceTree?.GetText() is not { } text)
            return [];
        return [.. path.Split(' ').Select(Read)];

        PathStep Read(string step)
        {
            string[] parts = step.Split(':', '.');
            (int start, int end) = (int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[3], CultureInfo.InvariantCulture));
            return new PathStep(parts[0], start, end, text.Lines.GetLineFromPosition(start).LineNumber + 1, text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(start, end)), Marks.HasTest(diagnostic.Location.SourceTree.GetRoot(), start, end));
        }
    }
}
