using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests.Support;

/// <summary>One finding in some members of a class, and what the fix makes of them.</summary>
public sealed class FixTest
{
    private const string Head = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Devmem;

        class Program
        {
            static void Work() { if (Environment.TickCount < 0) throw new NotSupportedException(); }

            static int Measure(FragmentBatch batch) { if (batch.LinearBytes < 0) throw new NotSupportedException(); return batch.LinearBytes; }


        """;

    /// <summary>The language version of the project.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    /// <summary>Settings for every file.</summary>
    public string? EditorConfig { get; init; }

    /// <summary>The action to take; the first that is offered where it is null.</summary>
    public string? Action { get; init; }

    /// <summary>The title of the action, where the test is about it.</summary>
    public string? Title { get; init; }

    /// <summary>Whether the sources are whole files.</summary>
    public bool IsFile { get; init; }

    /// <summary>Whether the compiler reports errors before, and the same after.</summary>
    public bool HasErrors { get; init; }

    /// <summary>The first finding with <paramref name="id"/> is fixed, once, and then gone.</summary>
    public async Task FixesAsync(string id, string before, string after)
    {
        Document document = Document(before);
        ImmutableArray<Diagnostic> findings = await Fixing.FindingsAsync(document);
        Diagnostic finding = findings.FirstOrDefault(each => each.Id == id) ?? throw Missing(id, findings);
        CodeAction action = await ChosenAsync(document, finding);
        if (Title is not null)
            Assert.Equal(Title, action.Title);

        Document changed = await Fixing.ApplyAsync(action, document);
        Assert.Equal(Whole(after), (await changed.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        Assert.InRange((await Fixing.FindingsAsync(changed)).Length, 0, findings.Length - 1);
        Assert.Equal(HasErrors, await HasErrorsAsync(changed));
    }

    /// <summary>Nothing, or not the action that the test is about, is offered for the first finding with <paramref name="id"/>.</summary>
    public async Task OffersNothingAsync(string id, string source)
    {
        Document document = Document(source);
        ImmutableArray<Diagnostic> findings = await Fixing.FindingsAsync(document);
        Diagnostic finding = findings.FirstOrDefault(each => each.Id == id) ?? throw Missing(id, findings);
        Assert.DoesNotContain(await Fixing.OffersAsync(document, finding), action => Action is null || action.EquivalenceKey == FixActions.Key(id, Action));
    }

    /// <summary>Fix All in the document, for each id in turn; a second run changes nothing.</summary>
    public async Task FixesAllAsync(string before, string after, params string[] ids)
    {
        Document document = Document(before);
        for (int run = 0; run < 2; run++)
        {
            foreach (string id in ids)
            {
                Solution changed = await Fixing.FixAllAsync(document, id, Microsoft.CodeAnalysis.CodeFixes.FixAllScope.Document);
                document = changed.GetDocument(document.Id)!;
            }

            Assert.Equal(Whole(after), (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }
    }

    private Document Document(string source) => TestProject.Document(Whole(source), Language, EditorConfig, IsFile && !source.Contains("class ") ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary);

    private async Task<CodeAction> ChosenAsync(Document document, Diagnostic finding)
    {
        var offers = await Fixing.OffersAsync(document, finding);
        Assert.True(offers.Count > 0, "Nothing is offered for: " + finding.GetMessage());
        return Action is null ? offers[0] : Assert.Single(offers, action => action.EquivalenceKey == FixActions.Key(finding.Id, Action));
    }

    private string Whole(string source) => IsFile ? source
        : Head + string.Join("\n", source.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "    " + line)) + "\n}\n";

    private static async Task<bool> HasErrorsAsync(Document document) =>
        (await document.GetSemanticModelAsync(TestContext.Current.CancellationToken))!.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error);

    private static Xunit.Sdk.XunitException Missing(string id, ImmutableArray<Diagnostic> findings) =>
        new($"No {id} among: {string.Join("; ", findings.Select(each => each.ToString()))}");
}
