using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>Reads a contract from what the solver observed at the exits of a body.</summary>
internal sealed class SummaryReader
{
    private readonly IMethodSymbol _method;
    private readonly LoweredBody _body;
    private readonly ILookup<int, Observation> _observations;
    private readonly HashSet<int> _strictEnds;
    private readonly IReadOnlyCollection<WriteFact> _writes;
    private readonly IReadOnlyCollection<(int Site, int Other)> _endsAfter;
    private readonly IReadOnlyCollection<(int Site, int Through)> _endsThrough;
    private readonly Ownership _ownership;
    private readonly IReadOnlyCollection<PartsFact> _parts;

    private SummaryReader(IMethodSymbol method, LoweredBody body, Solution solution, Ownership ownership)
    {
        _ownership = ownership;
        _method = method;
        _body = body;
        _writes = solution.Writes;
        _parts = solution.Parts;
        _endsAfter = solution.EndsAfter;
        _endsThrough = solution.EndsThrough;
        _observations = solution.Observations.ToLookup(observation => observation.Key);
        _strictEnds = [.. body.Program.Blocks.SelectMany(block => block.Ops).OfType<Release>().Where(release => release.Strict).Select(release => release.Origin)];
    }

    public static MethodContract Read(IMethodSymbol method, MethodContract declared, LoweredBody body, Solution solution, Ownership ownership)
    {
        // An `async` method or an iterator that never ends still returns, and it is its promise that never comes.
        if (!solution.Observations.Any(observation => observation.Key is BodyLowerer.ResultKey) && !method.IsAsync && !Streams.IsIterator(method))
            return declared with { NeverReturns = true };
        return new SummaryReader(method, body, solution, ownership).Read(declared);
    }

    private MethodContract Read(MethodContract declared) => declared with
    {
        Receiver = declared.Receiver.Effect != Effect.Borrow ? declared.Receiver : ReadIn(BodyLowerer.ThisKey, declared.Receiver),
        Arguments = [.. _method.Parameters.Select((parameter, i) => IsWritten(parameter) ? declared.Arguments[i] : ReadIn(i, declared.Arguments[i]))],
        Outs = [.. _method.Parameters.Select((parameter, i) => IsWritten(parameter) ? declared.Outs[i] : ReadOut(parameter, declared.Outs[i]))],
        EndsAfter = Ordinals(_endsAfter),
        EndsThrough = Ordinals(_endsThrough),
        Ties = declared.Receiver.Effect == Effect.Borrow && _method.MethodKind != MethodKind.Constructor ? [.. declared.Ties.Concat(ReadTies()).Distinct()] : declared.Ties,
        Writes = [.. _writes.Select(WriteOf).OfType<WriteContract>().Distinct().OrderBy(write => (write.Memory, write.Span.Start, write.Span.Plus, write.Span.Number)).ThenBy(write => (write.Span.Length, write.Span.Most))],
        Result = IsResultWritten() ? declared.Result : _method.MethodKind == MethodKind.Constructor ? ReadMade(declared.Result) : ReadResult(declared.Result),
        Parts = IsResultWritten() ? [] : ReadParts(),
        Ways = IsResultWritten() ? [] : ResultWay.Of(_parts.Select(parts => new ResultWay([.. parts.Parts.Select(PartOf)]))),
        Yields = declared.Yields is null || IsResultWritten() || !Streams.IsIterator(_method) ? declared.Yields : _observations[BodyLowerer.YieldKey].Any(each => IsKept(each) && _body.Sites[each.Site].Via is not IParameterSymbol),
    };

    private IReadOnlyList<(int, int)> Ordinals(IEnumerable<(int, int)> sites) => [.. sites.Select(pair => (OrdinalOf(pair.Item1), OrdinalOf(pair.Item2))).Where(pair => pair.Item1 != pair.Item2).Distinct().OrderBy(pair => pair)];

