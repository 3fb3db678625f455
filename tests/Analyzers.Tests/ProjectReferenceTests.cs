using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Devmem.Analyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Devmem.Analyzers.Tests;

/// <summary>
/// An editor, and <c>dotnet format</c>, give the compiler a referenced project as sources, a build as an assembly. The verdict must not depend on which.
/// </summary>
public sealed class ProjectReferenceTests
{
    private const string Library =
        """
        using System;

        namespace Devmem
        {
            public sealed class MustReleaseAttribute : Attribute;
        }

        namespace Layer
        {
            [Devmem.MustRelease]
            public sealed class Handle : IDisposable
            {
                public int Number => throw new InvalidOperationException();

                public static Handle Open() => new();

                public void Use() => Console.WriteLine(Number);

                public void Dispose() => Console.WriteLine("closed");
            }
        }
        """;

    private const string Program =
        """
        static class Program
        {
            static void Forgotten() => Layer.Handle.Open().Use();

            static void LostWhenUseThrows()
            {
                var handle = Layer.Handle.Open();
                handle.Use();
                handle.Dispose();
            }

            static int AGetterOfAnotherAssemblyIsTakenNotToThrow()
            {
                var handle = Layer.Handle.Open();
                int number = handle.Number;
                handle.Dispose();
                return number;
            }

            static void Closed()
            {
                using var handle = Layer.Handle.Open();
                handle.Use();
            }
        }
        """;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_verdict_is_the_same_for_sources_and_for_an_assembly(bool sources)
    {
        CSharpCompilation library = Compile("Layer", Library, Framework());
        MetadataReference reference = sources ? library.ToMetadataReference() : Emit(library);
        CSharpCompilation program = Compile("Program", Program, Framework().Append(reference));

        ImmutableArray<Diagnostic> found = await program
            .WithAnalyzers([new OwnershipAnalyzer()])
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);

        IEnumerable<string> verdict = found.OrderBy(diagnostic => diagnostic.Location.SourceSpan).Select(diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1} {diagnostic.Id}");
        Assert.Equal(["3 DEVMEM008", "7 DEVMEM008"], verdict);
    }

    private static CSharpCompilation Compile(string name, string source, IEnumerable<MetadataReference> references)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            name, [CSharpSyntaxTree.ParseText(source)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), found => found.Severity == DiagnosticSeverity.Error);
        return compilation;
    }

    private static PortableExecutableReference Emit(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        Assert.True(compilation.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static IEnumerable<MetadataReference> Framework() =>
        Directory.EnumerateFiles(ReferencePack, "*.dll").Select(path => MetadataReference.CreateFromFile(path));

    private static string ReferencePack => typeof(ProjectReferenceTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(item => item.Key == "ReferencePack").Value!;
}
