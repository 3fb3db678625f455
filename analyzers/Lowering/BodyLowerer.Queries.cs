using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Queries: sequences that are computed while somebody steps through them. Their lambdas run where the loop, or the call that collects the elements, takes its steps, once for
/// each. A query that goes anywhere else is not followed, and its lambdas are delegates like others.
/// </summary>
internal sealed partial class BodyLowerer
{
    /// <summary>How a query is stepped through.</summary>
    /// <param name="Current">The place of the element that it stands on.</param>
    /// <param name="Start">Lowers what happens before the first step.</param>
    /// <param name="Advance">Lowers one step: goes on with an element in <paramref name="Current"/>, or for the given block when there are no more.</param>
    /// <param name="End">Lowers what is known when there are no more.</param>
    private sealed record Query(int Current, Action<IOperation> Start, Action<IOperation, int> Advance, Action<IOperation> End);

    /// <summary>A query, or a call that carries one out; null: it is neither, or one that is not followed.</summary>
    private Lowered? LowerQuery(IInvocationOperation call)
    {
        if (!Queries.IsMember(call.TargetMethod) || !IsQuery(call, out var source) || OriginalOf(call) is not { } original)
            return null;
        if (Queries.IsLazy(call.TargetMethod) && LowerPart(call, source) is { } part)
            return part;
        if (!Queries.IsLazy(call.TargetMethod))
            return QueryOf(LowerValue(source)) is { } carriedOut ? new Lowered(CarryOut(call, carriedOut)) : null;
        if (!Queries.IsFollowed(original, _frame.Graph.OriginalOperation))
            return null;
        var place = NewTemporary(null);
        _streams[place] = new Stream(false, call.TargetMethod) { Query = Compose(call, source) };
        _builder.Emit(new AssignUnknown(_builder.Origin(call.Syntax), place, 1));
        return new Lowered(place);
    }

    private IOperation? OriginalOf(IInvocationOperation call) =>
        _frame.Graph.OriginalOperation.DescendantsAndSelf().FirstOrDefault(each => each is IInvocationOperation && each.Syntax == call.Syntax);

    private Query? QueryOf(int place) => place >= 0 && _streams.TryGetValue(place, out var stream) ? stream.Query : null;

    /// <summary>Whether a query brings handles: what it steps through does, or what its lambda makes of that.</summary>
    private bool IsQuery(IInvocationOperation call, out IOperation source)
    {
        source = Unwrapped(call.Instance ?? call.Arguments.First(argument => argument.Parameter?.Ordinal == 0).Value);
        while (source is IConversionOperation conversion)
            source = conversion.Operand;
        var isOfQuery = source is IInvocationOperation inner ? Queries.IsMember(inner.TargetMethod) && Queries.IsLazy(inner.TargetMethod) && IsQuery(inner, out var innermost) && PartOf(inner, innermost) is null && OriginalOf(inner) is { } original && Queries.IsFollowed(original, _frame.Graph.OriginalOperation)
            : source is ILocalReferenceOperation local && _places.ContainsKey(local.Local) && QueryOf(PlaceOf(local.Local)) is not null;
        if (!Queries.IsLazy(call.TargetMethod))
            return isOfQuery;
        var brings = Collections.ElementOf(call.Type) is { } element && CarriesHandle(element);
        if (!isOfQuery && !brings)
            return false;
        return call.TargetMethod.Name is not ("Select" or "Where" or "TakeWhile" or "SkipWhile") || LambdaOf(call) is not null;
    }

    private (IFlowAnonymousFunctionOperation Lambda, Frame Frame)? LambdaOf(IInvocationOperation call) =>
        FunctionsIn(call.Arguments.First(argument => argument.Parameter?.Ordinal == call.TargetMethod.Parameters.Length - 1).Value) is [{ Target: IFlowAnonymousFunctionOperation lambda, Frame: var frame }] && _frame.Depth(lambda.Symbol) == 0
            ? (lambda, frame) : null;

