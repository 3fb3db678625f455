using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Rules;

/// <summary>DEVMEM016.</summary>
internal sealed class ReusedBeforeSent : OwnershipRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.ReusedBeforeSent,
        "Memory is reused before its send completed",
        "{0} may not have completed when {1}",
        "Until a zero-copy send completes the NIC reads the memory, for retransmissions too: what is written meanwhile goes onto the wire, and when the sender closes first, nobody learns when the memory is free.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind == FindingKind.Overwritten
        || (finding.Finding is { Kind: FindingKind.EndedAfterParent, Reads: true } && finding.SyntaxOf(finding.Finding.EndedAt) is not null);

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) =>
        finding.SyntaxOf(finding.Finding.Kind == FindingKind.Overwritten ? finding.Finding.Origin : finding.Finding.EndedAt)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) =>
    [
        Wording.Handle(finding),
        finding.Finding.Kind == FindingKind.Overwritten ? $"'{Wording.Callee(Location(finding))}' writes into what it sends" : $"{Wording.Parent(finding)} is closed here, after which nothing tells when its memory is free",
    ];
}
