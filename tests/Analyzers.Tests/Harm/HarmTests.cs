using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Devmem.Analyzers.Tests.CorpusHarness;
using Devmem.Analyzers.Tests.Harm.Programs;
using Devmem.Simulation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Analyzers.Tests.Harm;

/// <summary>
/// No rule without a consequence: for each, a program that it reports is run on the simulator, whose books show the harm; the same program done right is
/// silent and leaves the books clean. What the books show to be harmless is not reported.
/// </summary>
public class HarmTests
{
    private const string Prefix = "harm/";

    public static TheoryData<string> Rules => [.. CorpusRunner.SupportedRules.Order()];

    public static TheoryData<string> HarmlessPrograms => [.. typeof(Harmless).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name)];

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public void The_books_show_what_the_rule_prevents(string id)
    {
        Assert.NotEqual(0, HarmOf(id, (program, bench) => program.Wrong(bench)));
        Assert.Equal(0, HarmOf(id, (program, bench) => program.Right(bench)));
    }

    [Theory]
    [MemberData(nameof(Rules), DisableDiscoveryEnumeration = true)]
    public async Task The_rule_reports_the_wrong_program_and_not_the_right_one(string id)
    {
        string name = "Devmem" + id[6..] + ".cs";
        string mode = $"//# devmem.autorelease = {Of(id).Mode.ToString().ToLowerInvariant()}\n";
        string source = Source(name);
        if (id == "DEVMEM003")
        {
            // Both bind, so each has to be looked at without the other.
            await AssertVerdicts(name, Without(source, "Right"), id, options: "");
            await AssertVerdicts(name, Without(source, "Wrong").Replace("//! DEVMEM003", ""), id, options: "");
        }
        else
        {
            await AssertVerdicts(name, source, id, id == "DEVMEM012" ? "" : mode);
        }
    }

    [Theory]
    [MemberData(nameof(HarmlessPrograms), DisableDiscoveryEnumeration = true)]
    public async Task What_does_no_harm_leaves_the_books_clean(string name)
    {
        using var bench = new Bench(AutoreleaseMode.Off, pages: 16);
        if (typeof(Harmless).GetMethod(name)!.Invoke(null, [bench]) is Task task)
            await task;
        LeakReport books = bench.Device.Audit();
        Assert.All(typeof(HarmReport).GetProperties(), count => Assert.True(count.PropertyType != typeof(int) || IsNoHarm(name, count) || count.GetValue(books.Harm) is 0, count.Name));
        Assert.Empty(books.Pages);
        Assert.All(books.Handles, handle => Assert.Equal(HandleKind.RxBinding, handle.Kind));
    }

    [Fact]
    public async Task What_does_no_harm_is_not_reported() =>
        await AssertVerdicts("Harmless.cs", Source("Harmless.cs"), string.Join(' ', CorpusRunner.SupportedRules.Where(id => id is not "DEVMEM013")), "//# devmem.autorelease = off\n");

    /// <summary>With autorelease off any socket that has received from the binding can return what another one received: it is counted, and works.</summary>
    private static bool IsNoHarm(string program, PropertyInfo count) =>
        program == nameof(Harmless.Released_through_another_socket_of_the_binding) && count.Name == nameof(HarmReport.ForeignTokensOffered);

    private static int HarmOf(string id, Action<Demonstration, Bench> run)
    {
        Demonstration program = Of(id);
        using var bench = new Bench(program.Mode, program.Pages);
        try
        {
            run(program, bench);
        }
        catch (Exception exception) when (exception is DevmemException or InvalidOperationException or FormatException or System.Net.Sockets.SocketException)
        {
            // The end of a wrong program; the books remember.
        }

        return program.Harm(bench.Device.Audit(), bench);
    }

    private static Demonstration Of(string id)
    {
        Type? type = typeof(Demonstration).Assembly.GetType($"{typeof(Demonstration).Namespace}.Devmem{id[6..]}");
        Assert.True(type is not null, $"{id} has no demonstration.");
        return (Demonstration)Activator.CreateInstance(type)!;
    }

    private static async Task AssertVerdicts(string name, string source, string rules, string options)
    {
        // What is shown says its own modes: the bench must not have one to clash with.
        string bench = Source("Bench.cs").Replace("Device.BindRx(Memory, [0], _mode)", "null!");
        CorpusCase program = CorpusParser.Parse(name, $"//# rules = {rules}\n{options}//# tree = Bench.cs\n{bench}\n//# tree = Demonstration.cs\n{Source("Demonstration.cs")}\n//# tree = {name}\n{source}");
        ImmutableArray<Found> found = await CorpusRunner.RunAsync(program, concurrent: true, sources => sources);
        IEnumerable<Difference> differences = Verdict.Of(program, found, CorpusRunner.SupportedRules).Where(difference => difference.Member is not ("Binding" or "Bench" or "Connect" or "Dispose"));
        Assert.Empty(differences.Select(difference => difference.Text));
    }

    /// <summary>The source with an empty method.</summary>
    private static string Without(string source, string method)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source).GetRoot();
        TextSpan body = root.DescendantNodes().OfType<MethodDeclarationSyntax>().Single(each => each.Identifier.Text == method).Body!.Span;
        return source.Remove(body.Start, body.Length).Insert(body.Start, "{ }");
    }

    private static string Source(string name)
    {
        Assembly container = typeof(HarmTests).Assembly;
        string resource = container.GetManifestResourceNames().Single(candidate => candidate.Replace('\\', '/') == Prefix + name);
        using var reader = new StreamReader(container.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
