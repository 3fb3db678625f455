using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Analysis.Filter;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Devmem.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Analyses bodies of one compilation: filter, lower, solve, findings.</summary>
internal sealed class OwnershipAnalysis
{
    private readonly Ownership _throwing;
    private readonly Ownership _quiet;
    private readonly Relevance _relevance;
    private readonly Modes _modes;
    private readonly MemberEndings _endings;
    private readonly BodyFilter _filter;

    private OwnershipAnalysis(Compilation compilation, Func<SyntaxTree, OwnershipOptions> options, CancellationToken cancellation)
    {
        _throwing = new Ownership(compilation, cancellation);
        _quiet = new Ownership(compilation, cancellation) { CallsThrow = false };
        Infer(_throwing, cancellation);
        Infer(_quiet, cancellation);
        _throwing.Methods.Store = SummaryStore.Of(compilation, callsThrow: true);
        _quiet.Methods.Store = SummaryStore.Of(compilation, callsThrow: false);
        _relevance = new Relevance(_throwing.Handles);
        var calls = new CallSites(compilation, _throwing.Bodies);
        _endings = new MemberEndings(_throwing, calls);
        _modes = new Modes(compilation, _throwing.Bodies, calls, options);
        _filter = new BodyFilter(compilation, type => _throwing.Handles.Of(type) is not null);
        Raw = new RawUses(compilation, new KnownValues(_throwing.Bodies, calls));
        Conflicts = new ModeConflicts(compilation, _modes, new BindingTurns(compilation, _throwing.Bodies, calls), options, (root, graph) => Analyze(graph, BodyGraphs.OwnerOf(root, _throwing.Bodies.ModelOf(root.Syntax.SyntaxTree), cancellation), options(root.Syntax.SyntaxTree), cancellation).Bindings);
    }

    /// <summary>Calls that do by number what the handles do.</summary>
    public RawUses Raw { get; }

    /// <summary>Bindings that clash in their modes.</summary>
    public ModeConflicts Conflicts { get; }

    /// <summary>Lets contracts and owners be inferred from bodies.</summary>
    internal static void Infer(Ownership ownership, CancellationToken cancellation, Action<IMethodSymbol>? reading = null)
    {
        var owners = new OwnerInference(ownership, cancellation);
        ownership.Methods.Infer = new Summaries(ownership, cancellation) { Reading = reading }.Infer;
        ownership.Owners.InferReleased = owners.Released;
        ownership.Owners.InferParents = owners.Parents;
    }

    /// <summary>What a method means for ownership, its body considered.</summary>
    public MethodContract ContractOf(IMethodSymbol method) => _throwing.Methods.Of(method);

    /// <summary>The analysis of <paramref name="compilation"/>; null where no type in sight is marked, so that there is nothing to do.</summary>
    /// <param name="compilation">The compilation.</param>
    /// <param name="options">What the options of a file say.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static OwnershipAnalysis? Of(Compilation compilation, Func<SyntaxTree, OwnershipOptions> options, CancellationToken cancellation) =>
        HandleTypes.AreInSight(compilation) ? new OwnershipAnalysis(compilation, options, cancellation) : null;

    /// <summary>The bodies of a declaration that have to do with handles, or with what handles do. One whose words show that it has not is not even bound.</summary>
    /// <param name="declaration">What is declared.</param>
    /// <param name="owner">The member.</param>
    /// <param name="model">Binds the bodies.</param>
    /// <param name="cancellation">Stops the work.</param>
    public IEnumerable<IOperation> BodiesOf(SyntaxNode declaration, ISymbol owner, SemanticModel model, CancellationToken cancellation) =>
        _filter.MayTouch(declaration) || NamesHolders(owner) ? BodyRoots.Of(declaration, owner, model, cancellation) : [];

    /// <summary>Finds what is wrong in the body of a member.</summary>
    /// <param name="root">The body.</param>
    /// <param name="owner">The member.</param>
    /// <param name="options">What the options of its file say.</param>
    /// <param name="cancellation">Stops the work.</param>
    public BodyVerdict Analyze(IOperation root, ISymbol owner, OwnershipOptions options, CancellationToken cancellation) =>
        (_relevance.Mentions(root, owner) || NamesHolders(owner)) && !HasErrors(root) && BodyGraphs.Of(root, cancellation) is { } graph ? Analyze(graph, owner, options, cancellation) : new BodyVerdict();

