using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Where a branch leads: through the ends of scopes and through `finally` blocks, in the order in which they run.</summary>
internal sealed partial class BodyLowerer
{
    private int Follow(ControlFlowBranch branch)
    {
        if (branch.Destination is not { } destination)
            return branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling ? _context.Holding(_block.Ordinal).Continuation : Halted();
        var inside = _context.Holding(_block.Ordinal);
        if (inside.Region?.Kind == ControlFlowRegionKind.Filter && (destination.Ordinal < inside.Region.FirstBlockOrdinal || destination.Ordinal > inside.Region.LastBlockOrdinal))
            return inside.Accepted;
        var isReturn = destination.Kind == BasicBlockKind.Exit;
        var target = isReturn ? Returned() : BlockFor(_frame, _context, destination);
        var exit = isReturn ? LeakExit.Return : destination.Ordinal <= _block.Ordinal ? LeakExit.LoopAgain : LeakExit.ScopeEnd;
        var syntax = isReturn ? PlainReturn(branch) ?? ReturnSyntax() : JumpSyntax();
        foreach (var region in branch.LeavingRegions.Reverse())
        {
            target = Ending(region, target, exit, syntax);
            if (region.Kind == ControlFlowRegionKind.TryAndFinally && branch.FinallyRegions.Contains(region.NestedRegions[1]))
                target = Finally(_frame, _context, region.NestedRegions[1], target);
        }

        return target;
    }

    /// <summary>What is returned is used by the caller, when all that runs on the way out has run.</summary>
    private int Returned()
    {
        var names = _block.BranchValue is { } value && MayName(value.Type) && _frame.Caller is null;
        return names ? Before(_frame.ReturnTarget, new Use(_builder.Origin(ReturnSyntax()), _frame.ReturnPlace, NeedsParent: false)) : _frame.ReturnTarget;
    }

    private int Halted()
    {
        var (block, current) = (_builder.NewBlock(), _builder.Current);
        _builder.Current = block;
        _builder.End(new Exit(-1, ExitKind.Halt));
        _builder.Current = current;
        return block;
    }

    /// <summary>A `return;` that is all that an `if` does leaves no block of its own: the way past the condition, or past the part of it that decides, is the way to it.</summary>
    private ReturnStatementSyntax? PlainReturn(ControlFlowBranch branch)
    {
        if (_block.ConditionalSuccessor is null || _block.BranchValue?.Syntax is not { } condition
            || condition.FirstAncestorOrSelf<IfStatementSyntax>() is not { } choice || !choice.Condition.Span.Contains(condition.Span))
            return null;
        var holds = branch.IsConditionalSuccessor == (_block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        var way = Decided(condition, holds, choice.Condition) is { } outcome ? outcome ? choice.Statement : choice.Else?.Statement
            : branch.IsConditionalSuccessor ? null : choice.Statement;
        return (way is BlockSyntax { Statements.Count: 1 } block ? block.Statements[0] : way) as ReturnStatementSyntax;
    }

    /// <summary>What a condition comes to when a part of it is decided so; null: that is still open.</summary>
    private static bool? Decided(SyntaxNode part, bool holds, ExpressionSyntax condition)
    {
        for (var at = part; at != condition; at = at.Parent)
        {
            switch (at.Parent)
            {
                case ParenthesizedExpressionSyntax:
                    break;
                case PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression):
                    holds = !holds;
                    break;
                case BinaryExpressionSyntax either when either.IsKind(SyntaxKind.LogicalOrExpression) && (holds || either.Right == at):
                case BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) && (!holds || both.Right == at):
                    break;
                default:
                    return null;
            }
        }

