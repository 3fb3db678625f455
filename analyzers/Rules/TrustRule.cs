using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;

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
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind == FindingKind.Trusted && finding.Site.Kind != Lowering.ArrivalKind.Borrowed && finding.Site.Handle is not null;

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) => [Wording.Handle(finding) + " goes to code that is not followed"];

    /// <summary>The diagnostic for a member whose body is beyond the budget.</summary>
    public static Diagnostic GaveUp(GaveUp what, ISymbol member) => Diagnostic.Create(Rule, member.Locations[0], what == Analysis.GaveUp.Wholly
        ? $"a body in '{member.Name}' is too large or too deep to be analysed"
        : $"a body in '{member.Name}' branches so much that paths were joined, so that a report about it may be wrong");
}
