using System.Collections.Generic;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Rules;

/// <summary>DEVMEM005.</summary>
internal sealed class UseAfterRelease : OwnershipRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.UseAfterRelease,
        "Handle is used after its release",
        "{0} is used after {1}{2}",
        "What a released token named may already hold another packet, and a released handle throws.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind == FindingKind.UseAfterEnd;

    /// <summary>Whether a part of the same expression already is a use of the same handle after its end: `batch[0]` and, around it, the call that gets it.</summary>
    public static bool IsSaidInside(BodyFinding finding, List<BodyFinding> all) => finding.Finding.Kind == FindingKind.UseAfterEnd && finding.SyntaxOf(finding.Finding.Origin) is { } use
        && all.Exists(other => other.Finding.Kind == FindingKind.UseAfterEnd && other.Finding.Site == finding.Finding.Site && other.SyntaxOf(other.Finding.Origin) is { } inner
            && inner.SyntaxTree == use.SyntaxTree && use.Span.Contains(inner.Span) && use.Span != inner.Span && inner.FirstAncestorOrSelf<StatementSyntax>() == use.FirstAncestorOrSelf<StatementSyntax>());

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) => [Wording.Handle(finding), Wording.End(finding), Wording.Certainty(finding)];
}

/// <summary>DEVMEM006.</summary>
internal sealed class DoubleRelease : OwnershipRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.DoubleRelease,
        "Token is released twice",
        "{0} is released again after {1}{2}",
        "A late second return can hand a page that is in use back to the NIC, which then overwrites it.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind == FindingKind.ReleasedAgain;

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) => [Wording.Handle(finding), Wording.End(finding), Wording.Certainty(finding)];
}
