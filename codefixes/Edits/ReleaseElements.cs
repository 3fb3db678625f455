using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Releases what a local array or collection still holds: at the end of its block, or in a `finally` where a loop that drains it may be left early.</summary>
internal sealed class ReleaseElements : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (Container.Of(target) is not { } container || StatementList.Around(container.Declaration) is not { } list)
            yield break;
        var life = list.From(list.IndexOf(container.Declaration) + 1);
        if (life.IsEmpty)
            yield break;
        var release = container.Release(target);
        foreach (var text in container.IsReturned ? [] : new[] { AtEnd(life, release, target), InFinally(life, release, target, []), InFinally(life, release, target, [.. container.DrainsIn(life).Where(drain => drain.Body is BlockSyntax).Select(drain => ((BlockSyntax)drain.Body, drain.Variable))]) }.OfType<SourceText>())
            yield return new Proposal(FixActions.ReleaseElements, $"Release what is left in '{container.Local.Name}'", text);
        if (container.IsReturned && InCatch(life, release, container.Local.Name, target) is { } caught)
            yield return new Proposal(FixActions.ReleaseOnException, $"Release what is in '{container.Local.Name}' when an exception is thrown", caught);
    }

    /// <summary>What is to be given back in the end is lost where something throws before.</summary>
    private static SourceText? InCatch(StatementRange life, string[] release, string name, FixTarget target)
    {
        var range = life.LastStatement is ReturnStatementSyntax { Expression: IdentifierNameSyntax returned } && returned.Identifier.ValueText == name ? life with { End = life.End - 1 } : life;
        var changes = new Changes();
        return !range.IsEmpty && new Wrapping(target, changes, range).Add("try", "catch", [.. release, "throw;"]) ? changes.ApplyTo(target.Text) : null;
    }

    private static SourceText? AtEnd(StatementRange life, string[] release, FixTarget target)
    {
        var changes = new Changes();
        Insertion.After(life.LastStatement, target, changes, release);
        return changes.ApplyTo(target.Text);
    }

    /// <summary>What is left goes back in a `finally`; what a loop has just taken out, in a `using` of its own.</summary>
    private static SourceText? InFinally(StatementRange life, string[] release, FixTarget target, (BlockSyntax Body, string Variable)[] drains)
    {
        var changes = new Changes();
        foreach (var (body, variable) in drains)
        {
            var list = new StatementList(body, body.Statements);
            var range = list.From(0);
            if (list.Statements.Last() is ExpressionStatementSyntax last && Handle.ReleasesOnly(last, variable) && list.Statements.Count > 1)
            {
                Removal.Of(last, target, changes);
                range = list.Between(0, list.Statements.Count - 1);
            }

            if (!new Wrapping(target, changes, range, target.Layout.Unit).Add($"using ({variable})"))
                return null;
        }

        return new Wrapping(target, changes, life).Add("try", "finally", release) ? changes.ApplyTo(target.Text) : null;
    }
}
