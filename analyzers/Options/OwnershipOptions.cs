using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Analyzers.Options;

/// <summary>What `.editorconfig` says for one file.</summary>
/// <param name="AutoreleaseOn">`devmem.autorelease`: on, off, or not said.</param>
/// <param name="CallsThrow">`devmem.exceptions`: whether exceptions from calls count; they do unless it says `none`.</param>
internal sealed record OwnershipOptions(bool? AutoreleaseOn, bool CallsThrow)
{
    /// <summary>The key of the mode.</summary>
    public const string AutoreleaseKey = "devmem.autorelease";

    /// <summary>The key of the exceptions that count.</summary>
    public const string ExceptionsKey = "devmem.exceptions";

    /// <summary>Reads the options of a file. A value that is none of those documented counts as not said.</summary>
    public static OwnershipOptions Read(AnalyzerConfigOptionsProvider provider, SyntaxTree tree)
    {
        var options = provider.GetOptions(tree);
        return new OwnershipOptions(
            Value(options, AutoreleaseKey) switch { "on" => true, "off" => false, _ => null },
            Value(options, ExceptionsKey) != "none");
    }

    private static string? Value(AnalyzerConfigOptions options, string key) =>
        options.TryGetValue(key, out var value) ? value.Trim().ToLowerInvariant() : null;
}
