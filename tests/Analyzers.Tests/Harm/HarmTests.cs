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
        Demonstration program = Of(id);
        await AssertVerdicts(name, id, $"//# devmem.autorelease = {program.Mode.ToString().ToLowerInvariant()}\n", alone: id is "DEVMEM003" or "DEVMEM012");
    }

    [Theory]
    [MemberData(nameof(HarmlessPrograms), DisableDiscoveryEnumeration = true)]
    public async Task What_does_no_harm_leaves_the_books_clean(string name)
    {
        using var bench = new Bench(AutoreleaseMode.Off, pages: 16);
        if (typeof(Harmless).GetMethod(name)!.Invoke(null, [bench]) is Task task)
            await task;
        LeakReport books = bench.Device.Audit();
        Assert.Equal(new HarmReport(), books.Harm);
        Assert.Empty(books.Pages);
        Assert.All(books.Handles, handle => Assert.Equal(HandleKind.RxBinding, handle.Kind));
    }

    [Fact]
    public async Task What_does_no_harm_is_not_reported() =>
        await AssertVerdicts("Harmless.cs", string.Join(' ', CorpusRunner.SupportedRules.Where(id => id is not "DEVMEM013")), "//# devmem.autorelease = off\n", alone: false);

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

    private static async Task AssertVerdicts(string name, string rules, string options, bool alone)
    {
        // A demonstration of modes says its own: neither the bench nor an option has one to clash with.
        string bench = alone ? Source("Bench.cs").Replace("Device.BindRx(Memory, [0], _mode)", "null!") : Source("Bench.cs");
        CorpusCase program = CorpusParser.Parse(name, $"//# rules = {rules}\n{(alone ? "" : options)}//# tree = Bench.cs\n{bench}\n//# tree = Demonstration.cs\n{Source("Demonstration.cs")}\n//# tree = {name}\n{Source(name)}");
        ImmutableArray<Found> found = await CorpusRunner.RunAsync(program, concurrent: true, sources => sources);
        IEnumerable<Difference> differences = Verdict.Of(program, found, CorpusRunner.SupportedRules);
        Assert.Empty(differences.Select(difference => difference.Text));
    }

    private static string Source(string name)
    {
        Assembly container = typeof(HarmTests).Assembly;
        string resource = container.GetManifestResourceNames().Single(candidate => candidate.Replace('\\', '/') == Prefix + name);
        using var reader = new StreamReader(container.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
