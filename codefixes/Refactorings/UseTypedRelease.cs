using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Refactorings;

/// <summary>
/// A return of tokens by number, `SetRawSocketOption(SOL_SOCKET, SO_DEVMEM_DONTNEED, ...)` or `setsockopt` by P/Invoke, becomes the typed call, where a socket and tokens of the
/// typed layer are at hand.
/// </summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(UseTypedRelease)), Shared]
public sealed class UseTypedRelease : CodeRefactoringProvider
{
    /// <summary>The equivalence key.</summary>
    public const string Key = "DEVMEM:UseTypedRelease";

    /// <summary>SOL_SOCKET of include/uapi/asm-generic/socket.h.</summary>
    private const int SocketLevel = 1;

    /// <summary>SO_DEVMEM_DONTNEED of include/uapi/asm-generic/socket.h.</summary>
    private const int DontNeed = 80;

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var cancellation = context.CancellationToken;
        var root = await context.Document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null || root.FindNode(context.Span, getInnermostNodeForTie: true).AncestorsAndSelf().OfType<InvocationExpressionSyntax>().FirstOrDefault(call => IsRawReturn(call, model)) is not { } raw
            || raw.Ancestors().TakeWhile(node => node is not StatementSyntax).Any(node => node is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" } }))
            return;
        var text = await context.Document.GetTextAsync(cancellation).ConfigureAwait(false);
        foreach (var call in Calls(raw, model))
        {
            var changes = new Changes();
            changes.Replace(raw.Parent is AssignmentExpressionSyntax discard ? discard.Span : raw.Span, call);
            if (changes.ApplyTo(text) is { } edited && await Recheck.AddsNothingAsync(context.Document, edited, cancellation).ConfigureAwait(false))
            {
                context.RegisterRefactoring(CodeAction.Create($"Return the tokens by '{call}'", _ => Task.FromResult(context.Document.WithText(edited)), Key));
                return;
            }
        }
    }

    private static bool IsRawReturn(InvocationExpressionSyntax call, SemanticModel model)
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol { Name: "SetRawSocketOption" or "setsockopt" })
            return false;
        var numbers = call.ArgumentList.Arguments.Select(argument => model.GetConstantValue(argument.Expression).Value).OfType<int>().ToArray();
        return numbers.Contains(SocketLevel) && numbers.Contains(DontNeed);
    }

    /// <summary>The typed calls that are possible: with the socket whose `Socket` is used, or each that is in scope, and with the tokens that are mentioned, or each that are in scope.</summary>
    private static IEnumerable<string> Calls(InvocationExpressionSyntax raw, SemanticModel model)
    {
        var symbols = model.LookupSymbols(raw.SpanStart).Where(symbol => symbol is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol && !symbol.IsImplicitlyDeclared)
            .Where(symbol => symbol is not ILocalSymbol || symbol.Locations[0].SourceSpan.Start < raw.SpanStart).ToArray();
        var mentioned = new HashSet<string>(raw.DescendantNodes().OfType<IdentifierNameSyntax>().Select(name => name.Identifier.ValueText));
        string[] sockets = [.. symbols.Where(symbol => TypeOf(symbol)?.Name == "DevmemSocket").OrderBy(symbol => !mentioned.Contains(symbol.Name)).Select(symbol => symbol.Name)];
        foreach (var socket in sockets)
        {
            foreach (var tokens in symbols.Where(symbol => IsTokens(TypeOf(symbol))).OrderBy(symbol => !mentioned.Contains(symbol.Name)))
                yield return $"{socket}.Release({tokens.Name})";
            foreach (var token in symbols.Where(symbol => TypeOf(symbol)?.Name == "DevmemToken").OrderBy(symbol => !mentioned.Contains(symbol.Name)))
                yield return ((CSharpParseOptions)raw.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp12 ? $"{socket}.Release([{token.Name}])" : $"{socket}.Release(new[] {{ {token.Name} }})";
        }
    }

    private static bool IsTokens(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol { ElementType.Name: "DevmemToken" } => true,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [{ Name: "DevmemToken" }] } => true,
        _ => false,
    };

    private static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };
}
