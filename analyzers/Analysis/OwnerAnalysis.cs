using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>
/// Finds the members of one type that own a handle and let it go. For each member that can hold one, the life of an object is solved: only what has to do with
/// the member, and with what the code that has to do with it tests, is part of it.
/// </summary>
internal sealed class OwnerAnalysis
{
    private readonly Ownership _ownership;
    private readonly INamedTypeSymbol _type;
    private readonly MemberUses _uses;
    private readonly CancellationToken _cancellation;
    private readonly IReadOnlyList<IMethodSymbol> _methods;
    private readonly IReadOnlyList<IMethodSymbol> _ends;
    private readonly bool _isOpen;
    private readonly List<UndecidedMember> _undecided = [];
    private readonly List<BodyFinding> _misused = [];

    public OwnerAnalysis(INamedTypeSymbol type, Ownership ownership, CancellationToken cancellation)
    {
        _type = type;
        _ownership = ownership;
        _cancellation = cancellation;
        _uses = ownership.Owners.UsesOf(type);
        _isOpen = IsOpen(type, ownership);
        _methods = [.. OpenBases().Prepend(type).SelectMany(each => each.GetMembers()).OfType<IMethodSymbol>().Where(method => method.MethodKind is not (MethodKind.Destructor or MethodKind.DelegateInvoke) && !method.IsAbstract)
            .OrderBy(method => method.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? 0)];
        _ends = ReleaseMethods.Of(type, ownership.Handles.MarkerOf(type));
    }

    /// <summary>Members of which it cannot be known whether they are let go, when the findings have been asked for.</summary>
    public IReadOnlyList<UndecidedMember> Undecided => _undecided;

    /// <summary>What a release method does with a member that another method may have ended before, when the findings have been asked for.</summary>
    public IReadOnlyList<BodyFinding> Misused => _misused;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<MemberFinding> Findings()
    {
        if (_isOpen)
            return [];
        var holders = Answered().Where(member => !member.Has(KnownAttributes.NotOwning) && _ownership.Handles.MayBeHeld(OwnMembers.TypeOf(member))).ToList();
        var overridden = Overridden().ToList();
        if (holders.Count + overridden.Count == 0 || _methods.Any(method => _uses.Of(method).IsBroken))
            return [];
        return [.. holders.SelectMany(FindingsOf), .. overridden.SelectMany(FindingsOf).Where(finding => finding.Harm == MemberHarm.Forgotten)];
    }

    /// <summary>The members that this type answers for: its own, and those of bases that leave the release to what derives from them.</summary>
    private IEnumerable<ISymbol> Answered()
    {
        foreach (var type in OpenBases().Prepend(_type))
        {
            foreach (var member in OwnMembers.Of(type))
                yield return member;
        }
    }

    /// <summary>The members that a base releases where this type has a release method of its own in place of the base's.</summary>
    private IEnumerable<ISymbol> Overridden()
    {
        if (!_ends.SelectMany(_uses.ClosureOf).Any(method => method.IsOverride && SymbolEqualityComparer.Default.Equals(method.ContainingType, _type)))
            yield break;
        for (var type = _type.BaseType?.OriginalDefinition; type is not null && !type.DeclaringSyntaxReferences.IsEmpty; type = type.BaseType?.OriginalDefinition)
        {
            foreach (var member in IsOpen(type, _ownership) ? [] : _ownership.Owners.Released(type).Where(member => SymbolEqualityComparer.Default.Equals(member.ContainingType, type)))
                yield return member;
        }
    }

    private IEnumerable<INamedTypeSymbol> OpenBases()
    {
        for (var type = _type.BaseType?.OriginalDefinition; type is not null && !type.DeclaringSyntaxReferences.IsEmpty; type = type.BaseType?.OriginalDefinition)
        {
            if (IsOpen(type, _ownership))
                yield return type;
        }
    }

    /// <summary>Whether only a type that derives from it can be released.</summary>
    private static bool IsOpen(INamedTypeSymbol type, Ownership ownership) =>
        type.IsAbstract && !type.IsStatic && ReleaseMethods.Of(type, ownership.Handles.MarkerOf(type)).Count == 0;

    private IEnumerable<MemberFinding> FindingsOf(ISymbol member)
    {
        try
        {
            var life = LifeOf([member]);
            var body = BodyLowerer.LowerLife(life, _ownership, _cancellation);
            var solution = Solver.Solve(body.Program, null, _cancellation);
            return Read(member, life, body, solution);
        }
        catch (Exception exception) when (exception is BodyTooLargeException or InsufficientExecutionStackException)
        {
            // What a constructor is only lent, others let go, however much there is to tell apart.
            if (member is not IParameterSymbol parameter || _ownership.Owners.KeepsPrimary(parameter))
                _undecided.Add(new UndecidedMember(member, null));
            return [];
        }
    }

