using System.Collections.Immutable;
using System.Composition;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>Releases what leaks: DEVMEM001, DEVMEM004, DEVMEM008 and DEVMEM015.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeakFixProvider)), Shared]
public sealed class LeakFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.Leak, RuleIds.ExceptionLeak, RuleIds.NotClosed, RuleIds.KeptUntilClose];
}
