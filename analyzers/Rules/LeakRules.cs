using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Rules;

/// <summary>What the leak rules share: a leak of something that a call brought, in words.</summary>
internal abstract class LeakRule : OwnershipRule
{
    /// <inheritdoc/>
    public override bool Reports(BodyFinding finding) =>
        finding.Finding.Kind == FindingKind.Leak && finding.Site.Kind == ArrivalKind.Call && finding.Site.Handle is not null
        && (!finding.Finding.Exceptional || !finding.AlsoWithoutException) && ReportsLeak(finding);

    /// <summary>Whether this is the rule for the leak.</summary>
    protected abstract bool ReportsLeak(BodyFinding finding);

    /// <inheritdoc/>
    protected override object[] Arguments(BodyFinding finding) => [Wording.Handle(finding), Wording.HowItLeaks(finding)];
}

/// <summary>DEVMEM001.</summary>
internal sealed class LeakOnSomePath : LeakRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.Leak,
        "Token is not released on every path",
        "{0} is not released on every path: {1}",
        "In autorelease-off mode a token that is not returned keeps its page from the NIC until every socket is closed and the binding is unbound.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    protected override bool ReportsLeak(BodyFinding finding) => finding is { IsToken: true, AutoreleaseOn: false, AlsoWithoutException: true };
}

/// <summary>DEVMEM004.</summary>
internal sealed class LeakOnException : LeakRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.ExceptionLeak,
        "Token is not released when an exception is thrown",
        "{0} is not released when an exception is thrown: {1}",
        "Only paths on which something that is called throws let the token go, so it leaks in production and not in tests.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    protected override bool ReportsLeak(BodyFinding finding) => finding is { IsToken: true, AutoreleaseOn: false, AlsoWithoutException: false };
}

/// <summary>DEVMEM008.</summary>
internal sealed class HandleNotClosed : LeakRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.NotClosed,
        "Binding or socket is not closed on every path",
        "{0} is not closed on every path: {1}",
        "A binding that stays bound keeps its queues and its memory, and a socket that stays open keeps the tokens that were received through it.");

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    protected override bool ReportsLeak(BodyFinding finding) => !finding.IsToken;
}

/// <summary>DEVMEM015.</summary>
internal sealed class KeptUntilClose : LeakRule
{
    private static readonly DiagnosticDescriptor Rule = Describe(
        RuleIds.KeptUntilClose,
        "Token is kept until the socket closes",
        "{0} is kept until its socket closes: {1}",
        "In autorelease-on mode nothing leaks for good, but until the socket closes the NIC has fewer pages to receive into, and every flow on the queue starves.",
        DiagnosticSeverity.Info);

    /// <inheritdoc/>
    public override DiagnosticDescriptor Descriptor => Rule;

    /// <inheritdoc/>
    protected override bool ReportsLeak(BodyFinding finding) => finding is { IsToken: true, AutoreleaseOn: true };
}
