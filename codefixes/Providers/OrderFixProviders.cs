using System.Collections.Immutable;
using System.Composition;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>Ends what is inside before what is around it: DEVMEM002 and DEVMEM007.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OrderFixProvider)), Shared]
public sealed class OrderFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UnboundUnderSocket, RuleIds.ClosedUnderTokens];
}

/// <summary>Moves an unbind that comes before a receive: DEVMEM009.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseAfterUnbindFixProvider)), Shared]
public sealed class UseAfterUnbindFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UsedAfterUnbind];
}

/// <summary>Releases a token through the socket that received it: DEVMEM010.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(WrongSocketFixProvider)), Shared]
public sealed class WrongSocketFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ReleasedElsewhere];
}
