using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>For a variable that is declared first and gets its handle, or several, later: a `finally` that covers all of its life.</summary>
internal sealed class FinallyFromDeclaration : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.HandOvers.Count > 0 || target.Variable is not { } variable || Extent.OfVariable(target) is not { IsEmpty: false } life)
            yield break;
        SourceText?[] texts = [.. life.Statements.OfType<TryStatementSyntax>().Where(each => each.Block.Contains(target.Node)).Select(each => Extend(each, target)), Wrap(life, target, overwrites: false, tidy: true), Wrap(life, target, overwrites: false, tidy: false), Wrap(life, target, overwrites: true, tidy: true), Wrap(life, target, overwrites: true, tidy: false)];
        foreach (var text in texts)
        {
            if (text is not null)
                yield return new Proposal(FixActions.TryFinally, $"Release '{variable}' in a finally block", text);
        }
    }

    /// <summary>The `try` that is there gets a `finally`, or the release as the first thing in the one it has.</summary>
    private static SourceText? Extend(TryStatementSyntax statement, FixTarget target)
    {
        var changes = new Changes();
        var release = target.ReleaseOf(target.Variable!, target.IsNullable());
        var layout = target.Layout;
        if (!Initialise(target, changes) || !layout.IsFirstOnLine(statement.SpanStart))
            return null;
        if (statement.Finally is { } present)
            Insertion.AtStart(present.Block, target, changes, release);
        else
        {
            var indentation = layout.IndentationAt(statement.SpanStart);
            var clause = layout.Open(indentation, "finally") + indentation + layout.Unit + release + layout.NewLine + indentation + "}";
            changes.Insert(statement.Span.End, layout.BracesOnOwnLine ? layout.NewLine + clause : " " + clause.TrimStart());
        }

        return changes.ApplyTo(target.Text);
    }

    private static SourceText? Wrap(StatementRange life, FixTarget target, bool overwrites, bool tidy)
    {
        var changes = new Changes();
        var release = target.ReleaseOf(target.Variable!, target.IsNullable());
        if (!Initialise(target, changes))
            return null;
        var points = overwrites ? ReleasePoint.OverwritesIn(life, target.Variable!).ToArray() : [];
        if ((overwrites && points.Length == 0) || !points.All(point => point.Add(target, changes, release, target.Variable!)))
            return null;
        StatementSyntax[] gone = !tidy ? [] : [.. target.ReleasesIn(life).Select(Removal.WhatGoesWith).Where(each => Removal.IsPossible(each) && Plain.IsAllUntilEndOf(life.List, each))];
        foreach (var needless in life.Statements.All(gone.Contains) ? [] : gone)
            Removal.Of(needless, target, changes);
        return new Wrapping(target, changes, life).Add("try", "finally", release) ? changes.ApplyTo(target.Text) : null;
    }

    /// <summary>The `finally` may come before the first handle.</summary>
    public static bool Initialise(FixTarget target, Changes changes)
    {
        if (Extent.DeclarationOf(target) is not { } declarator)
            return false;
        if (declarator.Initializer is null && declarator.Parent is VariableDeclarationSyntax { Type: not NullableTypeSyntax, Variables.Count: 1 } declaration
            && target.IsNullable() && target.Model.GetNullableContext(declarator.SpanStart).AnnotationsEnabled())
            changes.Insert(declaration.Type.Span.End, "?");
        if (declarator.Initializer is null)
            changes.Insert(declarator.Span.End, target.IsNullable() ? " = null" : " = default");
        return declarator.Initializer is null || declarator.Initializer.Value is LiteralExpressionSyntax or DefaultExpressionSyntax;
    }
}