    /// <summary>The parameter that comes in at a site; -1 is the object itself.</summary>
    private int OrdinalOf(int site) => (_body.Sites[site].Via as IParameterSymbol)?.Ordinal ?? -1;

    private WriteContract? WriteOf(WriteFact write)
    {
        var memory = ParameterAt(write.Memory);
        return memory < 0 ? null : new WriteContract(memory, SpanOf(write.Span));
    }

    private SpanContract SpanOf(SpanFact span)
    {
        var (start, plus) = (ParameterAt(span.Start), ParameterAt(span.Plus));
        return start == -2 || plus == -2 ? new SpanContract(-2, -1, 0, -2, long.MaxValue) : new SpanContract(start, plus, span.Number, ParameterAt(span.Length), span.Most);
    }

    /// <summary>The ordinal of the parameter that a place is, or tells the length of.</summary>
    private int ParameterAt(int place) => place < 0 ? place : _body.ParameterPlaces.TryGetValue(place, out var ordinal) ? ordinal : -2;

    private static bool IsWritten(IParameterSymbol parameter) => parameter.PromiseOf() != Promise.None;

    private bool IsResultWritten() => _method.ResultPromise() != Promise.None;

    private InContract ReadIn(int key, InContract declared) => ReadReturns(key, declared) with { IsTrusted = false, KeptWhenThrown = _observations[BodyLowerer.ThrownKey + key].Any(IsKept) };

    private InContract ReadReturns(int key, InContract declared)
    {
        var seen = _observations[key].Where(observation => !OwesNothing(observation)).ToList();
        if (seen.Count == 0 || seen.All(IsKept))
            return FoundEmpty(key) is { } outcome ? new InContract(Effect.FoundEmpty, outcome) : declared;
        if (!seen.Exists(IsKept))
            return new InContract(EffectOf(seen));
        var (whenTrue, whenFalse) = (seen.Where(each => each.Result != false).ToList(), seen.Where(each => each.Result != true).ToList());
        if (whenTrue.Count > 0 && !whenTrue.Exists(IsKept))
            return new InContract(EffectOf(whenTrue), Outcome.WhenTrue);
        return whenFalse.Count > 0 && !whenFalse.Exists(IsKept) ? new InContract(EffectOf(whenFalse), Outcome.WhenFalse) : declared;
    }

    /// <summary>The outcome that is returned only where there is nothing that is owed, as by a method that tells whether a batch is empty.</summary>
    private Outcome? FoundEmpty(int key)
    {
        bool IsEmptyWhen(bool result) => _observations[key].Where(each => each.Result != !result).ToList() is { Count: > 0 } all && all.TrueForAll(each => OwesNothing(each) && each.Result == result);
        return !_observations[key].Any(IsKept) ? null : IsEmptyWhen(true) ? Outcome.WhenTrue : IsEmptyWhen(false) ? Outcome.WhenFalse : null;
    }

    private static bool OwesNothing(Observation observation) => observation.Fate is Fate.None or Fate.Empty;

    private static bool IsKept(Observation observation) => observation.Fate == Fate.Owed;

    private Effect EffectOf(List<Observation> seen)
    {
        if (seen.All(each => each.Fate == Fate.Released))
            return seen.All(each => _strictEnds.Contains(each.EndedAt)) ? Effect.ReleaseOnce : Effect.Release;
        return seen.All(each => each.Fate == Fate.Taken) ? Effect.Take : seen.All(each => each.Fate == Fate.NotOwed) ? Effect.Store : Effect.Take;
    }

