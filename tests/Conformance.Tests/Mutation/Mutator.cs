using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Conformance.Mutation;

/// <summary>One mistake put into a program.</summary>
/// <param name="Operator">Of what kind.</param>
/// <param name="Text">The program with it. It need not compile.</param>
internal sealed record Mutant(string Operator, string Text);

/// <summary>Puts single mistakes into programs, as people make them.</summary>
internal static class Mutator
{
    public static readonly IReadOnlyList<string> Operators =
        ["release removed", "release doubled", "release moved up", "release moved down", "using dropped", "order swapped", "mode changed", "catch added"];

    private static readonly string[] Ends = ["Release", "Dispose", "Close", "Unbind", "Wait", "End"];

    /// <summary>Each single mistake that can be put into a program.</summary>
    /// <param name="text">The program.</param>
    /// <param name="isHandle">Whether the call at that place ends a handle; null: what is called tells.</param>
    public static IEnumerable<Mutant> Of(string text, Func<TextSpan, bool>? isHandle = null)
    {
        bool IsEnd(ExpressionSyntax expression) => LooksLikeEnd(expression) && isHandle?.Invoke(expression.Span) != false;
        bool EndsSomething(StatementSyntax statement) => statement is ExpressionStatementSyntax { Expression: var expression } && IsEnd(expression);
        SyntaxNode root = CSharpSyntaxTree.ParseText(text).GetRoot();
        foreach (SyntaxNode node in root.DescendantNodes())
        {
            switch (node)
            {
                case ExpressionStatementSyntax release when IsEnd(release.Expression):
                    foreach (Mutant mutant in Released(root, release))
                        yield return mutant;
                    break;
                case LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declaration:
                    yield return Make("using dropped", root, declaration, declaration.WithUsingKeyword(default).WithLeadingTrivia(declaration.GetLeadingTrivia()));
                    break;
                case UsingStatementSyntax { Declaration: { } declared } statement:
                    yield return Make("using dropped", root, statement, SyntaxFactory.ParseStatement($"{{ {declared}; {statement.Statement} }}").WithTriviaFrom(statement));
                    break;
                case MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "AutoreleaseMode" } } mode:
                    yield return Make("mode changed", root, mode, mode.WithName(SyntaxFactory.IdentifierName(mode.Name.Identifier.Text == "On" ? "Off" : "On")));
                    break;
            }

            if (node is TryStatementSyntax { Catches.Count: > 0 } handled)
            {
                TryStatementSyntax swallowing = (TryStatementSyntax)SyntaxFactory.ParseStatement("try { } catch (InvalidDataException) { }");
                yield return Make("catch added", root, handled, handled.WithCatches(handled.Catches.Insert(0, swallowing.Catches[0])));
            }

            if (node is BlockSyntax block)
            {
                foreach (Mutant mutant in InBlock(root, block, EndsSomething))
                    yield return mutant;
            }
        }
    }

    private static bool LooksLikeEnd(ExpressionSyntax expression) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax member } => Ends.Contains(member.Name.Identifier.Text),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax helper } => helper.Identifier.Text.StartsWith("End", StringComparison.Ordinal) || helper.Identifier.Text.StartsWith("Release", StringComparison.Ordinal),
        ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax member } } => Ends.Contains(member.Name.Identifier.Text),
        _ => false,
    };

    private static IEnumerable<Mutant> Released(SyntaxNode root, ExpressionStatementSyntax release)
    {
        if (release.Parent is not BlockSyntax block)
        {
            yield return Make("release removed", root, release, SyntaxFactory.EmptyStatement().WithTriviaFrom(release));
            yield return Make("release doubled", root, release, SyntaxFactory.Block(release, release).WithTriviaFrom(release));
            yield break;
        }

        int at = block.Statements.IndexOf(release);
        yield return Make("release removed", root, block, block.WithStatements(block.Statements.RemoveAt(at)));
        yield return Make("release doubled", root, block, block.WithStatements(block.Statements.Insert(at, release)));
        if (at > 0)
            yield return Make("release moved up", root, block, block.WithStatements(block.Statements.RemoveAt(at).Insert(at - 1, release)));
        if (at > 1)
            yield return Make("release moved up", root, block, block.WithStatements(block.Statements.RemoveAt(at).Insert(0, release)));
        if (at < block.Statements.Count - 1)
            yield return Make("release moved down", root, block, block.WithStatements(block.Statements.RemoveAt(at).Add(release)));
        if (block.Parent is FinallyClauseSyntax { Parent: TryStatementSyntax { Parent: BlockSyntax outer } whole } && block.Statements.Count == 1)
        {
            // Out of the finally, behind it.
            BlockSyntax moved = outer.WithStatements(outer.Statements.Replace(whole, whole.WithFinally(whole.Finally!.WithBlock(SyntaxFactory.Block()))));
            yield return Make("release moved down", root, outer, moved.WithStatements(moved.Statements.Insert(outer.Statements.IndexOf(whole) + 1, release)));
        }
    }

    private static IEnumerable<Mutant> InBlock(SyntaxNode root, BlockSyntax block, Func<StatementSyntax, bool> endsSomething)
    {
        for (int i = 0; i + 1 < block.Statements.Count; i++)
        {
            (StatementSyntax first, StatementSyntax second) = (block.Statements[i], block.Statements[i + 1]);
            if (endsSomething(first) || endsSomething(second))
                yield return Make("order swapped", root, block, block.WithStatements(block.Statements.Replace(first, second).RemoveAt(i + 1).Insert(i + 1, first)));
            if (first is not LocalDeclarationStatementSyntax && !first.DescendantNodesAndSelf().Any(node => node is BreakStatementSyntax or ContinueStatementSyntax or DeclarationExpressionSyntax))
            {
                TryStatementSyntax wrapped = (TryStatementSyntax)SyntaxFactory.ParseStatement($"try {{ {first} {(second is LocalDeclarationStatementSyntax ? "" : second)} }} catch (Exception) {{ }}\n");
                SyntaxList<StatementSyntax> rest = second is LocalDeclarationStatementSyntax ? block.Statements : block.Statements.RemoveAt(i + 1);
                yield return Make("catch added", root, block, block.WithStatements(rest.RemoveAt(i).Insert(i, wrapped)));
            }
        }
    }

    private static Mutant Make(string kind, SyntaxNode root, SyntaxNode old, SyntaxNode changed) => new(kind, root.ReplaceNode(old, changed).ToFullString());
}
