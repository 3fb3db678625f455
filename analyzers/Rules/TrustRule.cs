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
        "{0} goes where the analysis must trust instead of know",
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
    protected override object[] Arguments(BodyFinding finding) => [Wording.Handle(finding)];
}