    private BodyVerdict Analyze(ControlFlowGraph graph, ISymbol owner, OwnershipOptions options, CancellationToken cancellation)
    {
        var verdict = new BodyVerdict();
        Analyze(graph, owner, options, verdict, [], cancellation);
        return verdict;
    }

    /// <summary>Finds the members of <paramref name="type"/> that let go what they own, those of which that cannot be known, and those that its release method takes for what they no longer are.</summary>
    public (IReadOnlyList<MemberFinding> Findings, IReadOnlyList<UndecidedMember> Undecided, IReadOnlyList<BodyFinding> Misused) Analyze(INamedTypeSymbol type, OwnershipOptions options, CancellationToken cancellation)
    {
        if (!MayOwn(type, cancellation))
            return ([], [], []);
        var owner = new OwnerAnalysis(type, options.CallsThrow ? _throwing : _quiet, cancellation);
        return (owner.Findings(), owner.Undecided, owner.Misused);
    }

    /// <summary>Finds what is lost when one of the values throws that the members of <paramref name="type"/> begin with, where no constructor has a body that would show it.</summary>
    public BodyVerdict AnalyzeMakers(INamedTypeSymbol type, OwnershipOptions options, CancellationToken cancellation)
    {
        var verdict = new BodyVerdict();
        var ownership = options.CallsThrow ? _throwing : _quiet;
        if (!MayOwn(type, cancellation))
            return verdict;
        foreach (var maker in type.InstanceConstructors.Where(maker => maker.IsImplicitlyDeclared || OwnerTypes.IsPrimary(maker)))
        {
            if (ownership.Bodies.GraphOf(maker) is null && BodyLowerer.LowerMaker(maker, ownership, isProbe: false, cancellation) is { } body)
                verdict.Findings.AddRange(Translate(Solver.Solve(body.Program, null, cancellation), body, maker, options).Where(finding => finding.Finding is { Kind: FindingKind.Leak, Exit: LeakExit.Throw } or { Kind: FindingKind.LentKept }));
        }

        return verdict;
    }

    /// <summary>Finds what ends too early of what the members of <paramref name="type"/> hold, where it takes several calls to show it.</summary>
    public BodyVerdict AnalyzeOrder(INamedTypeSymbol type, OwnershipOptions options, CancellationToken cancellation)
    {
        var verdict = new BodyVerdict();
        if (!MayOwn(type, cancellation))
            return verdict;
        foreach (var (body, solution) in new OwnerAnalysis(type, options.CallsThrow ? _throwing : _quiet, cancellation).Orders(_endings))
            verdict.Findings.AddRange(Translate(solution, body, type, options).Where(finding => finding.Finding is { Kind: FindingKind.EndedAfterParent, Outlives: false } && !IsSaidOfBody(finding, options, cancellation)));
        return verdict;
    }

    /// <summary>Whether the body in which it ends too early shows that by itself, or one of the type that calls it.</summary>
    private bool IsSaidOfBody(BodyFinding finding, OwnershipOptions options, CancellationToken cancellation)
    {
        if (finding.SyntaxOf(finding.Finding.EndedAt) is not { } early)
            return true;
        var model = _throwing.Bodies.ModelOf(early.SyntaxTree);
        var owner = early.AncestorsAndSelf().Select(node => model.GetDeclaredSymbol(node, cancellation)).OfType<IMethodSymbol>().FirstOrDefault(method => method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction));
        return owner is null || owner.ContainingType.GetMembers().OfType<IMethodSymbol>().Any(method => _throwing.Bodies.GraphOf(method) is { } graph && IsSaid(graph, method));

        bool IsSaid(ControlFlowGraph graph, IMethodSymbol method) => (SymbolEqualityComparer.Default.Equals(method, owner) || _throwing.Bodies.CalleesOf(method).Contains(owner, SymbolEqualityComparer.Default))
            && Analyze(graph, method, options, cancellation).Findings.Exists(each => each.Finding.Kind == FindingKind.EndedAfterParent && each.SyntaxOf(each.Finding.EndedAt) is { } told && (told == early || IsCallOf(told)));