    /// <summary>
    /// Lives of an object in which one of its methods, and not its release, ends what a member holds: what another member holds and was made from that may be open then. What the
    /// two do in one call shows in the body of that; here it is several calls, in any order.
    /// </summary>
    public IEnumerable<(LoweredBody Body, Solution Solution)> Orders(MemberEndings endings)
    {
        var members = new HashSet<ISymbol>(_isOpen ? [] : Answered().Where(member => !member.IsStatic && _ownership.Handles.MayBeHeld(OwnMembers.TypeOf(member))), SymbolEqualityComparer.Default);
        if (members.Count < 2 || _methods.Any(method => _uses.Of(method).IsBroken))
            yield break;
        var ending = new HashSet<ISymbol>(_ends.SelectMany(_uses.ClosureOf), SymbolEqualityComparer.Default);
        foreach (var parent in members.Where(member => _methods.Any(method => method.MethodKind != MethodKind.Constructor && !ending.Contains(method) && endings.Ends(method, member))))
        {
            foreach (var child in members.Where(member => _ownership.Owners.ParentsOf(_type, member).Contains(parent, SymbolEqualityComparer.Default) && !MayBeEmptied(member, parent)))
            {
                if (OrderOf(child, parent) is var (body, solution))
                    yield return (body, solution);
            }
        }

        // What a method ends for good, callers may have ended so before.
        bool MayBeEmptied(ISymbol child, ISymbol parent) => _methods.Any(method => method.MethodKind != MethodKind.Constructor && IsOpen(method) && !ending.Contains(method) && _uses.ClosureOf(method).ToList() is var closure
            && closure.Exists(each => endings.Ends(each, child)) && !closure.Exists(each => endings.Ends(each, parent) || endings.Refills(each, child)));
    }

    private (LoweredBody Body, Solution Solution)? OrderOf(ISymbol child, ISymbol parent)
    {
        try
        {
            var body = BodyLowerer.LowerLife(LifeOf([child, parent]), _ownership, _cancellation);
            var solution = Solver.Solve(body.Program, null, _cancellation);
            return solution.GaveUp ? null : (body, solution);
        }
        catch (Exception exception) when (exception is BodyTooLargeException or InsufficientExecutionStackException)
        {
            return null;
        }
    }

