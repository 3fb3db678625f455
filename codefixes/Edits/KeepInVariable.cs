using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>`return socket.Receive(buffer).Count;` gets a variable for the batch, and a `using` that releases it.</summary>
internal sealed class KeepInVariable : Edit
{
    /// <inheritdoc/>
    protected override IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Acquisition is not { Reception: Reception.Nested } acquisition || !target.IsUsable() || (target.HandOvers.Count > 0 && !Holder.KeepsIt(acquisition, target))
            || target.Model.GetTypeInfo(acquisition.Value).Type is not { } type || !(EndsThere(acquisition.Value, type, target.Model) || Holder.KeepsIt(acquisition, target)))
            yield break;
        var name = Names.Fresh(target, Names.For(type));
        var declaration = $"{Names.TypeOf(target, type.WithNullableAnnotation(NullableAnnotation.NotAnnotated))} {name} = {(acquisition.Value as ParenthesizedExpressionSyntax)?.Expression ?? acquisition.Value}";
        SourceText?[] texts = acquisition.Statement is { } statement
            ? [target.PrefersUsingStatements() && (target.Language < LanguageVersion.CSharp8 || statement.Parent is not ElseClauseSyntax) ? null : Above(target, statement, declaration, name), Around(target, statement, declaration, name, moves: false), Around(target, statement, declaration, name, moves: true)]
            : [ExpressionBody.ToBlock(target, $"{target.Using()} {declaration};", acquisition.Value, name)];
        foreach (var text in texts)
        {
            if (text is not null)
                yield return new Proposal(FixActions.KeepInVariable, $"Keep {target.Name} in a using variable", text);
        }
    }

    /// <summary>Whether the expression around it only looks at the handle. What becomes part of another value may live longer than the statement.</summary>
    private static bool EndsThere(ExpressionSyntax value, ITypeSymbol type, SemanticModel model) => value.Parent switch
    {
        MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax => true,
        CommonForEachStatementSyntax or IsPatternExpressionSyntax or SwitchStatementSyntax or SwitchExpressionSyntax or UsingStatementSyntax => true,
        ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } => model.GetSymbolInfo(call).Symbol is IMethodSymbol method && !Mentions(method.ReturnType, type),
        _ => false,
    };

    private static bool Mentions(ITypeSymbol outer, ITypeSymbol type) => outer switch
    {
        INamedTypeSymbol named => SymbolEqualityComparer.Default.Equals(named, type) || named.TypeArguments.Any(argument => Mentions(argument, type)),
        IArrayTypeSymbol array => Mentions(array.ElementType, type),
        _ => true,
    };

    private static SourceText? Above(FixTarget target, StatementSyntax statement, string declaration, string name)
    {
        if ((StatementList.Around(statement)?.Parent is not (BlockSyntax or CompilationUnitSyntax) && statement.Parent is not ElseClauseSyntax) || !Evaluation.ComesFirst(target.Acquisition!.Value, statement))
            return null;
        var changes = new Changes();
        Insertion.Before(statement, target, changes, $"{target.Using()} {declaration};");
        changes.Replace(target.Acquisition.Value.Span, name);
        return changes.ApplyTo(target.Text);
    }

    private static SourceText? Around(FixTarget target, StatementSyntax statement, string declaration, string name, bool moves)
    {
        if ((statement.Parent is ElseClauseSyntax && target.Language >= LanguageVersion.CSharp8) || !Evaluation.ComesFirst(target.Acquisition!.Value, statement))
            return null;
        var changes = new Changes();
        changes.Replace(target.Acquisition.Value.Span, name);
        var list = StatementList.Around(statement) ?? new StatementList(statement.Parent!, [statement]);
        var range = new StatementRange(list, list.IndexOf(statement), list.IndexOf(statement) + 1);
        return new Wrapping(target, changes, range) { MovesDeclarations = moves }.Add($"{target.Using()} ({declaration})") ? changes.ApplyTo(target.Text) : null;
    }
}
