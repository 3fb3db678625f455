using System.Collections.Immutable;
using System.Composition;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>Binds in the mode of the other bindings, or says the mode: DEVMEM003 and DEVMEM012.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModeFixProvider)), Shared]
public sealed class ModeFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.MixedModes, RuleIds.DefaultMode];
}

/// <summary>Waits for a send before its memory is used again: DEVMEM016.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SendFixProvider)), Shared]
public sealed class SendFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.ReusedBeforeSent];
}
