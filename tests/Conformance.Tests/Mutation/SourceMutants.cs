using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Devmem.Conformance.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Conformance.Mutation;

/// <summary>A mutant that the books condemn and no rule reports.</summary>
/// <param name="File">The file.</param>
/// <param name="Operator">What was done to it.</param>
/// <param name="Change">The lines that differ.</param>
/// <param name="Books">What the books say.</param>
internal sealed record Survivor(string File, string Operator, string Change, string Books);

/// <summary>Mutants of this repository's own code, executed on the simulator. Their books are compared with those of the code as it is.</summary>
internal sealed class SourceMutants(CleanSource source)
{
    /// <summary>Faults of plain operations are not counted.</summary>
    private const string Fault = "null";

    private readonly string[] _clean = new string[source.Scenarios];

    public SortedDictionary<string, MutantCount> Counts { get; } = [];

    public List<Survivor> Survivors { get; } = [];

    public int Condemned => Counts.Values.Sum(count => count.Condemned);

    public int Noticed => Counts.Values.Sum(count => count.Noticed);

    public string Name => source.Name;

    /// <summary>Makes mutants, and counts.</summary>
    /// <param name="source">Of what.</param>
    /// <param name="most">So many of each operator in each file are tried.</param>
    public static SourceMutants Of(CleanSource source, int most)
    {
        SourceMutants mutants = new(source);
        string file = source.Mutated[0];
        CSharpCompilation clean = mutants.Compile(file, Devmem.Tests.Repository.Read(file));
        if (mutants.Findings(clean).FirstOrDefault() is { } finding)
            throw new InvalidOperationException($"{source.Name} is not clean: {finding}");
        byte[] image = Emit(clean);
        for (int scenario = 0; scenario < source.Scenarios; scenario++)
            mutants._clean[scenario] = Books(image, scenario);
        foreach (string path in source.Mutated)
            mutants.Add(path, most);
        return mutants;
    }

    private void Add(string path, int most)
    {
        string text = Devmem.Tests.Repository.Read(path);
        HashSet<string> seen = [text];
        CSharpCompilation clean = Compile(path, text);
        foreach (Mutant mutant in Mutator.Of(text, span => EndsHandle(clean, path, span)).Where(mutant => seen.Add(mutant.Text)).GroupBy(mutant => mutant.Operator).SelectMany(kind => Spread([.. kind], most)))
        {
            CSharpCompilation compilation = Compile(path, mutant.Text);
            if (!compilation.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))
                Count(path, text, mutant, compilation);
        }
    }

    /// <summary>A fence is waited for too, and a list cleared: these are no handles.</summary>
    private bool EndsHandle(CSharpCompilation compilation, string path, TextSpan span)
    {
        SyntaxTree tree = compilation.SyntaxTrees[source.Mutated.ToList().IndexOf(path)];
        SyntaxNode call = tree.GetRoot().FindNode(span).DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().First();
        return compilation.GetSemanticModel(tree).GetSymbolInfo(call).Symbol is IMethodSymbol method
            && (Has(method, "Releases") || method.Parameters.Any(parameter => Has(parameter, "Releases") || Has(parameter, "Owning")));

        static bool Has(ISymbol symbol, string contract) => symbol.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == contract + "Attribute");
    }

    /// <summary>Some, from all over the file.</summary>
    private static IEnumerable<Mutant> Spread(Mutant[] all, int most) => all.Length <= most ? all : Enumerable.Range(0, most).Select(index => all[index * all.Length / most]);

    private void Count(string path, string text, Mutant mutant, CSharpCompilation compilation)
    {
        if (!Counts.TryGetValue(mutant.Operator, out MutantCount? count))
            Counts.Add(mutant.Operator, count = new MutantCount());
        count.Made++;
        byte[] image = Emit(compilation);
        string? books = Enumerable.Range(0, source.Scenarios).Select(scenario => (scenario, Books: Books(image, scenario))).FirstOrDefault(each => each.Books != Fault && each.Books != _clean[each.scenario]).Books;
        if (books is null)
            return;
        count.Condemned++;
        if (Findings(compilation).Count > 0)
            count.Noticed++;
        else
            Survivors.Add(new Survivor(path, mutant.Operator, Difference(text, mutant.Text), books));
    }

    private CSharpCompilation Compile(string path, string text) => CSharpCompilation.Create(
        "Mutated" + source.Name.Replace('/', '_'),
        source.Texts(path, text).Select((each, index) => CSharpSyntaxTree.ParseText(each, new CSharpParseOptions(LanguageVersion.Latest), Compiled.PathOf(index), System.Text.Encoding.UTF8)),
        source.References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>What the rules that are no mere remarks say.</summary>
    private IReadOnlyList<Diagnostic> Findings(CSharpCompilation compilation) =>
        [.. compilation.WithAnalyzers(Analyzed.Analyzers()).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Location.SourceTree?.FilePath != Compiled.PathOf(source.Mutated.Count + source.Beside.Count))];

    private static byte[] Emit(CSharpCompilation compilation)
    {
        using MemoryStream image = new();
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidProgramException(string.Join("\n", result.Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error).Take(5)));
        return image.ToArray();
    }

    private static string Books(byte[] image, int scenario)
    {
        AssemblyLoadContext context = new(null, isCollectible: true);
        MethodInfo run = context.LoadFromStream(new MemoryStream(image)).GetType("Driver", throwOnError: true)!.GetMethod("Run")!;
        TextWriter console = Console.Out;
        try
        {
            Console.SetOut(TextWriter.Null);
            object report = run.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [scenario], null)!;
            return report.ToString()!;
        }
        catch (NullReferenceException)
        {
            return Fault;
        }
        finally
        {
            Console.SetOut(console);
            context.Unload();
        }
    }

    private static string Difference(string before, string after)
    {
        string[] old = before.Split('\n'), changed = after.Split('\n');
        int from = old.Zip(changed).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"line {from + 1}: {string.Join(" / ", old.Skip(from).Take(3).Select(line => line.Trim()))} -> {string.Join(" / ", changed.Skip(from).Take(3).Select(line => line.Trim()))}";
    }
}
