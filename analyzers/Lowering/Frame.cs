using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>One graph that is lowered in place: the body itself, or a lambda or local function where it is called.</summary>
internal sealed class Frame
{
    public Frame(ControlFlowGraph graph, IMethodSymbol? method, Frame? caller, int returnPlace, int returnTarget, Func<ITypeSymbol?, int> throwTarget)
    {
        Graph = graph;
        Method = method;
        Caller = caller;
        ReturnPlace = returnPlace;
        ReturnTarget = returnTarget;
        ThrowTarget = throwTarget;
        Root = new Context(null, -1, null);
        Usage = GraphUsage.Of(graph);
        Loops = CursorLoops.Of(graph.OriginalOperation);
    }

    public ControlFlowGraph Graph { get; }

    /// <summary>The method whose body it is; null for a lambda or initialiser.</summary>
    public IMethodSymbol? Method { get; }

    public Frame? Caller { get; }

    /// <summary>The origin of the call that stands for all that runs here, where it is the body of another member; else -1.</summary>
    public int Call { get; init; } = -1;

    /// <summary>The object on which it runs.</summary>
    public Self Self { get; init; }

    /// <summary>The place of the result.</summary>
    public int ReturnPlace { get; }

    /// <summary>The block behind the call.</summary>
    public int ReturnTarget { get; }

    /// <summary>The block that gets an exception of a type, or of any for null, that leaves the graph.</summary>
    public Func<ITypeSymbol?, int> ThrowTarget { get; }

    /// <summary>The context of blocks that are lowered once.</summary>
    public Context Root { get; }

    public GraphUsage Usage { get; }

    public CursorLoops Loops { get; }

    /// <summary>The `foreach` loops that run no code of a sequence which could throw.</summary>
    public HashSet<SyntaxNode> FreeLoops { get; } = [];

    /// <summary>The variables of the caller that parameters stand for in this call, as by reference they do.</summary>
    public Dictionary<ISymbol, int> Names { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The place that <paramref name="symbol"/> stands for in this call or one around it, or null.</summary>
    public int? NameOf(ISymbol symbol)
    {
        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            if (frame.Names.TryGetValue(symbol, out var place))
                return place;
        }

        return null;
    }

    public Dictionary<(int Block, Context Context), int> Blocks { get; } = [];

    public Dictionary<(int Region, int Continuation, Context Parent), Context> Contexts { get; } = [];

    public Dictionary<(int Region, Context Context, string Type, string Waiting), int> Dispatches { get; } = [];

    public Dictionary<CaptureId, int> Captures { get; } = [];

    /// <summary>How many calls of <paramref name="method"/> this frame is inside of.</summary>
    public int Depth(ISymbol method)
    {
        var depth = 0;
        for (var frame = this; frame is not null; frame = frame.Caller)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Method, method))
                depth++;
        }

        return depth;
    }
}

/// <summary>One copy of a `finally` or filter region, made for one continuation. Blocks outside of such regions have the root context.</summary>
internal sealed class Context
{
    public Context(ControlFlowRegion? region, int continuation, Context? parent)
    {
        Region = region;
        Continuation = continuation;
        Parent = parent;
    }

    /// <summary>The region that is copied; null for the root.</summary>
    public ControlFlowRegion? Region { get; }

    /// <summary>Where control goes when the region has run.</summary>
    public int Continuation { get; }

    /// <summary>Of a filter: where control goes when it accepts.</summary>
    public int Accepted { get; set; } = -1;

    /// <summary>The context around it.</summary>
    public Context? Parent { get; }

    /// <summary>The innermost context of this one and those around it that holds <paramref name="block"/>.</summary>
    public Context Holding(int block)
    {
        var context = this;
        while (context.Region is { } region && (block < region.FirstBlockOrdinal || block > region.LastBlockOrdinal))
            context = context.Parent!;
        return context;
    }
}