    private OutContract? ReadOut(IParameterSymbol parameter, OutContract? declared)
    {
        if (parameter.RefKind is not (RefKind.Out or RefKind.Ref))
            return declared;
        var seen = _observations[BodyLowerer.OutKey + parameter.Ordinal].ToList();
        var some = seen.Where(each => each.Fate != Fate.None && !IsParameter(each, parameter)).ToList();
        if (some.Count == 0)
            return parameter.RefKind == RefKind.Ref ? null : declared is null ? null : declared with { Owned = false };
        bool? told = some.TrueForAll(each => each.Result == true) ? true : some.TrueForAll(each => each.Result == false) ? false : null;
        return Arrival(some, parameter.Ordinal + 1) with
        {
            When = told is { } result ? result ? Outcome.WhenTrue : Outcome.WhenFalse : Outcome.Always,
            MayBeNull = seen.Exists(each => each.Fate == Fate.None && (told is null || each.Result != !told)) && !(told is { } on && IsSaidToBe(parameter, on)),
        };
    }

    /// <summary>Whether the method says that with this result the parameter is not null.</summary>
    private static bool IsSaidToBe(IParameterSymbol parameter, bool result) =>
        parameter.Attribute("System.Diagnostics.CodeAnalysis.NotNullWhenAttribute")?.ConstructorArguments[0].Value is bool when && when == result;

    /// <summary>The handles of a tuple, where each is one and the same thing on all paths of an outcome.</summary>
    private IReadOnlyList<OutContract> ReadParts()
    {
        var parts = new List<OutContract>();
        for (var key = BodyLowerer.PartKey; _observations.Contains(key); key++)
        {
            var seen = _observations[key].ToList();
            var some = seen.Where(each => each.Fate != Fate.None).ToList();
            var when = some.Count == 0 ? Outcome.Always : WhenOf(some, seen);
            parts.Add((some.Count == 0 ? new OutContract(false) : Arrival(some, OutContract.FirstPart + parts.Count)) with { When = when, MayBeNull = when == Outcome.Always && seen.Exists(each => each.Fate == Fate.None) });
        }

        return parts;
    }

    /// <summary>On which outcome there is one.</summary>
    private static Outcome WhenOf(List<Observation> some, List<Observation> seen) =>
        some.All(each => each.Result == true) && !seen.Exists(each => each.Fate == Fate.None && each.Result != false) ? Outcome.WhenTrue
        : some.All(each => each.Result == false) && !seen.Exists(each => each.Fate == Fate.None && each.Result != true) ? Outcome.WhenFalse : Outcome.Always;

    private bool IsParameter(Observation observation, IParameterSymbol parameter) => SymbolEqualityComparer.Default.Equals(_body.Sites[observation.Site].Via, parameter);

    private OutContract? ReadResult(OutContract? declared)
    {
        var seen = _observations[BodyLowerer.ResultKey].ToList();
        var some = seen.Where(each => each.Fate != Fate.None).ToList();
        if (some.Count == 0)
            return declared;
        return Arrival(some, 0) with { MayBeNull = seen.Exists(each => each.Fate == Fate.None) };
    }

    private OutContract Arrival(List<Observation> some, int number)
    {
        var first = some[0];
        var via = _body.Sites[first.Site].Via;
        if (some.All(each => SymbolEqualityComparer.Default.Equals(_body.Sites[each.Site].Via, via)) && NameOf(via) is { } name)
            return new OutContract(false) { AliasOf = name };
        var parent = ParentOf(some);
        var output = parent is null ? ParentOutputOf(some, number) : -1;
        return new OutContract(some.Exists(each => each.Fate == Fate.Owed))
        {
            Parent = parent,
            IsIdle = parent is not null && some.TrueForAll(each => each.IsIdle),
            HoldsTokens = some.TrueForAll(each => _body.Sites[each.Site].HoldsTokens || IsToken(each.Beside)),
            ParentOutput = output,
            Trait = output >= 0 ? -1 : some.All(each => each.Trait == first.Trait) ? first.Trait : -1,
            Reads = first.Reads is { } part && some.TrueForAll(each => part.Equals(each.Reads)) ? SpanOf(part) : null,
        };
    }

    /// <summary>The number of what comes out together with it, if it is that which it was made from.</summary>
    private int ParentOutputOf(List<Observation> some, int number)
    {
        var parents = some.Select(each => each.Parent).Distinct().ToList();
        if (parents is not [>= 0])
            return -1;
        foreach (var (other, key) in Outputs())
        {
            if (other != number && _observations[key].Any(each => each.Site == parents[0] && each.Fate is Fate.Owed or Fate.NotOwed))
                return other;
        }

        return -1;
    }

