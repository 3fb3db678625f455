using System.Linq;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Rules;

/// <summary>DEVMEM017.</summary>
internal sealed class BrokenContract : OwnershipRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.BrokenContract,
        "Contract does not hold",
        "The contract of {0} does not hold: {1}",
        "Callers are checked against the contract and not against the body, so one that does not hold moves the leak to where nobody looks.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind switch
    {
        FindingKind.Leak => finding.Site.Kind == ArrivalKind.OwnedParameter && !IsReleaseThatThrew(finding),
        FindingKind.LentEnded or FindingKind.LentKept or FindingKind.HandedOutOwed => true,
        FindingKind.HandedOutBorrowed => IsKnownToBeKept(finding),
        _ => false,
    };

    /// <summary>The diagnostic for a member that promises less than <paramref name="broken"/>'s base.</summary>
    public static Diagnostic Report(WeakerPromise broken, Compilation compilation)
    {
        var related = broken.Base.Locations.Where(location => location.SourceTree is { } tree && compilation.ContainsSyntaxTree(tree));
        return Diagnostic.Create(Rule, broken.Location, related, null, broken.Subject, broken.Text);
    }

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) =>
        finding.Finding.Kind is FindingKind.Leak or FindingKind.LentEnded or FindingKind.LentKept ? finding.Site.Syntax : finding.SyntaxOf(finding.Finding.Origin)!;

    /// <inheritdoc/>
    protected override Location Place(BodyFinding finding) =>
        finding.Finding.Kind is FindingKind.Leak or FindingKind.LentEnded or FindingKind.LentKept && finding.Site.Via is { DeclaringSyntaxReferences.IsEmpty: false } ? base.Place(finding) : finding.Owner?.Locations.FirstOrDefault() ?? base.Place(finding);

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding)
    {
        var name = ((finding.Owner as IMethodSymbol)?.AssociatedSymbol ?? finding.Owner)?.Name ?? "";
        return finding.Finding.Kind switch
        {
            FindingKind.Leak => [Wording.Handle(finding), (IsReleasing(finding) ? "it is not released on every path: " : "it is neither released nor handed on: ") + Wording.HowItLeaks(finding)],
            FindingKind.LentEnded => [Wording.Handle(finding), $"it is lent, and {EndOfLent(finding)}{Wording.When(finding)}"],
            FindingKind.LentKept => [Wording.Handle(finding), $"it is lent, and {Wording.Keeping(finding)}{Wording.When(finding)}"],
            FindingKind.HandedOutOwed => [$"what '{name}' returns", $"it is lent, but nobody else owns {Wording.Handle(finding)}{Wording.When(finding)}"],
            _ => [$"what '{name}' returns", $"the caller is to own it, but '{finding.Site.Via?.Name}' keeps it{Wording.When(finding)}"],
        };
    }

    private static string EndOfLent(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin) is MemberDeclarationSyntax or ParameterListSyntax or TypeDeclarationSyntax
        ? "a member keeps it that the type releases" : Wording.Ending(finding);

    /// <summary>A release that throws has released, as far as its callers go.</summary>
    private static bool IsReleaseThatThrew(BodyFinding finding) => IsReleasing(finding) && !finding.AlsoWithoutException;

    private static bool IsReleasing(BodyFinding finding) => finding.Site.Via is IParameterSymbol parameter && parameter.PromiseOf() == Promise.Releases;

    /// <summary>Whether it is known that somebody else goes on owning what is returned: a field that the body writes may have been cleared.</summary>
    private static bool IsKnownToBeKept(BodyFinding finding) => finding.Site.Via switch
    {
        IParameterSymbol => true,
        IFieldSymbol or IPropertySymbol { IsIndexer: false } => !finding.Body.Writes(finding.Site.Via),
        IMethodSymbol method => method.ResultPromise() == Promise.NotOwning,
        _ => false,
    };
}
