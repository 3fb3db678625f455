using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Rules;

/// <summary>What the rules about the order of endings share: a child that outlives what it came from.</summary>
internal abstract class OrderRule : OwnershipRule
{
    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind == FindingKind.EndedAfterParent && finding.SyntaxOf(finding.Finding.EndedAt) is not null && ReportsOrder(finding);

    /// <summary>Whether this is the rule for the pair.</summary>
    protected abstract bool ReportsOrder(BodyFinding finding);

    /// <summary>The early end is where a person would start to fix.</summary>
    protected override SyntaxNode Location(BodyFinding finding) => finding.SyntaxOf(finding.Finding.EndedAt)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) =>
        [Wording.Parent(finding), Wording.Handle(finding), Wording.LateEnd(finding, finding.IsToken ? "released" : "closed")];
}

/// <summary>DEVMEM002.</summary>
internal sealed class UnboundUnderSocket : OrderRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.UnboundUnderSocket,
        "Binding is unbound while a socket is open",
        "{0} ends here while {1} is still open; {2}",
        "What was bound stays pinned until the last socket is closed, and a socket that has not received yet gets ENODEV.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    protected override bool ReportsOrder(BodyFinding finding) => !finding.IsOfTokens && !finding.Finding.Reads;
}

/// <summary>DEVMEM007.</summary>
internal sealed class ClosedUnderTokens : OrderRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.ClosedUnderTokens,
        "Socket is closed while tokens are outstanding",
        "{0} is closed here while {1} is outstanding; {2}",
        "In autorelease-off mode the pages stay pinned until every socket is closed and the binding is unbound.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    protected override bool ReportsOrder(BodyFinding finding) => finding is { IsOfTokens: true, AutoreleaseOn: false, Finding.ThroughAnother: false };
}

/// <summary>DEVMEM009.</summary>
internal sealed class UsedAfterUnbind : OwnershipRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.UsedAfterUnbind,
        "Socket receives after its binding was unbound",
        "{0} is used after {1} ended what it belongs to{2}",
        "The receive fails with ENODEV in one mode; in the other it hands over queued data that keeps the binding alive.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) => finding.Finding.Kind == FindingKind.UseAfterParent && !finding.IsOfTokens && !finding.Finding.Reads;

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) => [Wording.Handle(finding), Wording.End(finding), Wording.Certainty(finding)];
}

/// <summary>DEVMEM010.</summary>
internal sealed class ReleasedElsewhere : OwnershipRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.ReleasedElsewhere,
        "Token is released through another socket",
        "{0} is released through another socket than {1}, which received it",
        "In autorelease-on mode the number names another fragment there, or none; in either mode a socket of another binding knows nothing of the page.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) =>
        finding.Finding.Kind == FindingKind.ReleasedElsewhere && finding.Finding.Parent >= 0 && (finding.AutoreleaseOn || finding.Finding.OtherBinding);

    /// <inheritdoc/>
    protected override SyntaxNode Location(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin)!;

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) => [Wording.Handle(finding), Wording.Parent(finding)];
}