    private IEnumerable<(int Number, int Key)> Outputs() => _method.Parameters.Where(parameter => parameter.RefKind == RefKind.Out).Select(parameter => (parameter.Ordinal + 1, BodyLowerer.OutKey + parameter.Ordinal))
        .Prepend((0, BodyLowerer.ResultKey)).Concat(Enumerable.Range(0, 8).Select(part => (OutContract.FirstPart + part, BodyLowerer.PartKey + part)));

    private bool IsToken(int site) => site >= 0 && _body.Sites[site].Handle is { IsAutoreleased: true };

    /// <summary>What must end before something else when it returns, and need not have before: what goes in got something from there, or its content has.</summary>
    private IEnumerable<TieContract> ReadTies()
    {
        foreach (var parameter in _method.Parameters.Where(parameter => _ownership.Handles.CarriedBy(parameter.Type) is not null))
        {
            foreach (var each in _observations[parameter.Ordinal].Where(each => IsLive(each) && !each.IsIdle && SymbolEqualityComparer.Default.Equals(_body.Sites[each.Site].Via, parameter)))
                yield return TieOf(parameter.Ordinal, each);
        }

        if (_method.IsStatic || _method.MethodKind == MethodKind.LocalFunction || _ownership.Handles.Of(_method.ContainingType) is null)
            yield break;
        foreach (var each in MembersKept().SelectMany(kept => kept.Seen).Where(IsLive))
        {
            if (each.Parent < 0 ? NameOf(_body.Sites[each.Beside < 0 ? each.Site : each.Beside].Via) is not (null or "this") : !each.IsIdle)
                yield return TieOf(-1, each);
        }

        if (LosesAll())
            yield return new TieContract(-1, null, null, Idle: true);
    }

    private static bool IsLive(Observation observation) => observation.Fate is Fate.Owed or Fate.NotOwed;

    /// <summary>A parent that nobody here can name is what it came from before.</summary>
    private TieContract TieOf(int child, Observation observation)
    {
        if (observation.Parent >= 0)
            return new TieContract(child, NameOf(_body.Sites[observation.Parent].Via) is var name and not "this" ? name : null, null);
        var beside = observation.Beside >= 0 ? observation.Beside : child < 0 ? observation.Site : -1;
        return new TieContract(child, null, beside < 0 ? null : NameOf(_body.Sites[beside].Via));
    }

    private IEnumerable<(ISymbol Member, IEnumerable<Observation> Seen)> MembersKept() => _body.Members.Select((member, i) => (member, _observations[BodyLowerer.MemberKey + i])).Where(each => _ownership.Owners.Keeps(each.member));

    /// <summary>Whether nothing is left in the object that was made from what it was lent.</summary>
    private bool LosesAll()
    {
        var made = _ownership.Owners.HoldersOf(_method.ContainingType).SelectMany(lent => _ownership.Owners.MadeFromLent(_method.ContainingType, lent)).ToList();
        return made.Count > 0 && made.TrueForAll(member => MembersKept().FirstOrDefault(kept => SymbolEqualityComparer.Default.Equals(kept.Member, member)).Seen is { } seen && seen.Any() && !seen.Any(IsLive));
    }

    private PartContract PartOf(PartFact part) =>
        new(part.Resource.Fate is Fate.None or Fate.Empty ? null : Arrival([part.Resource], -1), part.Number.Low, part.Number.High);

