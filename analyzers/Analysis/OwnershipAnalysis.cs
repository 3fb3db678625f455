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
    private readonly BodyFilter _filter;

    private OwnershipAnalysis(Compilation compilation, Func<SyntaxTree, OwnershipOptions> options, CancellationToken cancellation)
    {
        _throwing = new Ownership(compilation, cancellation);
        _quiet = new Ownership(compilation, cancellation) { CallsThrow = false };
        _throwing.Methods.Infer = new Summaries(_throwing, cancellation).Infer;
        _quiet.Methods.Infer = new Summaries(_quiet, cancellation).Infer;
        _relevance = new Relevance(_throwing.Handles);
        _modes = new Modes(compilation, _throwing.Bodies, options);
        _filter = new BodyFilter(compilation, type => _throwing.Handles.Of(type) is not null);
        Raw = new RawUses(compilation, new KnownValues(compilation, _throwing.Bodies));
        Conflicts = new ModeConflicts(compilation, _modes, options, (root, graph) => Analyze(graph, BodyGraphs.OwnerOf(root, _throwing.Bodies.ModelOf(root.Syntax.SyntaxTree), cancellation), options(root.Syntax.SyntaxTree), cancellation).Bindings);
    }

    /// <summary>Calls that do by number what the handles do.</summary>
    public RawUses Raw { get; }

    /// <summary>Bindings that clash in their modes.</summary>
    public ModeConflicts Conflicts { get; }

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
        _filter.MayTouch(declaration) ? BodyRoots.Of(declaration, owner, model, cancellation) : [];

    /// <summary>Finds what is wrong in the body of a member.</summary>
    /// <param name="root">The body.</param>
    /// <param name="owner">The member.</param>
    /// <param name="options">What the options of its file say.</param>
    /// <param name="cancellation">Stops the work.</param>
    public BodyVerdict Analyze(IOperation root, ISymbol owner, OwnershipOptions options, CancellationToken cancellation) =>
        _relevance.Mentions(root, owner) && !HasErrors(root) && BodyGraphs.Of(root, cancellation) is { } graph ? Analyze(graph, owner, options, cancellation) : new BodyVerdict();

    private BodyVerdict Analyze(ControlFlowGraph graph, ISymbol owner, OwnershipOptions options, CancellationToken cancellation)
    {
        var verdict = new BodyVerdict();
        Analyze(graph, owner, options, verdict, [], cancellation);
        return verdict;
    }

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
        foreach (var finding in solution.Findings)
        {
            var on = finding.Trait >= 0 ? finding.Trait == RuntimeNames.AutoreleaseOn : options.AutoreleaseOn ?? _modes.IsOnEverywhere;
            yield return new BodyFinding(finding, body, on) { Owner = owner, AlsoWithoutException = normal.Contains(finding.Site.Id) };
        }
    }

    /// <summary>Nothing is said inside of what does not bind.</summary>
    public static bool HasErrors(IOperation root) => root.DescendantsAndSelf().Any(operation => operation is IInvalidOperation);
}
