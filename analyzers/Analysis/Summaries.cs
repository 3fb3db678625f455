using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>
/// Infers contracts from bodies. Recursion starts from "never returns" and goes up to a fixpoint, so that a base case decides for the whole cycle;
/// what was inferred under an assumption that is not yet sure is not kept.
/// </summary>
internal sealed class Summaries
{
    private const int MostRounds = 6;
    private const int DeepestNesting = 40;

    [ThreadStatic]
    private static List<Assumption>? _running;

    private readonly Ownership _ownership;
    private readonly CancellationToken _cancellation;

    public Summaries(Ownership ownership, CancellationToken cancellation)
    {
        _ownership = ownership;
        _cancellation = cancellation;
    }

    /// <summary>The contract of <paramref name="method"/> with what its body shows where <paramref name="declared"/> says nothing.</summary>
    /// <param name="method">The method.</param>
    /// <param name="declared">What attributes and defaults say.</param>
    /// <param name="isFinal">Whether the answer will not change when more is known.</param>
    public MethodContract Infer(IMethodSymbol method, MethodContract declared, out bool isFinal)
    {
        isFinal = true;
        method = method.OriginalDefinition;
        method = method.PartialImplementationPart ?? method;
        if (!CanBeInferred(method) || LowererOf(method) is not { } lower)
            return declared;
        var running = _running ??= [];
        if (running.Find(each => SymbolEqualityComparer.Default.Equals(each.Method, method)) is { } assumed)
        {
            assumed.IsAsked = true;
            isFinal = false;
            return assumed.Contract;
        }

        if (running.Count >= DeepestNesting)
        {
            isFinal = false;
            return GivenUp(method, declared);
        }

        var assumption = new Assumption(method, declared with { NeverReturns = true });
        running.Add(assumption);
        try
        {
            var contract = Iterate(lower, method, declared, assumption);
            isFinal = !running.Take(running.Count - 1).Any(each => each.IsAsked);
            return contract;
        }
        catch (Exception exception) when (exception is BodyTooLargeException or InsufficientExecutionStackException)
        {
            return GivenUp(method, declared);
        }
        finally
        {
            running.RemoveAt(running.Count - 1);
        }
    }

    /// <summary>Answers a question that rests on nothing that is being inferred: what is asked for meanwhile is inferred anew.</summary>
    public static T Alone<T>(Func<T> question)
    {
        var running = _running;
        _running = null;
        try
        {
            return question();
        }
        finally
        {
            _running = running;
        }
    }

    private MethodContract Iterate(Func<LoweredBody?> lower, IMethodSymbol method, MethodContract declared, Assumption assumption)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            assumption.IsAsked = false;
            if (lower() is not { } body)
                return IsEmptyMaker(method) ? declared with { Result = declared.Result! with { IsEmpty = true } } : declared;
            var contract = SummaryReader.Read(method, declared, body, Solver.Solve(body.Program, null, _cancellation), _ownership);
            if (!assumption.IsAsked || contract.SameAs(assumption.Contract))
                return contract;
            assumption.Contract = contract;
        }

        return GivenUp(method, declared);
    }

    /// <summary>What is declared holds, and whoever passes something in is told that it is trusted.</summary>
    private static MethodContract GivenUp(IMethodSymbol method, MethodContract declared) =>
        declared.Trusted(i => method.Parameters[i].PromiseOf() != Promise.None);

    private static bool CanBeInferred(IMethodSymbol method) =>
        !method.IsAbstract && !method.IsExtern && !method.IsVirtual && (!method.IsOverride || method.IsSealed || method.ContainingType.IsSealed)
        && method.MethodKind is not (MethodKind.DelegateInvoke or MethodKind.AnonymousFunction);

    /// <summary>Whether a constructor that nobody wrote leaves the members as they are.</summary>
    private bool IsEmptyMaker(IMethodSymbol method) => method is { MethodKind: MethodKind.Constructor, Parameters.IsEmpty: true } && _ownership.Handles.Of(method.ContainingType) is { IsOwner: true } && !HasOwningBase(method.ContainingType);

    private bool HasOwningBase(INamedTypeSymbol type) => type.BaseType is { SpecialType: SpecialType.None } inherited && _ownership.Handles.Of(inherited) is not null;

    private Func<LoweredBody?>? LowererOf(IMethodSymbol method)
    {
        if (GraphOf(method) is { } graph)
            return () => BodyLowerer.LowerProbe(graph, method, _ownership, _cancellation);
        var isMaker = method is { MethodKind: MethodKind.Constructor, IsStatic: false } && !method.ContainingType.DeclaringSyntaxReferences.IsEmpty;
        return isMaker ? () => BodyLowerer.LowerMaker(method, _ownership, isProbe: true, _cancellation) : null;
    }

    private ControlFlowGraph? GraphOf(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty && method.PartialImplementationPart is null)
            return null;
        return BodyGraphs.Of(_ownership.Bodies.Of(method)?.FirstOrDefault(), _cancellation);
    }

    /// <summary>A method whose inference runs, and what is taken for true of it meanwhile.</summary>
    private sealed class Assumption(IMethodSymbol method, MethodContract contract)
    {
        public IMethodSymbol Method { get; } = method;

        public MethodContract Contract { get; set; } = contract;

        public bool IsAsked { get; set; }
    }
}
