using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>What the members of the object hold when one of its bodies begins, and who answers for it when it ends.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>The part of a site that is the content of a member at the beginning.</summary>
    private const int ContentPart = 600;

    /// <summary>Lowers what a constructor without a body does: the members get what they begin with. Null: it does nothing.</summary>
    public static LoweredBody? LowerMaker(IMethodSymbol maker, Ownership ownership, bool isProbe, CancellationToken cancellation)
    {
        if (ownership.Bodies.InitialisersOf(maker.ContainingType, maker.IsStatic).FirstOrDefault() is not { } first)
            return null;
        var lowerer = new BodyLowerer(ownership, isProbe, cancellation) { _hasNoBody = true };
        lowerer.FollowMembers(maker);
        if (lowerer._members is null)
            return null;
        lowerer.LowerRoot(first, maker);
        return lowerer.Built(maker);
    }

    /// <summary>Lowers the release methods of a type so that the solver's observations tell what they end.</summary>
    public static LoweredBody LowerReleases(IReadOnlyList<IMethodSymbol> releases, IReadOnlyList<ISymbol> members, MemberUses uses, Ownership ownership, CancellationToken cancellation)
    {
        var owned = new HashSet<ISymbol>(members, SymbolEqualityComparer.Default);
        var lowerer = new BodyLowerer(ownership, isProbe: true, cancellation) { _members = new FollowedMembers(uses, owned, []), _isLife = true };
        lowerer.LowerReleases(releases, members);
        return lowerer._builder.Build(lowerer._inlined) with { Members = members };
    }

    private void LowerReleases(IReadOnlyList<IMethodSymbol> releases, IReadOnlyList<ISymbol> members)
    {
        var (entry, ended, lost) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        var origin = _builder.Origin(releases[0].DeclaringSyntaxReferences[0].GetSyntax(_cancellation));
        _builder.Current = lost;
        _builder.End(new Exit(-1, ExitKind.Halt));
        _builder.Current = entry;
        var witnesses = members.Select(_ => _builder.NewPlace()).ToArray();
        for (var i = 0; i < members.Count; i++)
            Hold(members[i], PlaceOf(members[i]), -1, origin, witnesses[i]);
        var begun = _builder.Current;
        var entries = releases.Select(release => Enter(release, ended, lost)).ToList();
        LowerWaiting();
        _builder.Current = begun;
        _builder.End(new Choice(origin, entries));
        _builder.Current = ended;
        for (var i = 0; i < members.Count; i++)
            _builder.Emit(new Observe(origin, witnesses[i], MemberKey + i, witnesses[i]));
        _builder.End(new Exit(-1, ExitKind.Halt));
    }

    private bool _hasNoBody;

    private void FollowMembers(ISymbol owner)
    {
        if (owner is not IMethodSymbol method || owner.ContainingType is not { DeclaringSyntaxReferences.IsEmpty: false } type)
            return;
        while (method.MethodKind is MethodKind.AnonymousFunction or MethodKind.LocalFunction && method.ContainingSymbol is IMethodSymbol outer)
            method = outer;
        var holders = _ownership.Owners.HoldersOf(type).Where(member => !IsDivided(OwnMembers.TypeOf(member))).ToList();
        if (holders.Count == 0)
            return;
        var uses = _ownership.Owners.UsesOf(type);
        var named = new HashSet<ISymbol>(uses.NamedBy(method), SymbolEqualityComparer.Default);
        if (IsMaker(method))
            named.UnionWith(OwnMembers.Of(type.OriginalDefinition));
        else
            named.UnionWith(holders.Where(member => !Collections.IsSequence(OwnMembers.TypeOf(member)) && ParentsOf(type, member).Any(named.Contains)).ToList());
        holders.RemoveAll(member => !named.Contains(member));
        var followed = holders.Where(member => _isProbe || IsMaker(method) || !Collections.IsSequence(OwnMembers.TypeOf(member)) || HasParentAmong(type, member, holders));
        var owned = new HashSet<ISymbol>(followed, SymbolEqualityComparer.Default);
        if (owned.Count > 0)
            _members = new FollowedMembers(uses, owned, []);
    }

    private static bool IsMaker(IMethodSymbol method) => method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor;

    /// <summary>Whether the body makes what holds the member, so that there is nobody else to keep its content.</summary>
    private static bool IsMadeBy(ISymbol owner, ISymbol member) => owner is IMethodSymbol method && IsMaker(method)
        && member.IsStatic == method.IsStatic && SymbolEqualityComparer.Default.Equals(member.ContainingType, method.ContainingType.OriginalDefinition);

    private bool HasParentAmong(INamedTypeSymbol type, ISymbol member, List<ISymbol> holders) => ParentsOf(type, member).Any(parent => holders.Contains(parent, SymbolEqualityComparer.Default));

    /// <summary>What a member's content came from matters where bodies are judged.</summary>
    private IEnumerable<ISymbol> ParentsOf(INamedTypeSymbol type, ISymbol member) => _isProbe || _isLife ? [] : _ownership.Owners.ParentsOf(type, member);

    private LoweredBody Built(ISymbol owner) => _builder.Build(_inlined) with { ParameterPlaces = ParameterPlaces(owner), Members = MembersInOrder(), IsMaker = owner is IMethodSymbol method && IsMaker(method) };

    private IReadOnlyList<ISymbol> MembersInOrder() => _members is null ? [] : [.. _members.Owned.OrderBy(member => member.Name, StringComparer.Ordinal)];

    /// <summary>Before the first step of the body, which begins in the current block and may go on in another one.</summary>
    private void EnterMembers(IMethodSymbol? method, int origin)
    {
        if (_members is null || method is null)
            return;
        var entered = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var member in MembersInOrder())
            EnterMember(method, member, origin, entered);
        foreach (var (parameter, member) in PositionalOf(method))
            AssignWhole(member.DeclaringSyntaxReferences[0].GetSyntax(_cancellation), PlaceOf(member), PlaceOf(parameter));
        if (IsMaker(method) && !Life.CallsAnother(method))
            RunInitialisers(method.ContainingType, _frame.Graph.OriginalOperation.Syntax, isForeign: !IsFirstMaker(method), method.IsStatic);
    }

    /// <summary>The parameters of a record that go into a property of the same name.</summary>
    private IEnumerable<(IParameterSymbol Parameter, ISymbol Member)> PositionalOf(IMethodSymbol maker) =>
        from parameter in maker.Parameters
        from member in _members!.Owned
        where member is IPropertySymbol && parameter.DeclaringSyntaxReferences.Any(reference => member.DeclaringSyntaxReferences.Any(own => own.Span == reference.Span && own.SyntaxTree == reference.SyntaxTree))
        select (parameter, member);

    /// <summary>What members begin with is judged with one constructor, and not with each.</summary>
    private static bool IsFirstMaker(IMethodSymbol method) => method.IsStatic || method.IsImplicitlyDeclared || OwnerTypes.IsPrimary(method) || SymbolEqualityComparer.Default.Equals(method, method.ContainingType.InstanceConstructors
        .Where(each => !each.IsImplicitlyDeclared && !Life.CallsAnother(each)).OrderBy(each => each.DeclaringSyntaxReferences.FirstOrDefault()?.Span.Start ?? 0).FirstOrDefault());

    /// <summary>What something was made from comes before it.</summary>
    private void EnterMember(IMethodSymbol method, ISymbol member, int origin, HashSet<ISymbol> entered)
    {
        if (!entered.Add(member))
            return;
        var parents = ParentsOf(method.ContainingType, member).Where(parent => _members!.Owned.Contains(parent) && !Collections.IsSequence(OwnMembers.TypeOf(parent))).ToList();
        foreach (var parent in parents)
            EnterMember(method, parent, origin, entered);
        var place = PlaceOf(member);
        if (IsMadeBy(method, member) && member is IParameterSymbol)
            return;
        if (IsMadeBy(method, member))
            EmitParts(place, part => _builder.Emit(new AssignConstant(origin, part, 0)));
        else
            Hold(member, place, parents.Count > 0 ? PlaceOf(parents[0]) : -1, origin);
    }

    private void Hold(ISymbol member, int place, int parent, int origin, int witness = -1)
    {
        var type = OwnMembers.TypeOf(member);
        var syntax = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) ?? _frame.Graph.OriginalOperation.Syntax;
        var kind = member.Has(KnownAttributes.NotOwning) ? SiteKind.Lent : _isProbe ? SiteKind.Owned : SiteKind.Borrowed;
        if (!Collections.IsSequence(type))
        {
            var site = _builder.SiteAt(syntax, ContentPart, kind, ContentOf(member, syntax, type));
            _builder.Emit(new Acquire(origin, place, site, parent, Maybe: type.IsValueType || type.NullableAnnotation != NullableAnnotation.NotAnnotated));
            LinkMember(member, place, origin);
            if (witness >= 0)
                _builder.Emit(new Assign(origin, witness, place));
            return;
        }

        var container = _builder.SiteAt(syntax, ContentPart, SiteKind.Container, new SiteInfo(syntax, null, ArrivalKind.Container) { Via = member });
        var element = _builder.SiteAt(syntax, ContentPart + 1, kind, ContentOf(member, syntax, Collections.ElementOf(type)));
        var content = _builder.NewPlace();
        _builder.Emit(new Acquire(origin, place, container));
        _builder.Emit(new Acquire(origin, content, element, parent, Maybe: true));
        _builder.Emit(new Put(origin, place, content, ElementKind.Anywhere));
        if (witness >= 0)
            _builder.Emit(new Assign(origin, witness, content));
        _builder.Emit(new Kill(origin, PlaceSet.Of(content), LeakExit.ScopeEnd));
    }

    private SiteInfo ContentOf(ISymbol member, SyntaxNode syntax, ITypeSymbol? type) =>
        new(syntax, _ownership.Handles.CarriedBy(type), ArrivalKind.Member) { Via = member, Variable = member, HoldsTokens = !_isProbe && !_isLife && _ownership.Owners.HoldsTokens(member.ContainingType, member) };

    /// <summary>The object answers for what these members hold.</summary>
    private void KeepMembers(int origin, Func<ISymbol, bool> which, bool isReturn = false)
    {
        if (_basePart >= 0 && isReturn)
            _builder.Emit(new Transfer(origin, _basePart, TransferKind.Kept));
        if (_members is null || _isLife)
            return;
        foreach (var member in MembersInOrder().Where(member => !member.Has(KnownAttributes.NotOwning) && which(member)))
            EmitParts(PlaceOf(member), part => _builder.Emit(new Transfer(origin, part, isReturn && _ownership.Owners.Keeps(member) ? TransferKind.Given : TransferKind.Stored)));
    }

    private int _basePart = -1;

    /// <summary>What the constructor of a base that owns something has made is lost with the rest if this constructor throws.</summary>
    private void BeginBasePart(Call call)
    {
        if (_isProbe || _isLife || call.Operation is not IInvocationOperation || call.Method.MethodKind != MethodKind.Constructor || !OwnMembers.IsThis(call.Receiver) || _frame.Caller is not null
            || call.Operation.Syntax is not ConstructorInitializerSyntax || _ownership.Handles.Of(call.Method.ContainingType) is not { } handle)
            return;
        _basePart = _builder.NewPlace();
        var site = _builder.SiteAt(call.Operation.Syntax, ContentPart, SiteKind.Owned, new SiteInfo(call.Operation.Syntax, handle, ArrivalKind.Call) { Via = call.Method });
        _builder.Emit(new Acquire(_builder.Origin(call.Operation.Syntax), _basePart, site));
    }

    /// <summary>A release method that is called on the half-made object ends the base's part too.</summary>
    private void EndBasePart(Call call)
    {
        if (_basePart >= 0 && OwnMembers.IsThis(call.Receiver) && call.Method.Name.Substring(call.Method.Name.LastIndexOf('.') + 1) is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "Close")
            _builder.Emit(new Transfer(_builder.Origin(call.Operation.Syntax), _basePart, TransferKind.Kept));
    }

    private void ObserveMembers(int origin)
    {
        var members = MembersInOrder();
        for (var i = 0; i < members.Count; i++)
            _builder.Emit(new Observe(origin, PlaceOf(members[i]), MemberKey + i, PlaceOf(members[i])));
    }

    /// <summary>Whether a value is as many places as it has elements.</summary>
    private bool IsDivided(ITypeSymbol type) => ShapeOf(type).Count > 0;
}