        return holds;
    }

    private SyntaxNode ReturnSyntax() => _block.BranchValue?.Syntax is { } value ? value.FirstAncestorOrSelf<ReturnStatementSyntax>() ?? value : JumpSyntax();

    /// <summary>The graph does not say which statement jumps; what stands before it is the best there is.</summary>
    private SyntaxNode JumpSyntax() => _block.BranchValue?.Syntax ?? _block.Operations.LastOrDefault()?.Syntax ?? _frame.Graph.OriginalOperation.Syntax;

    /// <summary>A block that ends the names of a region and goes on.</summary>
    private int Ending(ControlFlowRegion region, int target, LeakExit exit, SyntaxNode syntax)
    {
        if (region.Locals.IsEmpty && region.CaptureIds.IsEmpty)
            return target;
        return Before(target, new Kill(_builder.Origin(syntax), PlaceSet.Of(NamesOf(_frame, region)), exit));
    }

    private int Before(int target, Op op)
    {
        var (block, current) = (_builder.NewBlock(), _builder.Current);
        _builder.Current = block;
        _builder.Emit(op);
        _builder.End(new Goto(target));
        _builder.Current = current;
        return block;
    }

    private IEnumerable<int> NamesOf(Frame frame, ControlFlowRegion region) =>
        region.Locals.Where(local => !local.IsRef || IsStep(local)).SelectMany(local => PartsOf(PlaceOf(local)))
            .Concat(region.CaptureIds.Where(id => !IsLocation(frame, id)).SelectMany(id => PartsOf(CaptureOf(frame, id))));

    private IEnumerable<int> AllNamesOf(Frame frame, ControlFlowRegion region) =>
        NamesOf(frame, region).Concat(region.NestedRegions.SelectMany(nested => AllNamesOf(frame, nested)));

    /// <summary>The entry of a copy of a `finally` that goes on at <paramref name="continuation"/>.</summary>
    private int Finally(Frame frame, Context context, ControlFlowRegion region, int continuation)
    {
        var parent = context.Holding(region.FirstBlockOrdinal);
        var key = (region.FirstBlockOrdinal, continuation, parent);
        if (!frame.Contexts.TryGetValue(key, out var copy))
            frame.Contexts.Add(key, copy = new Context(region, continuation, parent));
        return BlockFor(frame, copy, frame.Graph.Blocks[region.FirstBlockOrdinal]);
    }

    /// <summary>The block that gets an exception thrown in <paramref name="region"/>: handlers that can match, innermost first, then outwards.</summary>
    /// <param name="frame">The graph.</param>
    /// <param name="context">The copy that throws.</param>
    /// <param name="region">The region that throws.</param>
    /// <param name="type">The type or a base of it; null where any is possible.</param>
    private int Dispatch(Frame frame, Context context, ControlFlowRegion region, ITypeSymbol? type) => Dispatch(frame, context, region, type, null);

    /// <summary>Filters are asked before the `finally` blocks inside of them run, so these wait until a handler is chosen.</summary>
    private int Dispatch(Frame frame, Context context, ControlFlowRegion region, ITypeSymbol? type, Unwinding? waiting)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        var from = region;
        while (from is not null && from.Kind != ControlFlowRegionKind.Try)
        {
            if (from.Kind == ControlFlowRegionKind.Filter)
                return context.Holding(from.FirstBlockOrdinal).Continuation;

            // The root of a lambda's graph knows the region around the lambda; its exceptions do not go there.
            from = from.Kind == ControlFlowRegionKind.Root ? null : from.EnclosingRegion;
        }

        if (from is null)
            return Unwind(frame, waiting, frame.ThrowTarget(type));
        context = context.Holding(from.FirstBlockOrdinal);
        var key = (from.FirstBlockOrdinal * 4096 + from.LastBlockOrdinal, context, type?.ToDisplayString() ?? "", waiting?.Key ?? "");
        if (frame.Dispatches.TryGetValue(key, out var known))
            return known;
        var around = from.EnclosingRegion!;
        var target = around.Kind == ControlFlowRegionKind.TryAndFinally
            ? Dispatch(frame, context, around.EnclosingRegion!, type, new Unwinding(around.NestedRegions[1], context, waiting))
            : Handlers(frame, context, [.. around.NestedRegions.Where(each => each != from)], 0, around, type, waiting);
        return frame.Dispatches[key] = target;
    }

    /// <summary>Runs what waits, innermost first, and goes on.</summary>
    private int Unwind(Frame frame, Unwinding? waiting, int target)
    {
        // The last to be added is the outermost, and runs last.
        for (var each = waiting; each is not null; each = each.Inner)
            target = Finally(frame, each.Context, each.Region, target);
        return target;
    }

    private int Handlers(Frame frame, Context context, ControlFlowRegion[] handlers, int first, ControlFlowRegion around, ITypeSymbol? type, Unwinding? waiting)
    {
        var options = new List<int>();
        for (var i = first; i < handlers.Length; i++)
        {
            var match = Matches(handlers[i].ExceptionType, type);
            if (match == false)
                continue;
            if (handlers[i].Kind == ControlFlowRegionKind.FilterAndHandler)
            {
                options.Add(Filter(frame, context, handlers, i, around, type, waiting, match == true));
                return Choose(options);
            }

            options.Add(Enter(frame, context, handlers[i], around, waiting));
            if (match == true)
                return Choose(options);
        }

        options.Add(Dispatch(frame, context, around.EnclosingRegion!, type, waiting));
        return Choose(options);
    }

    /// <summary>A handler is chosen: what waits runs, the names of the part that threw end, and the handler begins.</summary>
    private int Enter(Frame frame, Context context, ControlFlowRegion handler, ControlFlowRegion around, Unwinding? waiting)
    {
        var target = BlockFor(frame, context, frame.Graph.Blocks[handler.FirstBlockOrdinal]);
        var names = around.NestedRegions.First(region => region.Kind == ControlFlowRegionKind.Try);
        target = Before(target, new Kill(_builder.Origin(frame.Graph.OriginalOperation.Syntax), PlaceSet.Of(AllNamesOf(frame, names)), LeakExit.ScopeEnd));
        _builder.MarkHandler(target);
        return Unwind(frame, waiting, target);
    }

    /// <summary>A filter that says no, or whose type does not match, leaves the exception to the handlers that follow.</summary>
    private int Filter(
        Frame frame, Context context, ControlFlowRegion[] handlers, int index, ControlFlowRegion around, ITypeSymbol? type, Unwinding? waiting, bool matches)
    {
        var handler = handlers[index].NestedRegions.First(region => region.Kind == ControlFlowRegionKind.Catch);
        var region = handlers[index].NestedRegions.First(region => region.Kind == ControlFlowRegionKind.Filter);
        var rest = Handlers(frame, context, handlers, index + 1, around, type, waiting);
        var refused = RefusedType(frame.Graph, region) is { } narrower && (type is null || ExceptionTypes.DerivesFrom(narrower, type))
            ? Handlers(frame, context, handlers, index + 1, around, narrower, waiting) : rest;
        var accepted = Enter(frame, context, handler, around, waiting);
        var parent = context.Holding(region.FirstBlockOrdinal);
        var copy = new Context(region, refused, parent) { Accepted = accepted };
        var filter = BlockFor(frame, copy, frame.Graph.Blocks[region.FirstBlockOrdinal]);
        return matches ? filter : Choose([filter, rest]);
    }

    /// <summary>The type that an exception surely is which a filter refuses, as `when (e is not T)` does; null: its refusal tells nothing.</summary>
    private static ITypeSymbol? RefusedType(ControlFlowGraph graph, ControlFlowRegion filter)
    {
        var block = graph.Blocks[filter.LastBlockOrdinal];
        if (filter.FirstBlockOrdinal != filter.LastBlockOrdinal || block.ConditionalSuccessor?.Destination is not { } destination)
            return null;
        var leaves = destination.Ordinal < filter.FirstBlockOrdinal || destination.Ordinal > filter.LastBlockOrdinal;
        return TestedType(block.BranchValue, leaves == (block.ConditionKind == ControlFlowConditionKind.WhenFalse));
    }

    /// <summary>The type that the tested value has when <paramref name="test"/> is <paramref name="outcome"/>.</summary>
    private static ITypeSymbol? TestedType(IOperation? test, bool outcome) => test switch
    {
        IIsTypeOperation isType => isType.IsNegated != outcome ? isType.TypeOperand : null,
        IIsPatternOperation { Pattern: INegatedPatternOperation negated } => outcome ? null : TypeOf(negated.Pattern),
        IIsPatternOperation pattern => outcome ? TypeOf(pattern.Pattern) : null,
        _ => null,
    };

    private static ITypeSymbol? TypeOf(IPatternOperation pattern) => pattern switch
    {
        ITypePatternOperation typed => typed.MatchedType,
        IDeclarationPatternOperation declared => declared.MatchedType,
        _ => null,
    };

    private int Choose(List<int> options)
    {
        if (options.Count == 1)
            return options[0];
        var (block, current) = (_builder.NewBlock(), _builder.Current);
        _builder.Current = block;
        _builder.End(new Choice(-1, options));
        _builder.Current = current;
        return block;
    }

    /// <summary>Whether a handler for <paramref name="caught"/> gets an exception of <paramref name="thrown"/>: surely, surely not, or it depends.</summary>
    private bool? Matches(ITypeSymbol? caught, ITypeSymbol? thrown)
    {
        if (caught is null || ExceptionTypes.IsRoot(caught))
            return true;
        if (thrown is null || ExceptionTypes.IsRoot(thrown))
            return null;
        if (ExceptionTypes.DerivesFrom(thrown, caught))
            return true;
        return ExceptionTypes.DerivesFrom(caught, thrown) ? null : false;
    }

    private SyntaxNode RethrowSyntax() => Jumps.Rethrow(_block, _frame.Graph) ?? LastSyntax();

    /// <summary>What a `throw;` in <paramref name="region"/> throws: what its handler caught.</summary>
    private static ITypeSymbol? Rethrown(ControlFlowRegion region)
    {
        for (ControlFlowRegion? each = region; each is not null && each.Kind != ControlFlowRegionKind.Root; each = each.EnclosingRegion)
        {
            if (each.Kind == ControlFlowRegionKind.Catch)
                return each.ExceptionType is { SpecialType: not SpecialType.System_Object } type ? type : null;
        }

        return null;
    }

    /// <summary>Where an iterator goes that its consumer gives up: only the `finally` blocks around it run.</summary>
    private int Abandoned(Frame frame, Context context, ControlFlowRegion region, SyntaxNode syntax)
    {
        var target = _builder.NewBlock();
        var current = _builder.Current;
        _builder.Current = target;
        KeepMembers(_builder.Origin(syntax), _ => true);
        _builder.End(new Exit(_builder.Origin(syntax), ExitKind.Abandon));
        _builder.Current = current;
        var around = new Stack<ControlFlowRegion>();
        for (var each = region; each.Kind != ControlFlowRegionKind.Root && each.EnclosingRegion is { } outer; each = outer)
        {
            if (each.Kind == ControlFlowRegionKind.Try && outer.Kind == ControlFlowRegionKind.TryAndFinally)
                around.Push(outer.NestedRegions[1]);
        }

        foreach (var region1 in around)
            target = Finally(frame, context, region1, target);
        return target;
    }
}
