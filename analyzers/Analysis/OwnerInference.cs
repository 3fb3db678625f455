using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>Infers from the bodies of a type what it does with the handles in its members.</summary>
internal sealed class OwnerInference
{
    private readonly Ownership _ownership;
    private readonly CancellationToken _cancellation;

    public OwnerInference(Ownership ownership, CancellationToken cancellation)
    {
        _ownership = ownership;
        _cancellation = cancellation;
    }

    /// <summary>The members of <paramref name="type"/> whose content one of the methods ends or hands on, on some path.</summary>
    public HashSet<ISymbol> Released(INamedTypeSymbol type, IReadOnlyList<IMethodSymbol> releases) => Summaries.Alone(() =>
    {
        var released = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var members = _ownership.Owners.HoldersOf(type).Where(member => !member.IsStatic && !member.Has(KnownAttributes.NotOwning)).ToList();
        var uses = _ownership.Owners.UsesOf(type);
        var named = new HashSet<ISymbol>(releases.SelectMany(uses.NamedBy), SymbolEqualityComparer.Default);
        members.RemoveAll(member => !named.Contains(member));
        if (members.Count == 0)
            return released;
        foreach (var (member, observation) in Observed(() => BodyLowerer.LowerReleases(releases, members, uses, _ownership, _cancellation)))
        {
            if (observation.Fate is Fate.Released or Fate.Taken or Fate.NotOwed)
                released.Add(member);
        }

        // What a release method does with a collection that it names may be more than is followed: in doubt the object sees to it, and what is put there is the object's.
        released.UnionWith(members.Where(member => Collections.IsSequence(OwnMembers.TypeOf(member))));
        return released;
    });

    /// <summary>Pairs of members of <paramref name="type"/>: the first holds what was made from what the second holds.</summary>
    public ILookup<ISymbol, MemberParent> Parents(INamedTypeSymbol type) => Summaries.Alone(() =>
    {
        var pairs = new HashSet<(ISymbol Member, ISymbol Parent, bool ByTokens)>();
        var holders = new HashSet<ISymbol>(_ownership.Owners.HoldersOf(type), SymbolEqualityComparer.Default);
        if (holders.Count > 1)
        {
            foreach (var method in MethodsOf(type))
                pairs.UnionWith(PairsIn(method, holders));
        }

        return pairs.OrderBy(pair => pair.Parent.Name, StringComparer.Ordinal).ToLookup(pair => pair.Member, pair => new MemberParent(pair.Parent, pair.ByTokens), SymbolEqualityComparer.Default);
    });

    private static IEnumerable<IMethodSymbol> MethodsOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null && !each.DeclaringSyntaxReferences.IsEmpty; each = each.BaseType?.OriginalDefinition)
        {
            foreach (var method in each.GetMembers().OfType<IMethodSymbol>())
                yield return method;
        }
    }

    private IEnumerable<(ISymbol, ISymbol, bool)> PairsIn(IMethodSymbol method, HashSet<ISymbol> holders)
    {
        var graph = _ownership.Bodies.GraphOf(method);
        if (graph is null ? method.MethodKind is not MethodKind.Constructor : !_ownership.Owners.UsesOf(method.ContainingType).Mentions(method, holders))
            return [];
        LoweredBody? body = null;
        var observed = Observed(() => body = graph is null
            ? BodyLowerer.LowerMaker(method, _ownership, isProbe: true, _cancellation)
            : BodyLowerer.LowerProbe(graph, method, _ownership, _cancellation)).ToList();
        return from child in observed
               where child.Observation.Parent >= 0
               from parent in holders
               where !SymbolEqualityComparer.Default.Equals(parent, child.Member)
               where IsHeldBy(child.Observation.Parent, parent)
               select (child.Member, parent, IsOfTokens(child.Observation));

        bool IsOfTokens(Observation child) => body!.Sites[child.Site].HoldsTokens || (child.Beside >= 0 && body.Sites[child.Beside].Handle is { IsAutoreleased: true });

        bool IsHeldBy(int site, ISymbol member) => (body!.Sites[site] is { Kind: ArrivalKind.Member } info && SymbolEqualityComparer.Default.Equals(info.Via, member))
            || observed.Exists(each => each.Observation.Site == site && SymbolEqualityComparer.Default.Equals(each.Member, member));
    }

    /// <summary>What members hold at the exit of a body, by what the solver observed.</summary>
    private IEnumerable<(ISymbol Member, Observation Observation)> Observed(Func<LoweredBody?> lower)
    {
        try
        {
            if (lower() is not { Members.Count: > 0 } body)
                return [];
            return Solver.Solve(body.Program, null, _cancellation).Observations
                .Where(observation => observation.Key >= BodyLowerer.MemberKey)
                .Select(observation => (body.Members[observation.Key - BodyLowerer.MemberKey], observation));
        }
        catch (Exception exception) when (exception is BodyTooLargeException or InsufficientExecutionStackException)
        {
            return [];
        }
    }
}
