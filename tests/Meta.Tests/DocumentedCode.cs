using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Meta.Tests;

/// <summary>
/// An example of the documentation, compiled as the members of a class against the real runtime and analyzed by every rule. A line that deserves a
/// diagnostic ends with a comment that is the rule's id.
/// </summary>
internal sealed class DocumentedCode(string markdown)
{
    private const string Usings =
        "using System; using System.Collections.Generic; using System.IO; using System.Net.Sockets; using System.Threading; "
        + "using System.Threading.Tasks; using System.Diagnostics.CodeAnalysis; using Devmem; using Devmem.Simulation; internal sealed class Example {";

    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. Directory.EnumerateFiles(ReferencePack, "*.dll").Append(Product.Runtime.Location).Select(path => MetadataReference.CreateFromFile(path))];

    private readonly string[] _lines =
        [.. markdown.Split('\n').SkipWhile(line => line != "```csharp").Skip(1).TakeWhile(line => line != "```")];

    private static string ReferencePack => typeof(DocumentedCode).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ReferencePack").Value!;

    /// <summary>What the comments promise, as "line id", counted from the first line of the example. Rules that are still planned are left out.</summary>
    public IReadOnlyList<string> Promised() =>
        [.. from line in _lines.Select((text, index) => (Text: text, Number: index + 1))
            let mark = line.Text.IndexOf("// DEVMEM", StringComparison.Ordinal)
            where mark >= 0 && Product.Ids.Contains(line.Text[(mark + 3)..])
            select $"{line.Number} {line.Text[(mark + 3)..]}"];

    /// <summary>What the rules say, in the same form; an example that does not compile says why instead.</summary>
    public async Task<IReadOnlyList<string>> ReportedAsync(CancellationToken cancellation)
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText(Usings + "\n" + string.Join('\n', _lines) + "\n}", cancellationToken: cancellation);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Example", [tree], s_references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        ImmutableArray<Diagnostic> errors = compilation.GetDiagnostics(cancellation).RemoveAll(found => found.Severity != DiagnosticSeverity.Error);
        if (!errors.IsEmpty)
            return [.. errors.Select(error => error.ToString())];
        ImmutableArray<Diagnostic> found = await compilation.WithAnalyzers([.. Product.NewAnalyzers()]).GetAnalyzerDiagnosticsAsync(cancellation);
        return [.. found.Select(diagnostic => (diagnostic.Location.GetLineSpan().StartLinePosition.Line, diagnostic.Id)).Order().Select(at => $"{at.Line} {at.Id}")];
    }
}