        bool IsCallOf(SyntaxNode told) => model.SyntaxTree == told.SyntaxTree && SymbolEqualityComparer.Default.Equals((model.GetOperation(told, cancellation) as IInvocationOperation)?.TargetMethod, owner);
    }

    /// <summary>A type that overrides something may end in its own way what its base holds.</summary>
    private bool MayOwn(INamedTypeSymbol type, CancellationToken cancellation) => type.TypeKind is TypeKind.Class or TypeKind.Struct
        && (type.DeclaringSyntaxReferences.Any(reference => _filter.MayTouch(reference.GetSyntax(cancellation)))
            || (type.BaseType is { DeclaringSyntaxReferences.IsEmpty: false } inherited && type.GetMembers().Any(member => member.IsOverride) && MayOwn(inherited.OriginalDefinition, cancellation)));

    /// <summary>Whether what <paramref name="owner"/> calls on its own object has to do with the handles in its members.</summary>
    private bool NamesHolders(ISymbol owner) => owner is IMethodSymbol { ContainingType: { DeclaringSyntaxReferences.IsEmpty: false } type } method
        && _throwing.Owners.HandleMembersOf(type) is { Count: > 0 } holders && _throwing.Owners.UsesOf(type).Mentions(method, holders);

    private void Analyze(
        ControlFlowGraph graph, ISymbol owner, OwnershipOptions options, BodyVerdict verdict, HashSet<SyntaxNode> inlined, CancellationToken cancellation)
    {
        try
        {
            // What was lowered where it is called was judged there; only what it declares itself is left.
            if (!inlined.Contains(graph.OriginalOperation.Syntax))
                Judge(graph, owner, options, verdict, inlined, cancellation);
        }
        catch (Exception exception) when (exception is BodyTooLargeException or InsufficientExecutionStackException)
        {
            verdict.GaveUp = GaveUp.Wholly;
        }

        foreach (var (nested, symbol) in NestedGraphs.Of(graph, cancellation))
            Analyze(nested, symbol, options, verdict, inlined, cancellation);
    }

    private void Judge(
        ControlFlowGraph graph, ISymbol owner, OwnershipOptions options, BodyVerdict verdict, HashSet<SyntaxNode> inlined, CancellationToken cancellation)
    {
        var body = BodyLowerer.Lower(graph, owner, options.CallsThrow ? _throwing : _quiet, cancellation);
        inlined.UnionWith(body.Inlined);
        var solution = Solver.Solve(body.Program, null, cancellation);
        verdict.Findings.AddRange(Translate(solution, body, owner, options));
        if (solution.Marks.Count > 0)
            verdict.Bindings.Add(BoundProgram.Of(solution, body));
        if (solution.GaveUp && verdict.GaveUp == GaveUp.Nothing)
            verdict.GaveUp = GaveUp.Precision;
    }

    private IEnumerable<BodyFinding> Translate(Solution solution, LoweredBody body, ISymbol owner, OwnershipOptions options)
    {
        var normal = new HashSet<int>(solution.Findings.Where(finding => finding is { Kind: FindingKind.Leak, Exceptional: false }).Select(finding => finding.Site.Id));
        foreach (var finding in solution.Findings.Where(finding => IsOwn(finding, body)))
        {
            // What is left open in a member may have been closed before by another method, or is where this one is called.
            if (finding is { Kind: FindingKind.EndedAfterParent, Outlives: true } && body.Sites[finding.Site.Id] is { Kind: ArrivalKind.Member, Via: { } member } && (owner is not IMethodSymbol method || !_endings.IsOpen(member, method)))
                continue;
            var on = finding.Trait >= 0 ? finding.Trait == RuntimeNames.AutoreleaseOn : options.AutoreleaseOn ?? _modes.IsOnEverywhere;
            yield return new BodyFinding(finding, body, on) { Owner = owner, AlsoWithoutException = normal.Contains(finding.Site.Id) };
        }
    }

    /// <summary>What goes wrong inside of another member's body that is called here is found there; but what a constructor had acquired by it is lost when the constructor throws.</summary>
    private static bool IsOwn(Finding finding, LoweredBody body)
    {
        if (finding.Kind == FindingKind.HandedOutBorrowed && body.Sites[finding.Site.Id].Kind == ArrivalKind.Member && body.Writes(body.Sites[finding.Site.Id].Via!))
            return false;
        if (finding.Kind != FindingKind.Leak)
            return finding.Origin != finding.EndedAt || !body.Calls.Contains(finding.Origin);
        var thrown = finding.Path.LastOrDefault(step => step.Kind is StepKind.CallThrew or StepKind.Threw);
        return !body.Sites[finding.Site.Id].IsForeign || (body.IsMaker && finding.Exit == LeakExit.Throw && thrown is not null && !body.Calls.Contains(thrown.Origin));
    }

    /// <summary>Nothing is said inside of what does not bind.</summary>
    public static bool HasErrors(IOperation root) => root.DescendantsAndSelf().Any(operation => operation is IInvalidOperation);
}
