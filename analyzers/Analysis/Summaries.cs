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
/// Infers contracts from bodies, those of callees first. Methods that call one another in a circle start from "never returns" and go up to a fixpoint, so that a
/// base case decides for the whole circle; what was inferred under an assumption that is not yet sure is not kept.
/// </summary>
internal sealed class Summaries
{
    /// <summary>So many times what is assumed of a method in a circle may change before it is given up.</summary>
    private const int MostChanges = 6;

    /// <summary>Inferences within one another: only of what no operation of a body names, as the callees of a constructor that nobody wrote.</summary>
    private const int DeepestNesting = 40;

    [ThreadStatic]
    private static List<Inquiry>? _running;

    private readonly Ownership _ownership;
    private readonly CancellationToken _cancellation;

    /// <summary>Is told of each body that is looked at.</summary>
    public Action<IMethodSymbol>? Reading { get; init; }

    public Summaries(Ownership ownership, CancellationToken cancellation)
    {
        _ownership = ownership;
        _cancellation = cancellation;
    }

    /// <summary>The contract of <paramref name="method"/> with what its body shows where <paramref name="declared"/> says nothing.</summary>
    /// <param name="method">The method.</param>
    /// <param name="declared">What attributes and defaults say.</param>
    public MethodContract Infer(IMethodSymbol method, MethodContract declared)
    {
        var definition = Definition(method);
        if (!CanBeInferred(definition))
            return declared;
        var running = _running ??= [];
        if (Provisional(definition) is { } provisional)
            return provisional;
        if (running.Count >= DeepestNesting)
        {
            Circles.RestOn(0);
            return GivenUp(definition, declared);
        }

        var inquiry = new Inquiry();
        running.Add(inquiry);
        try
        {
            foreach (var circle in Components.Below(definition, UnknownCallees))
                Settle(inquiry, circle);
            return IsItself(method, definition) ? inquiry.Take(definition) : Settle(inquiry, [definition], declared).Take(definition);
        }
        finally
        {
            running.RemoveAt(running.Count - 1);
        }
    }

    /// <summary>What is taken for true of a method while what it rests on is being inferred; null: nothing.</summary>
    private static MethodContract? Provisional(IMethodSymbol definition)
    {
        for (var i = _running!.Count - 1; i >= 0; i--)
        {
            if (_running[i].Assumed(definition) is { } assumed)
                return assumed;
        }

        return null;
    }

    private IEnumerable<IMethodSymbol> UnknownCallees(IMethodSymbol method) => _ownership.Bodies.CalleesOf(method).Select(Definition)
        .Where(callee => CanBeInferred(callee) && callee.MethodKind != MethodKind.LocalFunction && !_ownership.Methods.Knows(callee) && !_running!.Exists(inquiry => inquiry.Has(callee)));

    private static IMethodSymbol Definition(IMethodSymbol method) => method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;

    private static bool IsItself(IMethodSymbol method, IMethodSymbol definition) => SymbolEqualityComparer.Default.Equals(method, definition);

    /// <summary>Infers the contracts of methods that call one another, and of nothing else that is not known.</summary>
    private Inquiry Settle(Inquiry inquiry, IReadOnlyList<IMethodSymbol> circle, MethodContract? declared = null)
    {
        var (isFinal, footing) = (false, 0);
        var group = Footprint.Of(() => Settled(inquiry, circle, declared, out isFinal, out footing), out var on);
        foreach (var member in group.Members)
        {
            if (isFinal && declared is null)
                _ownership.Methods.Keep(member.Method, member.Contract, on);
            inquiry.Put(member.Method, member.Contract, on, isFinal ? int.MaxValue : footing);
        }

        return inquiry;
    }

    private Circle Settled(Inquiry inquiry, IReadOnlyList<IMethodSymbol> circle, MethodContract? declared, out bool isFinal, out int footing)
    {
        var group = new Circle([.. InOrder(circle).Select(method => new Assumption(method, declared ?? _ownership.Methods.Declared(method)))]);
        inquiry.Current = group;
        Circles.Ask<object?>(group, circle[0], null, () => Iterate(group), out isFinal, out footing);
        inquiry.Current = null;
        return group;
    }

    private object? Iterate(Circle circle)
    {
        while (circle.Waiting.Count > 0)
        {
            circle.Asker = circle.Waiting.Min;
            circle.Waiting.Remove(circle.Asker);
            var member = circle.Members[circle.Asker];
            var contract = Summarise(member);
            if (contract.SameAs(member.Contract))
                continue;
            member.Contract = ++member.Changes > MostChanges ? GivenUp(member.Method, member.Declared) : contract;
            circle.Waiting.UnionWith(member.Askers.Where(asker => circle.Members[asker].Changes <= MostChanges));
        }

        return null;
    }

