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
        if (!CanBeInferred(method) || GraphOf(method) is not { } graph)
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
            var contract = Iterate(graph, method, declared, assumption);
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

    private MethodContract Iterate(ControlFlowGraph graph, IMethodSymbol method, MethodContract declared, Assumption assumption)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            assumption.IsAsked = false;
            var body = BodyLowerer.LowerProbe(graph, method, _ownership, _cancellation);
            var contract = SummaryReader.Read(method, declared, body, Solver.Solve(body.Program, null, _cancellation), _ownership.Handles);
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
