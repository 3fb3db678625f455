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
    private readonly Dictionary<int, (bool HandsOver, ISymbol Via)> _streams = [];

    /// <summary>Whether a channel is read to its end that somebody else fills: each step takes one out of it.</summary>
    private static bool IsStreamOfOthers(IInvocationOperation call) => call.TargetMethod.Name == "ReadAllAsync" && call.Instance is not IPropertyReferenceOperation { Instance: ILocalReferenceOperation };

    private int LowerStream(Call call, bool handsOver)
    {
        var target = Unknown(call.Operation, 1);
        _streams[target] = (handsOver, call.Method);
        return target;
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