    private Query Compose(IInvocationOperation call, IOperation source)
    {
        var below = QueryOver(source, LowerValue(source));
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.Ordinal > 0 && argument.Value.Type?.TypeKind != TypeKind.Delegate))
            LowerValue(argument.Value);
        return call.TargetMethod.Name switch
        {
            "Select" => Selected(below, LambdaOf(call)!.Value, call),
            "Where" => Filtered(below, at => RunOn(below.Current, LambdaOf(call)!.Value, at), endsThere: false),
            "TakeWhile" => Filtered(below, at => RunOn(below.Current, LambdaOf(call)!.Value, at), endsThere: true),
            "SkipWhile" => Filtered(below, at => RunOn(below.Current, LambdaOf(call)!.Value, at), endsThere: false),
            "Skip" or "Distinct" => Filtered(below, at => Unknown(at, 0, 1), endsThere: false),
            "Take" => below with { Advance = (at, end) => { Choose(at, end); below.Advance(at, end); }, End = _ => { } },
            _ => below,
        };
    }

    /// <summary>Stepping through what is no query: a collection, whose elements stay in it, an iterator, or anything else.</summary>
    private Query QueryOver(IOperation source, int place)
    {
        if (QueryOf(place) is { } query)
            return query;
        var current = NewLasting(Collections.ElementOf(source.Type));
        if (place >= 0 && _streams.TryGetValue(place, out var stream) && stream.HandsOver)
        {
            return new Query(
                current,
                _ => { },
                (at, end) =>
                {
                    Choose(at, end);
                    MayThrowAt(at.Syntax);
                    AssignWhole(at.Syntax, current, stream.Takes ? LowerTake(at, place, ElementKind.Front, Collections.ElementOf(source.Type)!, via: stream.Via) : Arrive(at, stream.Via, Collections.ElementOf(source.Type)!, new OutContract(true), StreamSite, _ => -1, -1));
                },
                _ => { });
        }

        if (place < 0 || !IsFollowedCollection(source.Type))
            return new Query(current, _ => { }, Choose, _ => { });
        return new Query(
            current,
            at => _builder.Emit(new Cursor(_builder.Origin(at.Syntax), place, CursorStep.Start)),
            (at, end) =>
            {
                Choose(at, end);
                _builder.Emit(new Cursor(_builder.Origin(at.Syntax), place, CursorStep.Next));
                EmitPeek(at, current, Collections.ElementOf(source.Type), place, ElementKind.AtCursor);
            },
            at => _builder.Emit(new Cursor(_builder.Origin(at.Syntax), place, CursorStep.End)));
    }

    /// <summary>A place that lives on when the statement is over.</summary>
    private int NewLasting(ITypeSymbol? type)
    {
        var place = _builder.NewPlace();
        Divide(place, type);
        return place;
    }

    private void Choose(IOperation at, int end)
    {
        var next = _builder.NewBlock();
        _builder.Continue(new Choice(_builder.Origin(at.Syntax), [next, end]), next);
    }

    private Query Selected(Query below, (IFlowAnonymousFunctionOperation Lambda, Frame Frame) by, IOperation call)
    {
        var current = NewLasting(Collections.ElementOf(call.Type));
        return new Query(current, below.Start, (at, end) =>
        {
            below.Advance(at, end);
            AssignWhole(at.Syntax, current, RunOn(below.Current, by, at));
            Drop(below.Current, at);
        }, below.End);
    }

    private Query Filtered(Query below, Func<IOperation, int> accepts, bool endsThere) => below with
    {
        Advance = (at, end) =>
        {
            var (head, kept, dropped) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
            _builder.Continue(new Goto(head), head);
            below.Advance(at, end);
            var answer = accepts(at) is var place and >= 0 ? place : Unknown(at, 0, 1);
            _builder.Continue(new Branch(-1, answer, kept, dropped), dropped);
            Drop(below.Current, at);
            _builder.Continue(new Goto(endsThere ? end : head), kept);
        },
        End = endsThere ? _ => { }
        : below.End,
    };

    private int RunOn(int element, (IFlowAnonymousFunctionOperation Lambda, Frame Frame) by, IOperation at) =>
        On(by.Frame.Self, () => Inline(by.Frame.Graph.GetAnonymousFunctionControlFlowGraphInScope(by.Lambda), by.Lambda.Symbol, at, inner => inner.Names[by.Lambda.Symbol.Parameters[0]] = element, () => { }, adopts: false)).Place;

    private void Drop(int place, IOperation at) => _builder.Emit(new Kill(_builder.Origin(at.Syntax), PlaceSet.Of(PartsOf(place)), LeakExit.ScopeEnd));

    /// <summary>A step of a loop: the element, or the end. Returns the place that tells which.</summary>
    private int Step(Query query, IOperation at, Action atEnd)
    {
        var result = NewTemporary(null);
        var origin = _builder.Origin(at.Syntax);
        var (end, join) = (_builder.NewBlock(), _builder.NewBlock());
        query.Advance(at, end);
        _builder.Emit(new AssignConstant(origin, result, 1));
        _builder.Continue(new Goto(join), end);
        query.End(at);
        atEnd();
        _builder.Emit(new AssignConstant(origin, result, 0));
        _builder.Continue(new Goto(join), join);
        return result;
    }

    /// <summary>Steps through a query where it is written: into a collection, to an element, or past all of them.</summary>
    private int CarryOut(IInvocationOperation call, Query query)
    {
        query.Start(call);
        return call.TargetMethod.Name switch
        {
            "First" or "Single" or "FirstOrDefault" or "SingleOrDefault" => FirstOf(call, query),
            "ToList" or "ToArray" or "ToHashSet" => Collect(call, query, NewContainer(call, call.Type!, isComplete: true)),
            _ => Collect(call, query, -1),
        };
    }

    /// <summary>What a query brings, in a collection; any other value as it is.</summary>
    private int Collected(IOperation at, int place)
    {
        if (QueryOf(place) is not { } query)
            return place;
        query.Start(at);
        return Collect(at, query, NewContainer(at, at.Type ?? _ownership.Compilation.ObjectType, isComplete: true));
    }

    private int FirstOf(IInvocationOperation call, Query query)
    {
        var (end, join, origin) = (_builder.NewBlock(), _builder.NewBlock(), _builder.Origin(call.Syntax));
        var result = NewTemporary(call.Type);
        query.Advance(call, end);
        AssignWhole(call.Syntax, result, query.Current);
        Drop(query.Current, call);
        _builder.Continue(new Goto(join), end);
        if (!call.TargetMethod.Name.EndsWith("Default", StringComparison.Ordinal))
            MayThrowAt(call.Syntax);
        EmitParts(result, part => _builder.Emit(new AssignConstant(origin, part, 0)));
        _builder.Continue(new Goto(join), join);
        return result;
    }

    private int Collect(IOperation call, Query query, int container)
    {
        var (head, end) = (_builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Goto(head), head);
        var first = _statement.Count;
        query.Advance(call, end);
        if (container >= 0)
            PutElement(call.Syntax, container, query.Current, ElementKind.Anywhere);
        var passing = _statement.Skip(first).Concat(PartsOf(query.Current)).ToList();
        _builder.Emit(new Kill(_builder.Origin(call.Syntax), PlaceSet.Of(passing), LeakExit.ScopeEnd));
        _builder.Continue(new Goto(head), end);
        query.End(call);
        return container >= 0 ? container : Unknown(call);
    }
}
