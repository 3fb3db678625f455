using System;
using System.Collections.Generic;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Calls that bring many handles: at once, in a collection, or one with each step.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>The part of a site's syntax that stands for what a step over a stream brings.</summary>
    private const int StreamSite = 98;

    /// <summary>The part of a site's syntax that stands for the elements of a collection that a call brings.</summary>
    private const int ArrivedElementSite = 97;

    /// <summary>The places that hold a stream.</summary>
    private readonly Dictionary<int, Stream> _streams = [];

    /// <summary>What a step over a sequence brings: a fresh handle, or one that is only lent, or one that leaves a collection.</summary>
    private readonly record struct Stream(bool HandsOver, ISymbol Via, bool Takes = false)
    {
        /// <summary>How it is stepped through, if it is a query.</summary>
        public Query? Query { get; init; }
    }

    /// <summary>A collection under a name by which each step takes one element out of it.</summary>
    private int LowerDrain(IInvocationOperation call, int container)
    {
        var target = NewTemporary(null);
        AssignWhole(call.Syntax, target, container);
        if (_ownSequences.TryGetValue(container, out var member))
            _ownSequences[target] = member;
        _streams[target] = new Stream(true, call.TargetMethod, Takes: true);
        return target;
    }

    private int LowerStream(Call call, bool handsOver)
    {
        var target = Unknown(call.Operation, 1);
        _streams[target] = new Stream(handsOver, call.Method);
        return target;
    }

    /// <summary>Whether many handles come out of a method that cannot be seen and does not say whose they are.</summary>
    private bool BringsWithoutSaying(IMethodSymbol method) => method.MethodKind == MethodKind.Ordinary && (method.DeclaringSyntaxReferences.IsEmpty || method.IsAbstract || method.IsExtern)
        && method.ResultPromise() == Promise.None && method.ContainingType is { } type && !HandleTypes.IsInFramework(type)
        && Collections.ElementOf(HandleTypes.IsPromise(method.ReturnType) ? ((INamedTypeSymbol)method.ReturnType).TypeArguments[0] : method.ReturnType) is { } element && _ownership.Handles.CarriedBy(element) is not null;

    private int TrustSequence(Call call)
    {
        var container = NewContainer(call.Operation, call.Operation.Type!, isComplete: true);
        Pass(container, TransferKind.Trusted, call.Operation.Syntax);
        return container;
    }

    /// <summary>A collection comes out of a call with any number of elements, which are all owned or all borrowed.</summary>
    private int ArriveInCollection(IOperation operation, ISymbol via, ITypeSymbol type, OutContract arrives, Func<string, int> named, int trait)
    {
        var container = NewContainer(operation, type, isComplete: true);
        if (Collections.ElementOf(type) is not { } elementType || _ownership.Handles.CarriedBy(elementType) is not { } handle)
            return container;
        var origin = _builder.Origin(operation.Syntax);
        var info = new SiteInfo(operation.Syntax, handle, arrives.Owned ? ArrivalKind.Call : ArrivalKind.Borrowed) { Via = via };
        var site = _builder.SiteAt(operation.Syntax, ArrivedElementSite, arrives.Owned ? SiteKind.Owned : SiteKind.Borrowed, info);
        var (head, body, end) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        var element = _builder.NewPlace();
        _builder.Continue(new Goto(head), head);
        _builder.Continue(new Choice(-1, [body, end]), body);
        _builder.Emit(new Acquire(origin, element, site, arrives.Parent is { } owner ? named(owner) : -1, arrives.Trait >= 0 && trait < 0 ? Constant(operation, arrives.Trait) : trait));
        _builder.Emit(new Put(origin, container, element, ElementKind.Anywhere));
        _builder.Emit(new Kill(origin, PlaceSet.Of(element), LeakExit.ScopeEnd));
        _builder.Continue(new Goto(head), end);
        return container;
    }
}
