using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Devmem.Analyzers.Tests.CorpusHarness;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Tests.Rules;

/// <summary>A small program and what the rules say of it: words, places, and what a fix is told.</summary>
internal static class Diagnosed
{
    internal const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Net.Sockets;\nusing System.Runtime.InteropServices;\nusing System.Threading.Tasks;\nusing Devmem;\n";

    /// <summary>The diagnostics of one rule for members of a class, in the order of their places.</summary>
    internal static async Task<IReadOnlyList<Diagnostic>> OfAsync(string id, string members, string header = "")
    {
        CorpusCase program = CorpusParser.Parse("Program.cs", $"//# rules = {id}\n{header}{Usings}internal static unsafe partial class Program\n{{\n{members}\n}}\n");
        var all = await CorpusRunner.DiagnosticsOfAsync(program);
        return [.. all.Where(each => each.Id == id).OrderBy(each => each.Location.SourceSpan.Start)];
    }

    internal static string Message(this Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>The source at the place of the diagnostic.</summary>
    internal static string Text(this Location location) => location.SourceTree!.GetText().ToString(location.SourceSpan);
}
