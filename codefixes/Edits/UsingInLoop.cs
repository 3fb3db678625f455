using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// A loop that gets one handle after the other, from a stream or out of a collection, releases each with a `using` statement around what it does with it; a release at the end of
/// that goes.
/// </summary>
/// <param name="anywhere">In whatever loop of the body gets handles of the same type.</param>
internal sealed class UsingInLoop(bool anywhere) : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (!target.IsUsable())
            yield break;
        foreach (var (body, variable) in anywhere ? AllLoops(target) : Loops(target))
        {
            if (Wrap(body, variable, target) is { } text)
                yield return new Proposal(FixActions.UsingStatement, $"Put '{variable}' in a using statement", text);
        }
    }

    private static IEnumerable<(StatementSyntax Body, string Variable)> Loops(FixTarget target)
    {
        if (target.Node.AncestorsAndSelf().OfType<ForEachStatementSyntax>().FirstOrDefault() is { } stream && !stream.Statement.Span.Contains(target.Node.Span))
            yield return (stream.Statement, stream.Identifier.ValueText);
        if (Container.Of(target) is not { } container || StatementList.Around(container.Declaration) is not { } list)
            yield break;
        foreach (var drain in container.DrainsIn(list.From(list.IndexOf(container.Declaration) + 1)))
            yield return drain;
    }

    private static IEnumerable<(StatementSyntax Body, string Variable)> AllLoops(FixTarget target)
    {
        var body = target.Node.Ancestors().FirstOrDefault(node => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax) ?? target.Root;
        foreach (var loop in body.DescendantNodes().OfType<CommonForEachStatementSyntax>().Where(loop => !loop.Statement.Span.Contains(target.Node.Span)))
        {
            var variables = loop is ForEachStatementSyntax simple ? [(simple.Identifier.ValueText, target.Model.GetForEachStatementInfo(simple).ElementType)]
                : loop.DescendantNodes(node => node != loop.Statement).OfType<SingleVariableDesignationSyntax>().Select(name => (name.Identifier.ValueText, (target.Model.GetDeclaredSymbol(name) as ILocalSymbol)?.Type));
            foreach (var (name, type) in variables.Where(variable => variable.Item2 is not null && target.HasRelease(variable.Item2)))
                yield return (loop.Statement, name);
        }
    }

    private static SourceText? Wrap(StatementSyntax body, string variable, FixTarget target)
    {
        var changes = new Changes();
        var range = body is BlockSyntax block ? new StatementList(block, block.Statements).From(0) : new StatementList(body.Parent!, [body]).From(0);
        if (range.IsEmpty)
            return null;
        if (range.LastStatement is ExpressionStatementSyntax last && Handle.ReleasesOnly(last, variable) && range.End > 1)
        {
            Removal.Of(last, target, changes);
            range = range with { End = range.End - 1 };
        }

        return new Wrapping(target, changes, range).Add($"{target.Using()} ({variable})") ? changes.ApplyTo(target.Text) : null;
    }
}
