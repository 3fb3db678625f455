using System.Collections.Immutable;
using System.Composition;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>Releases what a member of an object owns, and the object where it is made: DEVMEM011.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(OwnedMemberFixProvider)), Shared]
public sealed class OwnedMemberFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.FieldNotReleased];
}

/// <summary>Writes contracts, and makes body and contract agree: DEVMEM013 and DEVMEM017.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ContractFixProvider)), Shared]
public sealed class ContractFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.Trusted, RuleIds.BrokenContract];
}
