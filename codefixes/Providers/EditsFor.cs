using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers;
using Devmem.CodeFixes.Edits;

namespace Devmem.CodeFixes.Providers;

/// <summary>The kinds of edits that fit the rules, best first.</summary>
internal static class EditsFor
{
    private static readonly IReadOnlyList<IEdit> Leaks =
    [
        new ReleaseResult(),
        new ReleaseDiscardedOut(),
        new UsingInLoop(anywhere: false),
        new ReleaseWhereRefused(),
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
        new ReleaseElements(anywhere: false),
    ];

    /// <summary>For a leak that none of the others, and no two of them, remove: the handle is looked for where it went.</summary>
    private static readonly IReadOnlyList<IEdit> LeaksElsewhere =
    [
        new ReleaseUnlessGiven(),
        new CallFirst(),
        new ReleaseElements(anywhere: true),
        new UsingInLoop(anywhere: true),
        new ReleaseOnPaths(behindCondition: false, ofVariable: true),
        new ReleaseElsewhere(),
        new KeepCollection(),
        new SetBehind(),
        new ReleaseHalfMade(),
    ];

    private static readonly IReadOnlyList<IEdit> Modes = [new WriteMode()];

    private static readonly IReadOnlyList<IEdit> Order = [new MoveRelease(), new OrderInScopes(), new OrderByUsing(), new EndFirst()];

    private static readonly Dictionary<string, IReadOnlyList<IEdit>> Known = new()
    {
        [RuleIds.Leak] = Leaks,
        [RuleIds.ExceptionLeak] = Leaks,
        [RuleIds.NotClosed] = Leaks,
        [RuleIds.KeptUntilClose] = Leaks,
        [RuleIds.UnboundUnderSocket] = Order,
        [RuleIds.ClosedUnderTokens] = Order,
        [RuleIds.UsedAfterUnbind] = [new MoveRelease(), new OrderInScopes(), new OrderByUsing()],
        [RuleIds.MixedModes] = Modes,
        [RuleIds.DefaultMode] = Modes,
        [RuleIds.UseAfterRelease] = [new MoveRelease()],
        [RuleIds.DoubleRelease] = [new RemoveRelease()],
        [RuleIds.ReleasedElsewhere] = [new ReleaseThroughReceiver()],
        [RuleIds.FieldNotReleased] = [new ReleaseMember(), new ReleaseBeforeReplacing()],
        [RuleIds.Trusted] = [new WriteContract()],
        [RuleIds.BrokenContract] = [.. Leaks.Where(edit => edit is UsingStatement or TryFinally or ReleaseOnPaths or ReleaseOnException), new RemoveRelease(lent: true), new CorrectContract()],
        [RuleIds.ReusedBeforeSent] = [new MoveRelease(), new WaitFirst()],
    };

    /// <summary>The edits for the rule with <paramref name="id"/>: those to try first, then those for where none of them is right.</summary>
    public static IEnumerable<IReadOnlyList<IEdit>> Rule(string id) => Known[id] == Leaks ? [Leaks, LeaksElsewhere] : [Known[id]];
}
