using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Devmem.Package.Tests;

/// <summary>A diagnostic of ours at a line of the consumer's source.</summary>
internal sealed record Warning(int Line, string Id);

/// <summary>The diagnostics a build printed. The compiler prints each at once and again in the summary; here each is one.</summary>
internal static partial class BuildLog
{
    public static IReadOnlyList<Warning> Warnings(this DotnetCommand build, string severity = "warning") =>
        [.. SourceDiagnostic().Matches(build.Output)
            .Where(match => match.Groups["severity"].Value == severity)
            .Select(match => new Warning(int.Parse(match.Groups["line"].Value), match.Groups["id"].Value))
            .Distinct()
            .OrderBy(warning => warning.Line)];

    /// <summary>The whole line of each diagnostic with this id.</summary>
    public static IReadOnlyList<string> Lines(this DotnetCommand build, string id) =>
        [.. build.Output.Split('\n').Select(line => line.Trim()).Where(line => line.Contains($" {id}: ")).Distinct()];

    /// <summary>What the compiler says when an analyzer cannot be loaded (CS8032, CS8033, CS9057) or crashed (AD0001).</summary>
    public static IReadOnlyList<string> LoadFailures(this DotnetCommand build) =>
        [.. build.Output.Split('\n').Where(line => LoadFailure().IsMatch(line)).Distinct()];

    [GeneratedRegex(@"\((?<line>\d+),\d+\): (?<severity>warning|error) (?<id>DEVMEM\d{3}):")]
    private static partial Regex SourceDiagnostic();

    [GeneratedRegex(@"\b(AD0001|CS8032|CS8033|CS8034|CS8040|CS9057)\b")]
    private static partial Regex LoadFailure();
}
