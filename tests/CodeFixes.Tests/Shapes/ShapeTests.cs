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
    public static TheoryData<string, string> Cases { get; } = [.. Named(Shape.All, Misuse.All), .. Named(Shape.Single, Misuse.Single)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task First_fix_removes_the_finding_and_all_at_once_remove_all(string shape, string misuse)
    {
        Shape place = Shape.All.Concat(Shape.Single).Single(each => each.Name == shape);
        Misuse wrong = (Shape.All.Contains(place) ? Misuse.All : Misuse.Single).Single(each => each.Name == misuse);
        OutputKind kind = shape == "top level" ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary;
        Document document = TestProject.Document(place.With(wrong), place.Language, wrong.Settings, kind);
        Assert.Equal(place.HasErrors, await AfterFix.HasErrorsAsync(document));
        Diagnostic[] before = [.. await Fixing.FindingsAsync(document)];
        Diagnostic[] wanted = [.. before.Where(finding => finding.Id == wrong.Id)];
        Assert.True(wanted.Length >= place.Places, $"{wanted.Length} of {place.Places} {wrong.Id} in\n{place.With(wrong)}\n{string.Join("\n", before.Select(each => each.ToString()))}");

        IReadOnlyList<CodeAction> offers = await Fixing.OffersAsync(document, wanted[0]);
        Assert.True(offers.Count > 0, $"Nothing is offered for {wanted[0].GetMessage()} in\n{place.With(wrong)}");
        foreach (CodeAction offer in offers)
            await AfterFix.CheckAsync(document, await Fixing.ApplyAsync(offer, document), before, before.Length - 1);

        Document all = (await Fixing.FixAllAsync(document, wrong.Id, FixAllScope.Document)).GetDocument(document.Id)!;
        await AfterFix.CheckAsync(document, all, before, before.Length - place.Places);
        Assert.DoesNotContain(await Fixing.FindingsAsync(all), finding => finding.Id == wrong.Id);
        Document again = (await Fixing.FixAllAsync(all, wrong.Id, FixAllScope.Document)).GetDocument(document.Id)!;
        Assert.Equal(await AfterFix.TextOf(all), await AfterFix.TextOf(again));
    }

    private static IEnumerable<(string Shape, string Misuse)> Named(IReadOnlyList<Shape> shapes, IReadOnlyList<Misuse> misuses) =>
        shapes.SelectMany(shape => misuses.Where(misuse => misuse.Language <= shape.Language.MapSpecifiedToEffectiveVersion()).Select(misuse => (shape.Name, misuse.Name)));
}
