using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>Finds the statement behind a jump: the compiler's graph has the edge, but not the statement that makes it.</summary>
internal static class Jumps
{
    /// <summary>The `throw;` with which a block of a handler ends, or null where it cannot be told.</summary>
    public static SyntaxNode? Rethrow(BasicBlock block, ControlFlowGraph graph)
    {
        if (block.Operations.LastOrDefault() is { } last && Following(last.Syntax) is ThrowStatementSyntax { Expression: null } next)
            return next;
        return HandlerAround(block, graph)?.DescendantNodes(node => node is not (TryStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<ThrowStatementSyntax>().Where(jump => jump.Expression is null).ToList() is [var only] ? only : null;
    }

    /// <summary>The statement that runs next when this one is over; null where that is none of the same handler, loop or function.</summary>
    private static StatementSyntax? Following(SyntaxNode done)
    {
        for (var at = done.FirstAncestorOrSelf<StatementSyntax>(); at is not null; at = Around(at))
        {
            if (at.Parent is BlockSyntax block && block.Statements.IndexOf(at) is var index && index + 1 < block.Statements.Count)
                return block.Statements[index + 1];
        }

        return null;
    }

    private static StatementSyntax? Around(StatementSyntax inner) => inner.Parent switch
    {
        BlockSyntax or IfStatementSyntax or UsingStatementSyntax or LockStatementSyntax or CheckedStatementSyntax or LabeledStatementSyntax => (StatementSyntax)inner.Parent,
        ElseClauseSyntax { Parent: IfStatementSyntax choice } => choice,
        _ => null,
    };

    /// <summary>The clause around a block that may do nothing but throw: the graph knows it only by what its `try` does.</summary>
    private static CatchClauseSyntax? HandlerAround(BasicBlock block, ControlFlowGraph graph)
    {
        var handler = block.EnclosingRegion;
        while (handler is { Kind: not ControlFlowRegionKind.Catch, EnclosingRegion: { } outer })
            handler = outer;
        var clause = handler.EnclosingRegion is { Kind: ControlFlowRegionKind.FilterAndHandler } filtered ? filtered : handler;
        if (clause.EnclosingRegion is not { Kind: ControlFlowRegionKind.TryAndCatch } whole || FirstIn(whole.NestedRegions[0], graph) is not var (inside, tries))
            return null;
        return inside.Ancestors().OfType<TryStatementSyntax>().Where(each => each.Catches.Count > 0 && each.Block.Span.Contains(inside.Span)).ElementAtOrDefault(tries)?.Catches.ElementAtOrDefault(whole.NestedRegions.IndexOf(clause) - 1);
    }

    /// <summary>Something that a region does, and how many `try`s with handlers are around it in there.</summary>
    private static (SyntaxNode Inside, int Tries)? FirstIn(ControlFlowRegion region, ControlFlowGraph graph)
    {
        foreach (var block in graph.Blocks.Where(block => block.Ordinal >= region.FirstBlockOrdinal && block.Ordinal <= region.LastBlockOrdinal))
        {
            if ((block.Operations.FirstOrDefault() ?? block.BranchValue) is { } operation && RegionsUpTo(block.EnclosingRegion, region).All(each => each.Kind is not (ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.Finally)))
                return (operation.Syntax, RegionsUpTo(block.EnclosingRegion, region).Count(each => each.Kind == ControlFlowRegionKind.TryAndCatch));
        }

        return null;
    }

    private static IEnumerable<ControlFlowRegion> RegionsUpTo(ControlFlowRegion inner, ControlFlowRegion outer)
    {
        for (ControlFlowRegion? each = inner; each is not null && each != outer; each = each.EnclosingRegion)
            yield return each;
    }
}
