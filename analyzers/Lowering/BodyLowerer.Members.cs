using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>The members of the object whose code is lowered: where they are followed they are places like locals, and what the object calls on itself is lowered where it is called.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>The part of a site that is a store into a member.</summary>
    private const int StorePart = 500;

    /// <summary>How many calls on the object itself are lowered in place, and how deep; beyond, a call means what its contract says.</summary>
    private const int MostOwnCalls = 96;

    private const int DeepestOwnCalls = 8;

    private readonly Dictionary<int, ISymbol> _ownSequences = [];
    private FollowedMembers? _members;

    /// <summary>The place of the followed member that <paramref name="operation"/> names, or -1.</summary>
    private int OwnPlaceOf(IOperation operation)
    {
        if (_members is null || OwnMembers.NamedBy(operation) is not { } member || !_members.All.Contains(member) || (Self.IsOther && !member.IsStatic))
            return -1;
        var place = PlaceOf(member);
        if (_members.Owned.Contains(member) && Collections.IsSequence(OwnMembers.TypeOf(member)))
            _ownSequences[place] = member;
        return place;
    }

    /// <summary>Stores into a followed member. From here on its type answers for what is owed.</summary>
    private void AssignToOwn(ISymbol member, int place, int value, SyntaxNode syntax)
    {
        // What it held before is for its type to answer for, not for this body.
        if (!_isProbe && !_isLife && _members!.Owned.Contains(member))
            EmitParts(place, part => _builder.Emit(new Transfer(_builder.Origin(syntax), part, TransferKind.Kept)));
        Entrust(member, value, syntax);
        AssignWhole(syntax, place, value);
        if (value >= 0)
            EmitParts(value, part => _builder.Emit(new Share(_builder.Origin(syntax), part)));
        if (_members!.Owned.Contains(member))
            AdoptStored(member, place, syntax);
    }

    /// <summary>Something goes into a member that its type releases, so that it must not be lent.</summary>
    private void Entrust(ISymbol member, int value, SyntaxNode syntax)
    {
        if (value >= 0 && !_isProbe && !_isLife && !member.IsStatic && _ownership.Owners.Keeps(member))
            EmitParts(value, part => _builder.Emit(new Transfer(_builder.Origin(syntax), part, TransferKind.Entrusted)));
    }

    private void AdoptStored(ISymbol member, int place, SyntaxNode syntax)
    {
        if (!_members!.AnswersForStored)
            return;
        var parts = HandlesIn(place).ToArray();
        for (var i = 0; i < parts.Length; i++)
        {
            var info = new SiteInfo(syntax, _ownership.Handles.CarriedBy(OwnMembers.TypeOf(member)), ArrivalKind.Member) { Via = member, Variable = member };
            _builder.Emit(new Adopt(_builder.Origin(syntax), parts[i], _builder.SiteAt(syntax, StorePart + i, SiteKind.Owned, info), Shared: true));
        }
    }

    /// <summary>What is put into a followed member's collection.</summary>
    private void AdoptElement(int container, int value, SyntaxNode syntax)
    {
        if (_ownSequences.TryGetValue(container, out var member))
            AdoptStored(member, value, syntax);
    }

    /// <summary>A call on the object itself that has to do with its followed members; null: it is none, or one whose body cannot be seen.</summary>
    private Lowered? LowerOwnCall(Call call)
    {
        if (OwnGraphOf(call) is not var (target, graph))
        {
            if (_members is not null && !_isLife && call.Operation is IInvocationOperation && (IsSelf(call.Receiver) || call.Method.MethodKind == MethodKind.DelegateInvoke))
                ForgetMembers(call);
            return null;
        }

        var arguments = call.Arguments.Select(argument => new CallArgument(target.Parameters[argument.Parameter.Ordinal], argument.Value)).ToArray();
        if (target.MethodKind == MethodKind.Constructor)
            RunInitialisers(target.ContainingType, call.Operation.Syntax, isForeign: true);
        return InlineOwn(target, graph, call.Operation, inner => Bind(target, arguments, inner), () => Unbind(target, arguments, call.Operation));
    }

    private bool LowerOwnSetter(IPropertyReferenceOperation property, IMethodSymbol setter, int value)
    {
        if (OwnGraphOf(new Call(property, setter, property.Instance, [])) is not var (target, graph))
            return false;
        var parameters = target.Parameters;
        InlineOwn(target, graph, property, _ => Bind(), () => _builder.Emit(new Kill(_builder.Origin(property.Syntax), PlaceSet.Of(parameters.SelectMany(parameter => PartsOf(PlaceOf(parameter)))), LeakExit.Return)));
        return true;

        void Bind()
        {
            foreach (var argument in property.Arguments)
                AssignWhole(argument.Syntax, PlaceOf(parameters[argument.Parameter!.Ordinal]), LowerValue(argument.Value));
            AssignWhole(property.Syntax, PlaceOf(parameters[parameters.Length - 1]), value);
        }
    }

    private (IMethodSymbol Target, ControlFlowGraph Graph)? OwnGraphOf(Call call)
    {
        if (_members is null || call.Method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke || !(call.Method.IsStatic || IsSelf(call.Receiver)))
            return null;
        // What goes into a call, or comes out of its arguments, is told by its contract; only what it does to the members is not.
        if (!_isLife && call.Method.Parameters.Any(parameter => _ownership.Handles.MayHold(parameter.Type) || ShapeOf(parameter.Type).Count > 0))
            return null;
        var isVirtual = call.Operation is not IInvocationOperation { IsVirtual: false } || call.Method.ContainingType.TypeKind == TypeKind.Interface;
        if (_members.Uses.Target(call.Method, isVirtual) is not { } target || Streams.IsIterator(target) || !(_members.Uses.Mentions(target, _members.All) || _members.Uses.Mentions(target, MemoriesOf(_members))))
            return null;
        return _inlinedCalls < MostOwnCalls && DepthOfOwnCalls() < DeepestOwnCalls && _ownership.Bodies.GraphOf(target) is { } graph ? (target, graph) : null;
    }

    /// <summary>Whether <paramref name="operation"/> is the object whose members are followed.</summary>
    private bool IsSelf(IOperation? operation) => OwnMembers.IsThis(operation) && !Self.IsOther;

    private int DepthOfOwnCalls()
    {
        var depth = 0;
        for (var frame = _frame; frame.Caller is not null; frame = frame.Caller)
            depth++;
        return depth;
    }

    /// <summary>Something runs on the object that is not lowered here: what it may change is not known any more.</summary>
    private void ForgetMembers(Call call)
    {
        var written = _members!.Uses.Target(call.Method, isVirtual: true) is { } target
            ? _members.Uses.WrittenBy(target) : null;
        if (written is null && call.Method.MethodKind != MethodKind.DelegateInvoke)
            return;
        foreach (var member in _members.All.Where(member => written?.Contains(member) ?? member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod.IsInitOnly: false }))
        {
            EmitParts(PlaceOf(member), part => _builder.Emit(new Transfer(_builder.Origin(call.Operation.Syntax), part, TransferKind.Kept)));
            AssignWhole(call.Operation.Syntax, PlaceOf(member), -1);
        }
    }

    private Lowered InlineOwn(IMethodSymbol target, ControlFlowGraph graph, IOperation call, Action<Frame> bind, Action unbind)
    {
        if (_frame.Depth(target) >= Unrolled)
        {
            // As for local functions: deeper recursion does what shallower recursion did.
            _builder.Continue(new Exit(-1, ExitKind.Halt), _builder.NewBlock());
            return new Lowered(-1);
        }

        _ownGraphs.Add(graph);
        return Inline(graph, target, call, bind, unbind, isForeign: !_isLife);
    }

    /// <summary>`Interlocked` and `Volatile` on a followed member; null: it is none of them.</summary>
    private Lowered? LowerAtomic(IInvocationOperation call)
    {
        if (call.TargetMethod.ContainingType?.Name is not ("Interlocked" or "Volatile") || call.Arguments.Length == 0)
            return null;
        var arguments = call.Arguments.OrderBy(argument => argument.Parameter?.Ordinal ?? 0).Select(argument => argument.Value).ToArray();
        if (OwnPlaceOf(arguments[0]) < 0)
            return null;
        switch (call.TargetMethod.Name)
        {
            case "Read":
                return new Lowered(LowerValue(arguments[0]));
            case "Write":
                AssignTo(arguments[0], LowerValue(arguments[1]), call.Syntax);
                return new Lowered(-1);
            case "Exchange":
                return new Lowered(LowerExchange(call, arguments[0]));
            case "CompareExchange" when arguments.Length == 3:
                return new Lowered(LowerCompareExchange(call, arguments[0], arguments[1], arguments[2]));
            default:
                var changed = Unknown(call);
                AssignTo(arguments[0], changed, call.Syntax);
                return new Lowered(changed);
        }
    }

    private int LowerCompareExchange(IInvocationOperation call, IOperation location, IOperation value, IOperation comparand)
    {
        var origin = _builder.Origin(call.Syntax);
        var (old, equal) = (NewTemporary(call.Type), NewTemporary(null));
        var stored = LowerToPlace(value);
        var expected = LowerToPlace(comparand);
        AssignWhole(call.Syntax, old, LowerValue(location));
        _builder.Emit(new ComparePlaces(origin, equal, old, Relation.Equal, expected));
        var (same, join) = (_builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Branch(-1, equal, same, join), same);
        AssignTo(location, stored, call.Syntax);
        _builder.Continue(new Goto(join), join);
        return old;
    }
}

/// <summary>Which members of an object a program follows.</summary>
internal sealed class FollowedMembers
{
    public FollowedMembers(MemberUses uses, HashSet<ISymbol> owned, IEnumerable<ISymbol> state)
    {
        Uses = uses;
        Owned = owned;
        All = new HashSet<ISymbol>(owned.Concat(state), SymbolEqualityComparer.Default);
    }

    /// <summary>What the bodies of the type do with its members.</summary>
    public MemberUses Uses { get; }

    /// <summary>Members that hold handles.</summary>
    public HashSet<ISymbol> Owned { get; }

    /// <summary>These, and members that only tell what state the object is in.</summary>
    public HashSet<ISymbol> All { get; }

    /// <summary>Whether what is stored into a member is from then on the member's, also for findings.</summary>
    public bool AnswersForStored { get; init; }
}
