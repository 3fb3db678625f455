using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>Waits for a send before its memory is written, or its sender closed. A wait that comes later in the same block moves there.</summary>
internal sealed class WaitFirst : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Variable is not { } variable || variable == "_" || target.Node.FirstAncestorOrSelf<StatementSyntax>() is not (ExpressionStatementSyntax or LocalDeclarationStatementSyntax) and not null)
            yield break;
        var early = target.Node.FirstAncestorOrSelf<StatementSyntax>()!;
        var late = target.Releases.Where(release => release.Start >= early.Span.End).Select(target.CallStatementAt).OfType<ExpressionStatementSyntax>()
            .Where(release => Handle.ReleasesOnly(release, variable)).ToArray();
        ExpressionStatementSyntax[] own = [.. late.Where(each => StatementList.Around(each)?.Parent == StatementList.Around(early)?.Parent && Removal.IsPossible(each))];
        foreach (var gone in own.Length > 0 ? new[] { own, [] } : [[]])
        {
            var changes = new Changes();
            foreach (var statement in gone)
                Removal.Of(statement, target, changes);
            Insertion.Before(early, target, changes, late.FirstOrDefault(Waits)?.ToString() ?? $"{variable}{(target.IsNullable() ? "?" : "")}.{Wait(target, variable)}();");
            if (changes.ApplyTo(target.Text) is { } text)
                yield return new Proposal(FixActions.WaitFirst, $"Wait for '{variable}' first", text);
        }
    }

    private static bool Waits(ExpressionStatementSyntax statement) => statement.ToString().Contains("Wait");

    private static string Wait(FixTarget target, string variable) =>
        target.Model.LookupSymbols(target.Node.SpanStart, name: variable).OfType<ILocalSymbol>().FirstOrDefault()?.Type.GetMembers("Wait").IsEmpty == false ? "Wait" : target.ReleaseMethod;
}
