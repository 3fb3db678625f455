using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Editing;

/// <summary>How the handle of a target is written and released.</summary>
internal static class Handle
{
    /// <summary>Whether `using` can release it.</summary>
    public static bool IsUsable(this FixTarget target) => target.ReleaseMethod is "Dispose" or "DisposeAsync";

    /// <summary>Whether declarations of this kind are unknown to the language version, or to the author.</summary>
    public static bool PrefersUsingStatements(this FixTarget target) => target.Language < LanguageVersion.CSharp8 || (target.Style("csharp_prefer_simple_using_statement") is { } style
        ? style == "false"
        : target.Root.DescendantNodes().OfType<UsingStatementSyntax>().Any(statement => statement.Declaration is not null)
            && !target.Root.DescendantNodes().OfType<LocalDeclarationStatementSyntax>().Any(local => local.UsingKeyword.IsKind(SyntaxKind.UsingKeyword)));

    /// <summary>The keyword, for what comes to release.</summary>
    public static string Using(this FixTarget target) => target.ReleaseMethod == "DisposeAsync" ? "await using" : "using";

    /// <summary>The statement that releases <paramref name="variable"/>.</summary>
    public static string ReleaseOf(this FixTarget target, string variable, bool mayBeNull) =>
        $"{(target.ReleaseMethod.EndsWith("Async", System.StringComparison.Ordinal) ? "await " : "")}{variable}{(mayBeNull ? "?" : "")}.{target.ReleaseMethod}();";

    /// <summary>The same, by the method that the author calls everywhere else in the member.</summary>
    public static string ReleaseInOwnWords(this FixTarget target, string variable, bool mayBeNull) =>
        $"{(OwnWord(target) is null && target.ReleaseMethod.EndsWith("Async", System.StringComparison.Ordinal) ? "await " : "")}{variable}{(mayBeNull ? "?" : "")}.{OwnWord(target) ?? target.ReleaseMethod}();";

    /// <summary>The method that releases such handles in all of the member; null where that is the usual one, or several.</summary>
    private static string? OwnWord(FixTarget target)
    {
        var member = target.Node.Ancestors().FirstOrDefault(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax) ?? target.Root;
        string[] words = [.. member.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(call => call.ArgumentList.Arguments.Count == 0)
            .Select(call => target.Model.GetSymbolInfo(call).Symbol).OfType<IMethodSymbol>().Where(method => target.HasRelease(method.ContainingType) && IsRelease(method)).Select(method => method.Name).Distinct()];
        return words is [var word] && word != target.ReleaseMethod && !word.EndsWith("Async", System.StringComparison.Ordinal) ? word : null;
    }

    private static bool IsRelease(IMethodSymbol method) =>
        method.Name is "Dispose" or "DisposeAsync" or "Close" || method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ReleasesAttribute");

    /// <summary>Whether the variable may hold null where it was just received.</summary>
    public static bool MayBeNull(this FixTarget target)
    {
        if (target.Place is { } place)
            return place.MayBeNull;
        if (target.Parameter is { Type: { } written })
            return written is NullableTypeSyntax || (target.Model.GetTypeInfo(written).Type is { IsReferenceType: true, NullableAnnotation: not NullableAnnotation.NotAnnotated });
        if (target.Acquisition is not { } acquisition)
            return false;
        if (acquisition.PatternVariable is not null)
            return false;
        if (acquisition.Reception == Reception.Out)
            return OutTypeOf(target) is { IsReferenceType: true };
        return MayBeNull(acquisition.Value, target.Model);
    }

    /// <summary>Whether a value may be null where it was just worked out.</summary>
    public static bool MayBeNull(ExpressionSyntax value, SemanticModel model)
    {
        var type = model.GetTypeInfo(value);
        return type.Type is { IsReferenceType: true }
            && (type.Nullability.FlowState == NullableFlowState.MaybeNull || value is ConditionalAccessExpressionSyntax or ConditionalExpressionSyntax || value.IsKind(SyntaxKind.AsExpression));
    }

    /// <summary>Whether the variable can hold null at all, so that a release where it may not have its handle yet must ask.</summary>
    public static bool IsNullable(this FixTarget target) => target.Place?.MayBeNull ??
        target.Variable is { } name && target.Model.LookupSymbols(target.Node.SpanStart, name: name).OfType<ILocalSymbol>().FirstOrDefault() is { } local
        && (local.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || (local.Type.IsReferenceType && IsNullAtFirst(Extent.DeclarationOf(target))));

    private static bool IsNullAtFirst(VariableDeclaratorSyntax? declarator) =>
        declarator is not { Initializer.Value: not (LiteralExpressionSyntax or DefaultExpressionSyntax) } || declarator.Parent is VariableDeclarationSyntax { Type: NullableTypeSyntax };

    /// <summary>Whether <paramref name="type"/> has the method that releases the handle.</summary>
    public static bool HasRelease(this FixTarget target, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (!each.GetMembers(target.ReleaseMethod).IsEmpty)
                return true;
        }

        return type.AllInterfaces.Any(each => !each.GetMembers(target.ReleaseMethod).IsEmpty);
    }

    /// <summary>The releases that are statements of their own inside of <paramref name="range"/>, by their call.</summary>
    public static IReadOnlyList<ExpressionStatementSyntax> ReleasesIn(this FixTarget target, StatementRange range) =>
        [.. target.Releases.Select(target.CallStatementAt).OfType<ExpressionStatementSyntax>().Where(range.Contains).Where(release => ReleasesOnly(release, target.Variable))];

    /// <summary>Whether a node calls something that releases its receiver.</summary>
    public static bool IsRelease(this FixTarget target, SyntaxNode node)
    {
        if (node is ExpressionStatementSyntax statement)
            node = statement.Expression is AwaitExpressionSyntax awaited ? awaited.Expression : statement.Expression;
        if (node is ConditionalAccessExpressionSyntax { WhenNotNull: InvocationExpressionSyntax inner })
            node = inner;
        return node is InvocationExpressionSyntax call && target.Model.GetSymbolInfo(call).Symbol is IMethodSymbol method && IsRelease(method);
    }

    /// <summary>The type of the `out` variable.</summary>
    public static ITypeSymbol? OutTypeOf(FixTarget target) => target.Acquisition?.Value is InvocationExpressionSyntax call
        ? call.ArgumentList.Arguments.Where(argument => argument.RefKindKeyword.IsKind(SyntaxKind.OutKeyword))
            .Select(argument => target.Model.GetTypeInfo(argument.Expression).Type).FirstOrDefault()
        : null;

    /// <summary>`v.Release()`, `v?.Dispose()` or `await v.DisposeAsync()`: nothing else would go with it.</summary>
    public static bool ReleasesOnly(ExpressionStatementSyntax statement, string? variable)
    {
        var call = statement.Expression is AwaitExpressionSyntax awaited ? awaited.Expression : statement.Expression;
        return call switch
        {
            InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberAccessExpressionSyntax { Expression: var handle } } => handle.ToString() == variable,
            ConditionalAccessExpressionSyntax { Expression: var handle, WhenNotNull: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0, Expression: MemberBindingExpressionSyntax } } => handle.ToString() == variable,
            _ => false,
        };
    }
}
