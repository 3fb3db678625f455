using System.Linq;
using System.Threading.Tasks;
using Devmem.Analyzers;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Tests;

/// <summary>Fix All over documents, projects and solutions, and what every provider owes to the hosts.</summary>
public class FixAllTests
{
    private const string Leaky = """
        using System;
        using Devmem;

        class Reader
        {
            void One(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch batch = socket.Receive(linear);
                Console.WriteLine(batch.Count);
            }

            void Two(DevmemSocket socket, byte[] linear)
            {
                FragmentBatch first = socket.Receive(linear);
                socket.Receive(linear);
                if (!socket.TryReceive(linear, out FragmentBatch? second))
                    return;
                Console.WriteLine(first.Count + second.Count);
            }
        }

        """;

    private const string Clean = """
        using System;
        using Devmem;

        class Reader
        {
            void One(DevmemSocket socket, byte[] linear)
            {
                using FragmentBatch batch = socket.Receive(linear);
                Console.WriteLine(batch.Count);
            }

            void Two(DevmemSocket socket, byte[] linear)
            {
                using FragmentBatch first = socket.Receive(linear);
                socket.Receive(linear).Dispose();
                if (!socket.TryReceive(linear, out FragmentBatch? second))
                    return;
                using (second)
                {
                    Console.WriteLine(first.Count + second.Count);
                }
            }
        }

        """;

    public static TheoryData<string> FixedRules { get; } = [RuleIds.Leak, RuleIds.ExceptionLeak, RuleIds.NotClosed, RuleIds.KeptUntilClose, RuleIds.UseAfterRelease, RuleIds.DoubleRelease,
        RuleIds.UnboundUnderSocket, RuleIds.ClosedUnderTokens, RuleIds.UsedAfterUnbind, RuleIds.ReleasedElsewhere,
        RuleIds.MixedModes, RuleIds.DefaultMode, RuleIds.ReusedBeforeSent, RuleIds.FieldNotReleased, RuleIds.Trusted, RuleIds.BrokenContract];

    [Theory]
    [InlineData(FixAllScope.Document, 1)]
    [InlineData(FixAllScope.Project, 2)]
    [InlineData(FixAllScope.Solution, 4)]
    public async Task Everything_in_a_scope_and_nothing_else(FixAllScope scope, int expected)
    {
        Solution solution = TestProject.Solution([Leaky, Leaky.Replace("Reader", "Other")], [Leaky, Leaky.Replace("Reader", "Other")]);
        Solution changed = await Fixing.FixAllAsync(solution.Projects.First().Documents.First(), "DEVMEM001", scope, "DEVMEM001:UsingDeclaration");

        string[] texts = [.. changed.Projects.SelectMany(project => project.Documents).Select(document => document.GetTextAsync().Result.ToString().Replace("Other", "Reader"))];
        Assert.Equal([.. Enumerable.Repeat(Clean, expected), .. Enumerable.Repeat(Leaky, 4 - expected)], texts);
    }

    [Fact]
    public async Task A_second_run_changes_nothing()
    {
        Document document = TestProject.Document(Clean);
        Solution changed = await Fixing.FixAllAsync(document, "DEVMEM001", FixAllScope.Solution);
        Assert.Empty(changed.GetChanges(document.Project.Solution).GetProjectChanges());
    }

    [Fact]
    public async Task The_order_of_single_fixes_does_not_show()
    {
        Document forwards = TestProject.Document(Leaky), backwards = forwards;
        while ((await Fixing.FindingsAsync(forwards)).FirstOrDefault() is { } first)
            forwards = await Fixing.ApplyAsync((await Fixing.OffersAsync(forwards, first))[0], forwards);
        while ((await Fixing.FindingsAsync(backwards)).LastOrDefault() is { } last)
            backwards = await Fixing.ApplyAsync((await Fixing.OffersAsync(backwards, last))[0], backwards);

        Assert.Equal(Clean, (await forwards.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        Assert.Equal(Clean, (await backwards.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
    }

    [Theory]
    [MemberData(nameof(FixedRules))]
    public void Rule_has_one_provider_that_fixes_all(string id)
    {
        CodeFixProvider provider = Assert.Single(Fixing.Providers, each => each.FixableDiagnosticIds.Contains(id));
        Assert.Equal([FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution], provider.GetFixAllProvider()!.GetSupportedFixAllScopes());
    }

    [Fact]
    public void Every_provider_can_be_discovered() => Assert.All(
        typeof(FixActions).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(CodeFixProvider).IsAssignableFrom(type)),
        type =>
        {
            Assert.True(type.IsPublic);
            Assert.Contains(LanguageNames.CSharp, ((ExportCodeFixProviderAttribute)type.GetCustomAttributes(typeof(ExportCodeFixProviderAttribute), false).Single()).Languages);
            Assert.True(type.IsDefined(typeof(System.Composition.SharedAttribute), false));
        });
}
