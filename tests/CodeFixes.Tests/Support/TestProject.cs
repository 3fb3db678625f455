using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Tests.Support;

/// <summary>Solutions in memory that reference the SDK's reference pack and the runtime, as a user's project would.</summary>
public static class TestProject
{
    private static readonly ImmutableArray<MetadataReference> References =
        [.. Directory.EnumerateFiles(ReferencePack(), "*.dll").Select(path => MetadataReference.CreateFromFile(path)), MetadataReference.CreateFromFile(typeof(DevmemSocket).Assembly.Location)];

    /// <summary>A document alone in its project.</summary>
    public static Document Document(string source, LanguageVersion language = LanguageVersion.Latest, string? editorConfig = null, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        Solution solution = new AdhocWorkspace().CurrentSolution;
        ProjectId project = Add(ref solution, "Project", language, kind, editorConfig, [source]);
        return solution.GetProject(project)!.Documents.Single();
    }

    /// <summary>The documents of one project.</summary>
    public static IEnumerable<Document> Documents(IEnumerable<string> sources, LanguageVersion language, string editorConfig, OutputKind kind)
    {
        Solution solution = new AdhocWorkspace().CurrentSolution;
        ProjectId project = Add(ref solution, "Project", language, kind, editorConfig, sources);
        return solution.GetProject(project)!.Documents;
    }

    /// <summary>A solution with a project for each group of sources.</summary>
    public static Solution Solution(params string[][] projects)
    {
        Solution solution = new AdhocWorkspace().CurrentSolution;
        for (int i = 0; i < projects.Length; i++)
            Add(ref solution, $"Project{i}", LanguageVersion.Latest, OutputKind.DynamicallyLinkedLibrary, null, projects[i]);
        return solution;
    }

    private static ProjectId Add(ref Solution solution, string name, LanguageVersion language, OutputKind kind, string? editorConfig, IEnumerable<string> sources)
    {
        ProjectId id = ProjectId.CreateNewId();
        NullableContextOptions nullable = language >= LanguageVersion.CSharp8 ? NullableContextOptions.Enable : NullableContextOptions.Disable;
        solution = solution.AddProject(ProjectInfo.Create(
            id, VersionStamp.Default, name, name, LanguageNames.CSharp,
            compilationOptions: new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: nullable),
            parseOptions: new CSharpParseOptions(language),
            metadataReferences: References));
        int number = 0;
        foreach (string source in sources)
            solution = solution.AddDocument(DocumentId.CreateNewId(id), $"File{number}.cs", SourceText.From(source), filePath: $"/{name}/File{number++}.cs");
        if (editorConfig is not null)
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id), ".editorconfig", SourceText.From("root = true\n[*.cs]\n" + editorConfig), filePath: $"/{name}/.editorconfig");
        return id;
    }

    private static string ReferencePack() =>
        typeof(TestProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ReferencePack").Value!;
}
