using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Where in the release methods of a type the release of a member belongs.</summary>
internal static class ReleasingBody
{
    private const int MostPlaces = 8;

    /// <summary>The method of the member's own type that is to release it: what the release method leaves the work to; null where the type has none yet.</summary>
    public static MethodDeclarationSyntax? Of(MethodDeclarationSyntax release, OwnedMember member, FixTarget target)
    {
        if (target.Model.GetDeclaredSymbol(release) is not { } method)
            return null;
        var owner = member.Owner;
        foreach (var name in new[] { "Dispose", "DisposeAsyncCore" })
        {
            if (release.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => Leaves(call, name, target))
                && owner.GetMembers(name).OfType<IMethodSymbol>().Where(each => each.Parameters.Length == (name == "Dispose" ? 1 : 0)).Select(SyntaxOf).OfType<MethodDeclarationSyntax>().FirstOrDefault(each => each.SyntaxTree == release.SyntaxTree) is { } worker)
                return worker;
        }

        return SymbolEqualityComparer.Default.Equals(method.ContainingType, owner) ? release : null;
    }

    /// <summary>The text with the release at each of the places where it may belong, likeliest first.</summary>
    public static IEnumerable<SourceText> Additions(MethodDeclarationSyntax method, OwnedMember member, FixTarget target)
    {
        var isAsync = method.Modifiers.Any(SyntaxKind.AsyncKeyword);
        if (member.Release(target, Written(method, member), isAsync) is not { } lines)
        {
            if (ByReturn(method, member, target) is { } returned)
                yield return returned;
            yield break;
        }

        if (method.ExpressionBody is { Expression: var expression })
        {
            foreach (var text in new[] { ExpressionBody.ToBlock(target, expression, lines, first: false), ExpressionBody.ToBlock(target, expression, lines, first: true) }.OfType<SourceText>())
                yield return text;
        }

        if (method.Body is not { } body)
            yield break;
        if (Instead(body, member, lines, target) is { } instead)
            yield return instead;
        foreach (var place in Places(body, method, member, target).Take(MostPlaces))
        {
            var changes = new Changes();
            place(changes, lines);
            if (changes.ApplyTo(target.Text) is { } text)
                yield return text;
        }
    }

    private static MethodDeclarationSyntax? SyntaxOf(IMethodSymbol method) => method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() as MethodDeclarationSyntax;

    /// <summary>Whether a call leaves the work to the method with <paramref name="name"/> of the same object.</summary>
    private static bool Leaves(InvocationExpressionSyntax call, string name, FixTarget target) =>
        call.Expression is IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } && target.Model.GetSymbolInfo(call).Symbol is IMethodSymbol called && called.Name == name
        && called.Parameters.Length == (name == "Dispose" ? 1 : 0) && !call.ArgumentList.Arguments.Any(argument => argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression));

    private static string Written(MethodDeclarationSyntax method, OwnedMember member) =>
        method.ParameterList.Parameters.Any(parameter => parameter.Identifier.ValueText == member.Symbol.Name) ? "this." + member.Symbol.Name : member.Name;

    /// <summary>A method that waits for nothing yet gives back the waiting itself.</summary>
    private static SourceText? ByReturn(MethodDeclarationSyntax method, OwnedMember member, FixTarget target)
    {
        var value = method.ExpressionBody?.Expression ?? (method.Body?.Statements.LastOrDefault() as ReturnStatementSyntax)?.Expression;
        if (value is not (LiteralExpressionSyntax or DefaultExpressionSyntax or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" }) || member.MayBeNull(target) || target.ReleaseMethod != "DisposeAsync")
            return null;
        var changes = new Changes();
        changes.Replace(value.Span, $"{Written(method, member)}.DisposeAsync()");
        return changes.ApplyTo(target.Text);
    }

    /// <summary>A release of it under a condition that does not tell whether there is anything becomes one that asks for that.</summary>
    private static SourceText? Instead(BlockSyntax body, OwnedMember member, string[] lines, FixTarget target)
    {
        var guarded = body.Statements.OfType<IfStatementSyntax>().FirstOrDefault(choice => choice.Else is null && Plain.Is(choice.Condition)
            && (choice.Statement is BlockSyntax { Statements: [var only] } ? only : choice.Statement) is ExpressionStatementSyntax release
            && release.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => SymbolEqualityComparer.Default.Equals(target.Model.GetSymbolInfo(name).Symbol, member.Symbol)) && target.IsRelease(release));
        if (guarded is null || lines.Length != 1 || guarded.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) && guarded.Span.Contains(trivia.Span)))
            return null;
        var changes = new Changes();
        changes.Replace(guarded.Span, lines[0]);
        return changes.ApplyTo(target.Text);
    }

    private delegate void Place(Changes changes, string[] lines);

    /// <summary>At the end, then before each of the statements from the last to the first.</summary>
    private static IEnumerable<Place> Places(BlockSyntax body, MethodDeclarationSyntax method, OwnedMember member, FixTarget target)
    {
        var list = Disposing(body, method) ?? body;
        if (list == body && method.ParameterList.Parameters is [{ Identifier.ValueText: var flag }] && !IsGuarded(body, flag))
        {
            foreach (var place in InList(body, member, target))
                yield return (changes, lines) => place(changes, lines.Length == 1 ? target.Layout.Embedding($"if ({flag})", lines[0]) : [$"if ({flag})", "{", .. lines.Select(line => target.Layout.Unit + line), "}"]);
            yield break;
        }

        if (method.ParameterList.Parameters.Count == 1 && Single(body, method) is { } single)
        {
            yield return (changes, lines) => Insertion.Beside(single, target, changes, lines, before: false);
            yield return (changes, lines) => Insertion.Beside(single, target, changes, lines, before: true);
            yield break;
        }

        foreach (var place in InList(list, member, target))
            yield return place;
    }

    private static IEnumerable<Place> InList(BlockSyntax list, OwnedMember member, FixTarget target)
    {
        var statements = list.Statements;
        var made = (Elements.TypeOf(member.Type) ?? member.Type).WithNullableAnnotation(NullableAnnotation.None);
        if (statements.FirstOrDefault(statement => statement is ExpressionStatementSyntax && target.IsRelease(statement) && Receivers(statement, target).Any(maker => Making.Makes(maker, made))) is { } parent)
            yield return (changes, lines) => Insertion.Before(parent, target, changes, lines);
        if (statements.Count == 0)
        {
            yield return (changes, lines) => Insertion.AtStart(list, target, changes, lines);
            yield break;
        }

        var end = statements.Count;
        while (end > 0 && IsTail(statements[end - 1]))
            end--;
        if (end == statements.Count)
            yield return (changes, lines) => Insertion.After(statements.Last(), target, changes, lines);
        for (var index = end == statements.Count ? end - 1 : end; index >= 0; index--)
        {
            var next = statements[index];
            if (next is not LocalDeclarationStatementSyntax and not IfStatementSyntax { Statement: ReturnStatementSyntax or BlockSyntax { Statements: [ReturnStatementSyntax] } })
                yield return (changes, lines) => Insertion.Before(next, target, changes, lines);
            else
                yield break;
        }

        if (end < statements.Count)
            yield return (changes, lines) => Insertion.After(statements.Last(), target, changes, lines);
    }

    private static IEnumerable<ITypeSymbol> Receivers(StatementSyntax release, FixTarget target) => release.DescendantNodes().OfType<IdentifierNameSyntax>()
        .Select(name => target.Model.GetSymbolInfo(name).Symbol).Select(symbol => symbol switch { IFieldSymbol field => field.Type, IPropertySymbol property => property.Type, IParameterSymbol parameter => parameter.Type, _ => null })
        .OfType<ITypeSymbol>().Select(type => type.WithNullableAnnotation(NullableAnnotation.None));

    /// <summary>What comes last in a release method: the base, the finaliser, the way out.</summary>
    private static bool IsTail(StatementSyntax statement) => statement is ReturnStatementSyntax
        || (statement is ExpressionStatementSyntax { Expression: var expression } && (expression is AwaitExpressionSyntax awaited ? awaited.Expression : expression) is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            && access is { Expression: BaseExpressionSyntax } or { Name.Identifier.ValueText: "SuppressFinalize" });

    /// <summary>The block that runs only when disposing.</summary>
    private static BlockSyntax? Disposing(BlockSyntax body, MethodDeclarationSyntax method) => Choice(body, method)?.Statement as BlockSyntax;

    private static StatementSyntax? Single(BlockSyntax body, MethodDeclarationSyntax method) => Choice(body, method)?.Statement is { } statement and not BlockSyntax ? statement : null;

    private static IfStatementSyntax? Choice(BlockSyntax body, MethodDeclarationSyntax method) => method.ParameterList.Parameters is [{ Identifier.ValueText: var flag }]
        ? body.DescendantNodes().OfType<IfStatementSyntax>().FirstOrDefault(choice => choice.Condition is IdentifierNameSyntax name && name.Identifier.ValueText == flag) : null;

    /// <summary>Whether it is left early when not disposing.</summary>
    private static bool IsGuarded(BlockSyntax body, string flag) => body.Statements.OfType<IfStatementSyntax>().Any(choice => choice.Condition.ToString().Contains("!" + flag)
        && choice.Statement is ReturnStatementSyntax or BlockSyntax { Statements: [ReturnStatementSyntax] });
}
