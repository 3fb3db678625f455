using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>Compiles the assemblies of a case against the reference pack and the runtime, as a user's build would.</summary>
public static class CorpusCompiler
{
    private static readonly ImmutableArray<MetadataReference> Framework =
        [.. Directory.EnumerateFiles(ReferencePack(), "*.dll").Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly Lazy<MetadataReference> Runtime =
        new(() => MetadataReference.CreateFromFile(Assembly.Load("Devmem").Location));

    /// <summary>The compilations of <paramref name="corpusCase"/>, each referencing the metadata of those before it.</summary>
    /// <param name="order">Rearranges the trees of each compilation; no verdict may depend on it.</param>
    public static IEnumerable<CSharpCompilation> Compile(CorpusCase corpusCase, Func<ImmutableArray<CorpusSource>, IEnumerable<CorpusSource>> order)
    {
        ImmutableArray<MetadataReference> references = [.. Framework, Runtime.Value];
        foreach (CorpusAssembly assembly in corpusCase.Assemblies)
        {
            CSharpCompilation compilation = Compile(corpusCase, assembly, references, order);
            if (!corpusCase.IsBroken)
                Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
            yield return compilation;
            if (assembly != corpusCase.Assemblies[^1])
                references = references.Add(Emit(compilation));
        }
    }

    private static CSharpCompilation Compile(
        CorpusCase corpusCase, CorpusAssembly assembly, IEnumerable<MetadataReference> references, Func<ImmutableArray<CorpusSource>, IEnumerable<CorpusSource>> order)
    {
        LanguageVersionFacts.TryParse(corpusCase.Option("langversion") ?? "latest", out LanguageVersion version);
        var parsing = new CSharpParseOptions(version, DocumentationMode.None);
        bool isProgram = assembly == corpusCase.Assemblies[^1] && corpusCase.Option("outputkind") == "exe";
        var options = new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary,
            allowUnsafe: true,
            nullableContextOptions: version >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable);
        return CSharpCompilation.Create(
            assembly.Name, order(assembly.Sources).Select(source => CSharpSyntaxTree.ParseText(source.Text, parsing, "/corpus/" + source.Path)), references, options);
    }

    private static PortableExecutableReference Emit(CSharpCompilation compilation)
    {
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string ReferencePack() =>
        typeof(CorpusCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ReferencePack").Value!;
}
