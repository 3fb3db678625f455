using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using Devmem.Analyzers;
using Devmem.CodeFixes.Edits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>Releases what leaks: DEVMEM001, DEVMEM004, DEVMEM008 and DEVMEM015.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(LeakFixProvider)), Shared]
public sealed class LeakFixProvider : OwnershipFixProvider
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [RuleIds.Leak, RuleIds.ExceptionLeak, RuleIds.NotClosed, RuleIds.KeptUntilClose];

    private protected override IReadOnlyList<IEdit> Edits { get; } =
    [
        new ReleaseResult(),
        new ReleaseDiscardedOut(),
        new UsingStatement(asInFile: true),
        new UsingDeclaration(keepReleases: false),
        new UsingOfResult(),
        new TryFinally(early: true),
        new KeepInVariable(),
        new UsingDeclaration(keepReleases: true),
        new ReleaseOnPaths(behindCondition: false),
        new UsingStatement(asInFile: false),
        new TryFinally(early: false),
        new ReleaseOnPaths(behindCondition: true),
        new FinallyFromDeclaration(),
        new ReleaseOnException(),
        new TryFinally(early: false, movesDeclarations: true),
        new ReleaseOnException(movesDeclarations: true),
        new ReleaseAtLeak(),
        new ReleaseElements(),
    ];
}