    private MethodContract Summarise(Assumption member)
    {
        var (method, declared) = (member.Method, member.Declared);
        try
        {
            if (LowererOf(method) is not { } lower)
                return declared;
            Reading?.Invoke(method);
            if (lower() is not { } body)
                return IsEmptyMaker(method) ? declared with { Result = declared.Result! with { IsEmpty = true } } : WithoutBody(method, declared);
            return SummaryReader.Read(method, declared, body, Solver.Solve(body.Program, null, _cancellation), _ownership);
        }
        catch (Exception exception) when (exception is BodyTooLargeException or InsufficientExecutionStackException)
        {
            return GivenUp(method, declared);
        }
    }

    /// <summary>A constructor that does nothing with its parameters may still be given what the object makes something from later.</summary>
    private MethodContract WithoutBody(IMethodSymbol method, MethodContract declared) => method.MethodKind == MethodKind.Constructor && OwnerTypes.IsPrimary(method) && declared.Result is { Parent: null, Sibling: null } made
        ? declared with { Result = SummaryReader.WithLent(made, method.ContainingType, method.Parameters.Select(parameter => ((ISymbol)parameter, parameter.Name)), _ownership) } : declared;

    /// <summary>The same order wherever the circle was entered: callees before their callers, as far as that goes.</summary>
    private IReadOnlyList<IMethodSymbol> InOrder(IReadOnlyList<IMethodSymbol> circle)
    {
        if (circle.Count == 1)
            return circle;
        var members = new HashSet<IMethodSymbol>(circle, SymbolEqualityComparer.Default);
        var first = circle.OrderBy(_ownership.Bodies.PlaceOf).First();
        return Components.Below(first, each => _ownership.Bodies.CalleesOf(each).Select(Definition).Where(members.Contains)).Last();
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
        if (method.MethodKind == MethodKind.LocalFunction)
            return Streams.IsIterator(method) ? LocalGraphOf(method) : null;
        return BodyGraphs.Of(_ownership.Bodies.Of(method)?.FirstOrDefault(), _cancellation);
    }

    /// <summary>The graph of a local function, which is part of that of the method around it.</summary>
    private ControlFlowGraph? LocalGraphOf(IMethodSymbol function)
    {
        ISymbol outer = function;
        while (outer is IMethodSymbol { MethodKind: MethodKind.LocalFunction or MethodKind.AnonymousFunction })
            outer = outer.ContainingSymbol;
        return outer is IMethodSymbol method && _ownership.Bodies.GraphOf(method) is { } graph ? Within(graph) : null;

        ControlFlowGraph? Within(ControlFlowGraph around) => NestedGraphs.Of(around, _cancellation)
            .Select(nested => SymbolEqualityComparer.Default.Equals(nested.Symbol, function) ? nested.Graph : Within(nested.Graph)).FirstOrDefault(found => found is not null);
    }

    /// <summary>A method that is asked for, with what was found on the way.</summary>
    private sealed class Inquiry
    {
        private readonly Dictionary<IMethodSymbol, (MethodContract Contract, Footprint On, int Footing)> _found = new(SymbolEqualityComparer.Default);

        public Circle? Current { get; set; }

        public bool Has(IMethodSymbol method) => _found.ContainsKey(method) || Current?.Find(method) >= 0;

        public void Put(IMethodSymbol method, MethodContract contract, Footprint on, int footing) => _found[method] = (contract, on, footing);

        public MethodContract Take(IMethodSymbol method)
        {
            var (contract, on, footing) = _found[method];
            Footprint.Use(on);
            if (footing < int.MaxValue)
                Circles.RestOn(footing);
            return contract;
        }

        public MethodContract? Assumed(IMethodSymbol method) => Current?.Find(method) is { } number and >= 0 ? Current.Ask(number) : _found.ContainsKey(method) ? Take(method) : null;
    }

    /// <summary>Methods that call one another, while they are being inferred.</summary>
    private sealed class Circle
    {
        private readonly Dictionary<IMethodSymbol, int> _numbers = new(SymbolEqualityComparer.Default);

        public Circle(IReadOnlyList<Assumption> members)
        {
            Members = members;
            foreach (var member in members)
                _numbers.Add(member.Method, _numbers.Count);
            Waiting = [.. Enumerable.Range(0, members.Count)];
        }

        public IReadOnlyList<Assumption> Members { get; }

        /// <summary>Those whose bodies are to be looked at, again or for the first time.</summary>
        public SortedSet<int> Waiting { get; }

        /// <summary>The one whose body is being looked at.</summary>
        public int Asker { get; set; }

        public int Find(IMethodSymbol method) => _numbers.TryGetValue(method, out var number) ? number : -1;

        public MethodContract Ask(int number)
        {
            Circles.RestOn(this);
            Members[number].Askers.Add(Asker);
            return Members[number].Contract;
        }
    }

    /// <summary>A method whose inference runs, and what is taken for true of it meanwhile.</summary>
    private sealed class Assumption(IMethodSymbol method, MethodContract declared)
    {
        public IMethodSymbol Method { get; } = method;

        public MethodContract Declared { get; } = declared;

        public MethodContract Contract { get; set; } = declared with { NeverReturns = true };

        public int Changes { get; set; }

        public HashSet<int> Askers { get; } = [];
    }
}