    /// <summary>An object must end before what its content was made from, if that is somebody else's.</summary>
    private OutContract? ReadMade(OutContract? declared)
    {
        if (declared is null || declared.Parent is not null || declared.Sibling is not null)
            return declared;
        var kept = _observations.Where(each => each.Key >= BodyLowerer.MemberKey && _ownership.Owners.Keeps(_body.Members[each.Key - BodyLowerer.MemberKey]))
            .SelectMany(each => each).Where(each => each.Fate != Fate.None).ToList();
        declared = declared with { IsEmpty = kept.Count == 0 && _method.ContainingType.BaseType is { } inherited && _ownership.Handles.Of(inherited) is null };
        var parents = kept.Where(each => each.Parent >= 0).Select(each => NameOf(_body.Sites[each.Parent].Via)).OfType<string>().Distinct().ToList();
        var siblings = kept.Select(each => NameOf(_body.Sites[each.Site].Via)).OfType<string>().Distinct().ToList();
        parents.RemoveAll(siblings.Contains);
        declared = declared with { Trait = TraitOf(kept), HoldsTokens = kept.Count > 0 && kept.TrueForAll(each => IsToken(each.Site)) };
        return parents.Count == 1 ? declared with { Parent = parents[0] } : parents.Count == 0 && siblings.Count == 1 ? declared with { Sibling = siblings[0] } : parents.Count == 0 ? ReadLent(declared) : declared;
    }

    /// <summary>An object is marked as what it keeps is.</summary>
    private static int TraitOf(List<Observation> kept) => kept.Select(each => each.Trait).Where(trait => trait != Fact.NoTrait).Distinct().ToList() switch { [] => Fact.NoTrait, [var only] => only, _ => Fact.UnknownTrait };

    /// <summary>An object that was lent what it will make something from needs that only then.</summary>
    private OutContract ReadLent(OutContract declared)
    {
        var lent = _body.Members.Select((member, i) => (member, _observations[BodyLowerer.MemberKey + i].Where(each => each.Fate != Fate.None).Select(each => NameOf(_body.Sites[each.Site].Via)).OfType<string>().Distinct().ToList()));
        return WithLent(declared, _method.ContainingType, lent.Where(each => each.Item2.Count == 1).Select(each => (each.member, each.Item2[0])), _ownership);
    }

    /// <summary>The result of a constructor that is given by these names what these members hold.</summary>
    public static OutContract WithLent(OutContract made, INamedTypeSymbol type, IEnumerable<(ISymbol Member, string Name)> given, Ownership ownership)
    {
        var lent = given.Select(each => (each.Name, Made: ownership.Owners.MadeFromLent(type, each.Member))).Where(each => each.Made.Count > 0).ToList();
        bool IsOfTokens(ISymbol member) => OwnMembers.TypeOf(member) is var held && ownership.Handles.CarriedBy(Collections.ElementOf(held) ?? held) is { IsAutoreleased: true };
        return lent.Count == 1 ? made with { Parent = lent[0].Name, IsIdle = true, HoldsTokens = lent[0].Made.All(IsOfTokens) } : made;
    }

    /// <summary>What is one of the object's own may have been made from anything that the others were made from.</summary>
    private string? ParentOf(List<Observation> some)
    {
        var made = some.Where(each => each.Parent >= 0 || _body.Sites[each.Site] is not ({ Kind: ArrivalKind.Member } or { TakenFrom: not null })).ToList();
        var names = made.Select(each => each.Parent < 0 ? null : ParentNameOf(_body.Sites[each.Parent])).Distinct().ToList();
        return names.Count == 1 ? names[0] : null;
    }

    /// <summary>What comes out of something that the object itself releases must end before the object does.</summary>
    private string? ParentNameOf(SiteInfo parent) => parent is { Kind: ArrivalKind.Member, Via: { IsStatic: false } member } && !_method.IsStatic
        ? _ownership.Owners.Keeps(member) ? "this" : null
        : NameOf(parent.Via);

    private string? NameOf(ISymbol? via) => via switch
    {
        IParameterSymbol parameter when SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, _method) => parameter.Name,
        INamedTypeSymbol type when SymbolEqualityComparer.Default.Equals(type, _method.ContainingType) => "this",
        _ => null,
    };
}
