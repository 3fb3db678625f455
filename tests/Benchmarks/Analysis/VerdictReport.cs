using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Analyzers.Tests.CorpusHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Benchmarks.Analysis;

/// <summary>What each tool says of the programs of the corpus: of how many members that leak it says so, and in how many of those that do not it says so too.</summary>
internal static partial class VerdictReport
{
    private static readonly ImmutableHashSet<string> s_leaks = ["DEVMEM001", "DEVMEM004", "DEVMEM008", "DEVMEM015"];

    internal static void Print()
    {
        var (leaking, clean) = (0, 0);
        var (found, alarms) = (new int[Tool.All.Length], new int[Tool.All.Length]);
        foreach (string path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "corpus"), "*.cs", SearchOption.AllDirectories))
        {
            CorpusCase program = CorpusParser.Parse(Path.GetFileName(path), File.ReadAllText(path));
            if (program.IsBroken || program.Assemblies.Length != 1 || program.EditorConfig.Any() || !s_leaks.IsSubsetOf(program.Rules) || Compiled(program) is not { } compilation)
                continue;
            List<MemberDeclarationSyntax> members = [.. compilation.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>()).Where(Touches)];
            List<bool> leaks = [.. members.Select(member => program.Expected.Any(each => s_leaks.Contains(each.Id) && Members.Extent(member).Contains(each.Line)))];
            List<bool> others = [.. members.Select(member => program.Expected.Any(each => Members.Extent(member).Contains(each.Line)))];
            leaking += leaks.Count(each => each);
            clean += others.Count(each => !each);
            for (int i = 0; i < Tool.All.Length; i++)
            {
                HashSet<MemberDeclarationSyntax> said = [.. Reported(compilation, Tool.All[i])];
                found[i] += members.Where((member, k) => leaks[k] && said.Contains(member)).Count();
                alarms[i] += members.Where((member, k) => !others[k] && said.Contains(member)).Count();
            }
        }

        Console.WriteLine();
        Console.WriteLine($"verdicts on the corpus         of {leaking} members that leak    of {clean} that are right");
        for (int i = 0; i < Tool.All.Length; i++)
            Console.WriteLine($"{Tool.All[i].Name,-30} {found[i],6} are reported          {alarms[i],6} are reported too");
    }

    private static IEnumerable<MemberDeclarationSyntax> Reported(CSharpCompilation compilation, Tool tool)
    {
        foreach (Diagnostic diagnostic in AnalysisReport.Run(compilation, tool.Make()).GetAllDiagnostics().Where(each => tool.LeakRules.Contains(each.Id)))
        {
            if (diagnostic.Location.SourceTree?.GetRoot().FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } member)
                yield return member;
        }
    }

    /// <summary>Whether the member has to do with handles; what has not would make every tool look better than it is.</summary>
    private static bool Touches(BaseMethodDeclarationSyntax member) => Handles().IsMatch(member.ToString());

    private static CSharpCompilation? Compiled(CorpusCase program)
    {
        LanguageVersionFacts.TryParse(program.Option("langversion") ?? "latest", out LanguageVersion version);
        CSharpCompilation compilation = GeneratedProject.Compile(program.Assemblies[0].Sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, new CSharpParseOptions(version), source.Path)), withTokens: true);
        compilation = compilation.WithOptions(compilation.Options.WithAllowUnsafe(true).WithOutputKind(program.Option("outputkind") == "exe" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
        return compilation.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error) ? null : compilation;
    }

    [GeneratedRegex("FragmentBatch|DevmemToken|DevmemSocket|DevmemSender|RxBinding|TxBinding|SendOperation|DeferredReleases|Receive|Attach|BindRx|BindTx")]
    private static partial Regex Handles();
}
