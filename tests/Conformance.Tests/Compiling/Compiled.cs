using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Devmem.Conformance.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Devmem.Conformance.Compiling;

/// <summary>Programs that were compiled together and can be executed.</summary>
internal sealed class Compiled : IDisposable
{
    private readonly Context _context = new();

    public Compiled(IReadOnlyList<ProgramText> programs)
    {
        using MemoryStream image = new();
        MemoryStream symbols = new();
        EmitResult result = Compile(programs.Select(program => program with { Text = Marks.Put(program.Text) }).ToArray(), References.ForExecution, debug: true)
            .Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success)
            throw new InvalidProgramException(string.Join("\n", result.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        Assembly assembly = _context.LoadFromStream(image);
        Lines lines = new(new MemoryStream(symbols.ToArray()));
        lines.Bind(assembly.ManifestModule);
        Subjects = [.. programs.Select((program, index) => new Subject(EntryOf(assembly, program), lines, program.Mode, program.Thrown(), program.Text.Contains("> 2", StringComparison.Ordinal), ObjectMarks.MembersOf(program.Text)))];
    }

    public IReadOnlyList<Subject> Subjects { get; }

    public static string PathOf(int index) => $"/programs/{index}.cs";

    public static CSharpCompilation Compile(IReadOnlyList<ProgramText> programs, ImmutableArray<MetadataReference> references, bool debug)
    {
        CSharpParseOptions parsing = new(LanguageVersion.Latest, DocumentationMode.None);
        CSharpCompilationOptions options = new(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: debug ? OptimizationLevel.Debug : OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false);
        return CSharpCompilation.Create(
            "Programs", programs.Select((program, index) => CSharpSyntaxTree.ParseText(program.Text, parsing, PathOf(index), System.Text.Encoding.UTF8)), references, options);
    }

    public void Dispose() => _context.Unload();

    private static MethodInfo EntryOf(Assembly assembly, ProgramText program)
    {
        string space = CSharpSyntaxTree.ParseText(program.Text).GetRoot().DescendantNodes()
            .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.BaseNamespaceDeclarationSyntax>().First().Name.ToString();
        return assembly.GetType(space + ".Program", throwOnError: true)!.GetMethod("Run", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
    }

    private sealed class Context() : AssemblyLoadContext(isCollectible: true)
    {
        protected override Assembly? Load(AssemblyName assemblyName) => assemblyName.Name == "Support" ? References.Support : null;
    }
}