    private Life LifeOf(IReadOnlyList<ISymbol> members)
    {
        var isStatic = members[0].IsStatic;
        var owned = new HashSet<ISymbol>(members, SymbolEqualityComparer.Default);
        var touching = _methods.Where(method => _uses.Mentions(method, owned)).Concat(_ends).ToList();
        var state = new HashSet<ISymbol>(touching.SelectMany(_uses.ClosureOf).SelectMany(method => _uses.Of(method).Named).Where(IsState), SymbolEqualityComparer.Default);
        state.ExceptWith(owned);
        var ending = new HashSet<IMethodSymbol>(_ends.SelectMany(_uses.ClosureOf), SymbolEqualityComparer.Default);
        var called = new HashSet<IMethodSymbol>(_methods.SelectMany(method => _uses.Of(method).Calls.Select(call => _uses.Target(call.Method, call.IsVirtual))).OfType<IMethodSymbol>(), SymbolEqualityComparer.Default);
        IReadOnlyList<IMethodSymbol> methods = [.. _methods.Where(method => method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor) && !_ends.Contains(method, SymbolEqualityComparer.Default)
                && (IsOpen(method) || !(ending.Contains(method) || called.Contains(method)))
                && (_uses.Mentions(method, owned) || _uses.Writes(method, state)))];
        return new Life(_type, new FollowedMembers(_uses, owned, state) { AnswersForStored = true }, isStatic)
        {
            Makers = MakersOf(isStatic),
            Methods = methods,
            Ends = isStatic ? [] : _ends,
            Stops = isStatic || _ends.Count > 0 ? [] : [.. methods.Where(method => method.MethodKind == MethodKind.Ordinary && !method.IsStatic && IsOpen(method) && !ReleaseMethods.IsStartedByHost(method) && _uses.Mentions(method, owned))],
        };
    }

    /// <summary>Whether others than the type itself can call it as they please.</summary>
    private static bool IsOpen(IMethodSymbol method) => method.DeclaredAccessibility is not (Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal or Accessibility.NotApplicable);

    private IReadOnlyList<IMethodSymbol?> MakersOf(bool isStatic)
    {
        var makers = (isStatic ? _type.StaticConstructors : _type.InstanceConstructors).Where(maker => !maker.IsImplicitlyDeclared || OwnerTypes.IsPrimary(maker)).ToList<IMethodSymbol?>();
        return makers.Count > 0 ? makers : [null];
    }

    /// <summary>A member that tells in what state the object is: a flag, a number, whether there is something.</summary>
    private bool IsState(ISymbol member)
    {
        var type = OwnMembers.TypeOf(member);
        return type.TypeKind == TypeKind.Enum || type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_UInt64
            || (type.IsReferenceType && !Collections.IsSequence(type));
    }

    /// <summary>Where a key may be that of something the member holds already.</summary>
    private static IEnumerable<UndecidedMember> ReplacedIn(ISymbol member, LoweredBody body, Solution solution) => solution.Findings
        .Where(finding => finding.Kind == FindingKind.MayBeReplaced && body.Sites[finding.Site.Id] is { Kind: ArrivalKind.Member })
        .Select(finding => finding.Origin).Distinct().Select(origin => new UndecidedMember(member, null, body.Origins[origin]));

    private IEnumerable<MemberFinding> Read(ISymbol member, Life life, LoweredBody body, Solution solution)
    {
        if (!solution.GaveUp)
            _misused.AddRange(solution.Findings.Where(finding => IsMisused(finding, body)).Select(finding => new BodyFinding(finding, body, autoreleaseOn: false) { Owner = _type }));
        var leaks = solution.Findings.Where(finding => finding.Kind == FindingKind.Leak && body.Sites[finding.Site.Id] is { Kind: ArrivalKind.Member }).ToList();
        // Where paths were joined, what a release method ends on one of them may look forgotten on another.
        if (solution.GaveUp && leaks.Count > 0 && _ownership.Owners.Released(_type).Contains(member))
        {
            _undecided.Add(new UndecidedMember(member, null));
            return [];
        }

        var ends = new HashSet<SyntaxNode>(leaks.Where(leak => leak.Exit == LeakExit.ScopeEnd).Select(leak => body.Origins[leak.Origin]));
        var stop = life.Stops.FirstOrDefault(each => !ends.Contains(life.SyntaxOf(each)));
        MemberFinding? forgotten = null;
        MemberFinding? overwritten = null;
        foreach (var leak in leaks)
        {
            var finding = new BodyFinding(leak, body, autoreleaseOn: false);
            if (leak.Exit == LeakExit.ScopeEnd && finding.SyntaxOf(leak.Origin) == life.Syntax)
            {
                if (stop is null)
                    forgotten ??= new MemberFinding(member, finding, MemberHarm.NoRelease, null);
                else if (!ReleaseMethods.IsCalledByHost(stop) && !stop.Has(KnownAttributes.Releases) && !_undecided.Exists(each => SymbolEqualityComparer.Default.Equals(each.Member, member)))
                    _undecided.Add(new UndecidedMember(member, stop));
            }
            else if (leak.Exit == LeakExit.ScopeEnd && life.Stops.Any(each => life.SyntaxOf(each) == finding.SyntaxOf(leak.Origin)))
                continue;
            else if (leak.Exit == LeakExit.ScopeEnd && life.Ends.FirstOrDefault(end => life.SyntaxOf(end) == finding.SyntaxOf(leak.Origin)) is { } end)
                forgotten ??= new MemberFinding(member, finding, MemberHarm.Forgotten, end) { StandsIn = SymbolEqualityComparer.Default.Equals(member.ContainingType, _type) || IsOpen(member.ContainingType, _ownership) ? null : _type };
            else
                overwritten ??= new MemberFinding(member, finding, MemberHarm.Overwritten, null);
        }

        if (forgotten is null && overwritten is null)
            _undecided.AddRange(ReplacedIn(member, body, solution));
        return new[] { forgotten, overwritten }.OfType<MemberFinding>().Take(1);
    }

    /// <summary>
    /// Whether a release method does again, or with what has ended, what another method that can run before it did. Any other order of calls is for whoever calls; but that
    /// an object is released when all is done is what its type is written for.
    /// </summary>
    private bool IsMisused(Finding finding, LoweredBody body) => finding.Kind is FindingKind.ReleasedAgain or FindingKind.UseAfterEnd && finding.EndedAt >= 0
        && body.Sites[finding.Site.Id].Kind == ArrivalKind.Member && IsInRelease(body.Origins[finding.Origin]) && !IsInRelease(body.Origins[finding.EndedAt]);

    private bool IsInRelease(SyntaxNode syntax) => _ends.SelectMany(_uses.ClosureOf)
        .Any(method => method.DeclaringSyntaxReferences.Any(reference => reference.SyntaxTree == syntax.SyntaxTree && reference.Span.Contains(syntax.Span)));
}
