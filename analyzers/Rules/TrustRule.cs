using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Rules;

/// <summary>DEVMEM013.</summary>
internal sealed class TrustedOwnership : OwnershipRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.Trusted,
        "Ownership leaves what can be checked",
        "Ownership is trusted here instead of known: {0}",
        "With this rule at error, a clean build is a proof under the stated assumptions.",
        DiagnosticSeverity.Info,
        RuleIds.Usage);

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind is FindingKind.Trusted or FindingKind.MayBeReplaced && (finding.Site.Handle is not null || finding.Site.Kind == ArrivalKind.Container);

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) => [$"{What(finding)} {(finding.Finding.Kind == FindingKind.MayBeReplaced ? Replaced(Location(finding)) : Reason(Location(finding), finding.Site.Kind))}"];

    private static string Replaced(SyntaxNode place) => $"may be what {Element(place)} holds already, and is lost then";

    private static string Element(SyntaxNode place) => $"'{Wording.Short((place is AssignmentExpressionSyntax assignment ? assignment.Left : place).ToString())}'";

    private static string What(BodyFinding finding) => finding.Site.Kind != ArrivalKind.Container ? Wording.Handle(finding)
        : Wording.VariableOf(finding.Site) is { } name ? $"what '{name}' holds" : "what this collection holds";

    private static string Reason(SyntaxNode place, ArrivalKind kind)
    {
        if (place is AnonymousFunctionExpressionSyntax)
            return "is captured by a delegate that may run at any time";
        if (place is AssignmentExpressionSyntax assignment)
            return $"is stored in '{Wording.Short(assignment.Left.ToString())}', and who releases it there is not known";
        if (place is BaseObjectCreationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax receiver } } && kind != ArrivalKind.Container)
            return $"goes to '{Wording.Callee(receiver)}', which cannot be seen and has no contract";
        if (place is ArrayCreationExpressionSyntax or ObjectCreationExpressionSyntax { Type: not GenericNameSyntax { Identifier.Text: "Lazy" } } or CollectionExpressionSyntax)
            return "is in one of several collections that are made here, which are not told apart";
        if (place is InvocationExpressionSyntax && Wording.Callee(place) is "Add" or "TryAdd" or "Enqueue" or "Push" or "Insert")
            return "is in one of several collections of a collection, which are not told apart";
        if (place is BaseObjectCreationExpressionSyntax)
            return "is made by a 'Lazy' when it is first asked for, and who releases it is not known";
        if (place is InvocationExpressionSyntax && kind != ArrivalKind.Container)
            return $"goes to '{Wording.Callee(place)}', which cannot be seen and has no contract";
        if (place is InvocationExpressionSyntax)
            return $"comes from '{Wording.Callee(place)}', which cannot be seen and does not say whose it is";
        return place.FirstAncestorOrSelf<ArgumentSyntax>() is { Parent.Parent: { } call }
            ? $"goes to '{Wording.Callee(call)}', which cannot be seen and has no contract"
            : "goes to code that is not followed";
    }

    /// <summary>The diagnostic for a member that owns a handle, where it cannot be known whether it lets it go.</summary>
    public static Diagnostic Undecided(UndecidedMember undecided) => undecided.ReplacedAt is { } place
        ? Diagnostic.Create(Rule, place.GetLocation(), $"{Element(place)} may hold something already, which is lost then")
        : Diagnostic.Create(Rule, undecided.Member.Locations[0], undecided.Stop is { } stop
        ? $"what '{undecided.Member.Name}' owns is released by '{stop.Name}', and nothing says that it is called, as it would for a release method"
        : $"what becomes of '{undecided.Member.Name}' depends on more than can be told apart");

    /// <summary>The diagnostic for a member whose body is beyond the budget.</summary>
    public static Diagnostic GaveUp(GaveUp what, ISymbol member) => Diagnostic.Create(Rule, member.Locations[0], what == Analysis.GaveUp.Wholly
        ? $"a body in '{member.Name}' is too large or too deep to be analysed"
        : $"a body in '{member.Name}' branches so much that paths were joined, so that a report about it may be wrong");
}
