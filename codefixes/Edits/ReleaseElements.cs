using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Releases what a local array or collection still holds: at the end of its block, or in a `finally` where a loop that drains it may be left early.</summary>
/// <param name="anywhere">In whatever container of the body the handle may be.</param>
internal sealed class ReleaseElements(bool anywhere) : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target) => anywhere ? Container.AllFor(target).SelectMany(container => Propose(container, target))
        : Container.Of(target) is { } container ? Propose(container, target) : [];

    private static IEnumerable<Proposal> Propose(Container container, FixTarget target)
    {
        if (StatementList.Around(container.Declaration) is not { } list)
            yield break;
        var life = list.From(list.IndexOf(container.Declaration) + 1);
        if (life.IsEmpty)
            yield break;
        var release = container.Release(target, list.Parent);
        foreach (var text in container.IsReturned ? [] : new[] { AtEnd(life, release, target), InsteadOfLast(life, release, container.Local.Name, target), InFinally(life, release, target, []), InFinally(life, release, target, [.. container.DrainsIn(life).Where(drain => drain.Body is BlockSyntax).Select(drain => ((BlockSyntax)drain.Body, drain.Variable))]), InsteadOfLoops(life, release, container.Local.Name, target) }.OfType<SourceText>())
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

    /// <summary>The loop that does nothing but release all of them, at the end, goes into a `finally`.</summary>
    private static SourceText? InsteadOfLast(StatementRange life, string[] release, string name, FixTarget target)
    {
        var loop = life.Statements.OfType<ForEachStatementSyntax>().LastOrDefault(each => each.Expression is IdentifierNameSyntax walked && walked.Identifier.ValueText == name);
        if (loop is null || Elements.ReleasesIn(loop).FirstOrDefault() is not { } only || Removal.WhatGoesWith(only) != loop || !Plain.IsAllUntilEndOf(life.List, loop) || life.Statements.Count() < 2)
            return null;
        var changes = new Changes();
        Removal.Of(loop, target, changes);
        var range = life.LastStatement == loop ? life with { End = life.End - 1 } : life;
        return new Wrapping(target, changes, range).Add("try", "finally", release) ? changes.ApplyTo(target.Text) : null;
    }

    /// <summary>Loops that release one after the other, and may be left early, leave that to a `finally`.</summary>
    private static SourceText? InsteadOfLoops(StatementRange life, string[] release, string name, FixTarget target)
    {
        var loops = life.Statements.SelectMany(statement => statement.DescendantNodesAndSelf()).OfType<ForEachStatementSyntax>().Where(loop => loop.Expression is IdentifierNameSyntax walked && walked.Identifier.ValueText == name);
        ExpressionStatementSyntax[] releases = [.. loops.SelectMany(Elements.ReleasesIn).Where(Removal.IsPossible)];
        var changes = new Changes();
        foreach (var each in releases)
            Removal.Of(each, target, changes);
        return releases.Length > 0 && new Wrapping(target, changes, life).Add("try", "finally", release) ? changes.ApplyTo(target.Text) : null;
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
