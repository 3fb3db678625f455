using System.Collections.Generic;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers.Analysis;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Refactorings;

/// <summary>Writes what is inferred about the public members of a type as attributes, so that other assemblies know it too.</summary>
[ExportCodeRefactoringProvider(LanguageNames.CSharp, Name = nameof(AddContracts)), Shared]
public sealed class AddContracts : CodeRefactoringProvider
{
    /// <summary>The equivalence key.</summary>
    public const string Key = "DEVMEM:AddContracts";

    /// <inheritdoc/>
    public override async Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindNode(context.Span) is not { } node || node.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } declaration || !IsAtHead(declaration, context.Span))
            return;
        if (await EditAsync(context.Document, declaration, context.CancellationToken).ConfigureAwait(false) is { } text
            && await Recheck.AddsNothingAsync(context.Document, text, context.CancellationToken).ConfigureAwait(false))
        {
            context.RegisterRefactoring(CodeAction.Create(
                $"Write the contracts of '{declaration.Identifier.ValueText}' as attributes", _ => Task.FromResult(context.Document.WithText(text)), Key));
        }
    }

    private static bool IsAtHead(TypeDeclarationSyntax declaration, TextSpan span) => span.Start >= declaration.SpanStart && span.End <= declaration.OpenBraceToken.Span.End;

    private static async Task<SourceText?> EditAsync(Document document, TypeDeclarationSyntax declaration, CancellationToken cancellation)
    {
        var model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        if (model.GetDeclaredSymbol(declaration, cancellation) is not INamedTypeSymbol type)
            return null;
        var layout = new Layout(text, declaration.SyntaxTree.GetRoot(cancellation));
        var changes = new Changes();
        var any = false;
        foreach (var contract in InferredContracts.Of(type, model.Compilation, cancellation))
            any |= Write(contract, declaration, model, layout, changes);
        return any ? changes.ApplyTo(text) : null;
    }

    private static bool Write(UnwrittenContract contract, TypeDeclarationSyntax declaration, SemanticModel model, Layout layout, Changes changes)
    {
        var target = contract.Target.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax()).FirstOrDefault(each => declaration.Contains(each));
        if (target is null || model.Compilation.GetTypeByMetadataName(contract.Attribute) is not { } attribute)
            return false;
        var name = attribute.ToMinimalDisplayString(model, target.SpanStart);
        name = name.EndsWith("Attribute", System.StringComparison.Ordinal) ? name.Substring(0, name.Length - "Attribute".Length) : name;
        var written = contract.Argument is { } argument ? $"{name}(\"{argument}\")" : name;
        changes.Insert(target.SpanStart, target is ParameterSyntax ? $"[{written}] " : $"[{(contract.IsForReturn ? "return: " : "")}{written}]{layout.NewLine}{layout.IndentationAt(target.SpanStart)}");
        return true;
    }
}
