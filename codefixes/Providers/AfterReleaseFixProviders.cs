using System.Collections.Immutable;
using System.Composition;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>Moves a release that comes before a use: DEVMEM005.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(UseAfterReleaseFixProvider)), Shared]
public sealed class UseAfterReleaseFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.UseAfterRelease];
}

/// <summary>Removes a release that comes too often: DEVMEM006.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DoubleReleaseFixProvider)), Shared]
public sealed class DoubleReleaseFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.DoubleRelease];
}
