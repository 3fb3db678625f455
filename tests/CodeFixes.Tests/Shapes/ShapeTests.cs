using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests.Shapes;

/// <summary>Each fix in each place that the language knows: what it promises, it promises everywhere.</summary>
public class ShapeTests
{
    public static TheoryData<string, string> Cases { get; } = [.. Shape.All.SelectMany(shape => Misuse.All.Select(misuse => (shape.Name, misuse.Name)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task First_fix_removes_the_finding_and_all_at_once_remove_all(string shape, string misuse)
    {
        Shape place = Shape.All.Single(each => each.Name == shape);
        Misuse wrong = Misuse.All.Single(each => each.Name == misuse);
        OutputKind kind = shape == "top level" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        Document document = TestProject.Document(place.With(wrong), place.Language, wrong.Settings, kind);
        Assert.Equal(place.HasErrors, await HasErrorsAsync(document));
        Diagnostic[] before = [.. await Fixing.FindingsAsync(document)];
        Diagnostic[] wanted = [.. before.Where(finding => finding.Id == wrong.Id)];
        Assert.True(wanted.Length >= place.Places, $"{wanted.Length} of {place.Places} {wrong.Id} in\n{place.With(wrong)}\n{string.Join("\n", before.Select(each => each.ToString()))}");

        IReadOnlyList<CodeAction> offers = await Fixing.OffersAsync(document, wanted[0]);
        Assert.True(offers.Count > 0, $"Nothing is offered for {wanted[0].GetMessage()} in\n{place.With(wrong)}");
        foreach (CodeAction offer in offers)
            await CheckAsync(document, await Fixing.ApplyAsync(offer, document), before, before.Length - 1, place.HasErrors);

        Document all = (await Fixing.FixAllAsync(document, wrong.Id, FixAllScope.Document)).GetDocument(document.Id)!;
        await CheckAsync(document, all, before, before.Length - place.Places, place.HasErrors);
        Assert.DoesNotContain(await Fixing.FindingsAsync(all), finding => finding.Id == wrong.Id);
        Document again = (await Fixing.FixAllAsync(all, wrong.Id, FixAllScope.Document)).GetDocument(document.Id)!;
        Assert.Equal(await TextOf(all), await TextOf(again));
    }

    private static async Task CheckAsync(Document before, Document after, Diagnostic[] found, int most, bool hasErrors)
    {
        string text = await TextOf(after);
        Diagnostic[] left = [.. await Fixing.FindingsAsync(after)];
        Assert.True(left.Length <= most && left.All(finding => found.Any(each => each.Id == finding.Id)), $"{string.Join("\n", left.Select(each => each.ToString()))}\n{text}");
        Assert.True(hasErrors == await HasErrorsAsync(after), text);
        Assert.Equal(await CommentsOf(before), await CommentsOf(after));
        string old = await TextOf(before);
        Assert.Equal(old.Contains("\r\n"), text.Contains("\r\n"));
        Assert.DoesNotContain(text.Split('\n'), line => old.Contains("\r\n") && line.Length > 0 && (line[^1] != '\r' || line.StartsWith("  ")));
        Assert.DoesNotContain(text.Split('\n').Select(line => line.TrimEnd('\r')), line => line != line.TrimEnd());
        Assert.DoesNotContain(text.Split('\n'), line => !old.Split('\n').Any(each => each.Trim() == "{") && line.Trim() == "{");
        Assert.DoesNotContain("\n\n\n", text.Replace("\r", ""));
    }

    private static async Task<string> TextOf(Document document) => (await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString();

    private static async Task<string[]> CommentsOf(Document document)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(TestContext.Current.CancellationToken))!;
        return [.. root.DescendantTrivia().Where(each => each.IsDirective || each.IsKind(SyntaxKind.SingleLineCommentTrivia) || each.IsKind(SyntaxKind.MultiLineCommentTrivia)).Select(each => each.ToString().Trim()).Order()];
    }

    private static async Task<bool> HasErrorsAsync(Document document) =>
        (await document.GetSemanticModelAsync(TestContext.Current.CancellationToken))!.GetDiagnostics().Any(each => each.Severity == DiagnosticSeverity.Error);
}
