using System.Collections.Generic;
using System.Linq;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>A release method for a type that has none of its own: an override of what its base has, or an implementation of `IDisposable` or `IAsyncDisposable`.</summary>
internal static class NewRelease
{
    public static IEnumerable<(string Title, SourceText Text)> Texts(OwnedMember member, FixTarget target)
    {
        var owner = member.Owner;
        if (owner.IsStatic || member.Declaration is InterfaceDeclarationSyntax)
            yield break;
        if (Hook(owner) is { } hook)
        {
            foreach (var text in new[] { Override(hook, member, target, baseFirst: false), Override(hook, member, target, baseFirst: true) }.OfType<SourceText>())
                yield return ($"Override '{hook.Name}'", text);
        }
        else if (Implement(member, owner, target) is { } text)
            yield return ($"Implement '{(IsAsync(target) ? "IAsyncDisposable" : "IDisposable")}'", text);
    }

    private static bool IsAsync(FixTarget target) => target.ReleaseMethod.EndsWith("Async", System.StringComparison.Ordinal);

    /// <summary>What a base calls, or its users do, when the object ends.</summary>
    private static IMethodSymbol? Hook(INamedTypeSymbol owner)
    {
        for (var type = owner.BaseType; type is not null; type = type.BaseType)
        {
            var methods = type.GetMembers().OfType<IMethodSymbol>().Where(method => (method.IsVirtual || method.IsAbstract || method.IsOverride) && !method.IsSealed
                && method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal).ToArray();
            var hook = methods.FirstOrDefault(method => method is { Name: "Dispose", Parameters: [{ Type.SpecialType: SpecialType.System_Boolean }] })
                ?? methods.FirstOrDefault(method => method is { Name: "Dispose" or "DisposeAsyncCore", Parameters.IsEmpty: true });
            if (hook is not null)
                return hook;
        }

        return null;
    }

    private static SourceText? Override(IMethodSymbol hook, OwnedMember member, FixTarget target, bool baseFirst)
    {
        var isAsync = hook.Name == "DisposeAsyncCore";
        if (member.Release(target, member.Name, isAsync) is not { } lines)
            return null;
        var access = hook.DeclaredAccessibility == Accessibility.Public ? "public" : "protected";
        var head = isAsync ? $"{access} override async {hook.ReturnType.ToMinimalDisplayString(target.Model, target.Node.SpanStart)} DisposeAsyncCore()" : $"{access} override void Dispose({(hook.Parameters.IsEmpty ? "" : "bool disposing")})";
        if (!hook.Parameters.IsEmpty)
            lines = lines.Length == 1 ? target.Layout.Embedding("if (disposing)", lines[0]) : ["if (disposing)", "{", .. lines.Select(line => target.Layout.Unit + line), "}"];
        var up = $"{(isAsync ? "await " : "")}base.{hook.Name}({(hook.Parameters.IsEmpty ? "" : "disposing")}){(isAsync ? ".ConfigureAwait(false)" : "")};";
        var changes = new Changes();
        string[] body = hook.IsAbstract ? lines : baseFirst ? [up, .. lines] : [.. lines, .. lines.Length > 1 ? new[] { "" } : [], up];
        return Add(head, body, member, target, changes) ? changes.ApplyTo(target.Text) : null;
    }

    private static SourceText? Implement(OwnedMember member, INamedTypeSymbol owner, FixTarget target)
    {
        var isAsync = IsAsync(target);
        if (owner.AllInterfaces.Any(each => each.ToDisplayString() is "System.IDisposable" or "System.IAsyncDisposable") || member.Release(target, member.Name, isAsync) is not { } lines)
            return null;
        var changes = new Changes();
        if (!owner.IsRefLikeType)
            AddInterface(target.Model.Compilation.GetTypeByMetadataName(isAsync ? "System.IAsyncDisposable" : "System.IDisposable"), member.Declaration, target, changes);
        var isVirtual = owner is { IsSealed: false, TypeKind: TypeKind.Class } && (owner.IsAbstract || HasDerived(owner, target));
        var value = isAsync ? target.Model.Compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask")?.ToMinimalDisplayString(target.Model, target.Node.SpanStart) : "void";
        var direct = isAsync && lines is [var only] && !member.MayBeNull(target) ? only : null;
        var head = $"public {(isVirtual ? "virtual " : "")}{(isAsync && direct is null ? "async " : "")}{value} {(isAsync ? "DisposeAsync" : "Dispose")}()";
        string[] body = direct is null ? lines : ["return " + direct.Substring("await ".Length)];
        return Add(head, body, member, target, changes) ? changes.ApplyTo(target.Text) : null;
    }

    private static bool HasDerived(INamedTypeSymbol owner, FixTarget target) => target.Model.Compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>()
        .Any(type => SymbolEqualityComparer.Default.Equals(type.BaseType?.OriginalDefinition, owner));

    private static void AddInterface(INamedTypeSymbol? type, TypeDeclarationSyntax declaration, FixTarget target, Changes changes)
    {
        var name = type!.ToMinimalDisplayString(target.Model, declaration.SpanStart);
        if (declaration.BaseList is { } bases)
            changes.Insert(bases.Types.Last().Span.End, ", " + name);
        else
        {
            var end = declaration.ParameterList?.Span.End ?? declaration.TypeParameterList?.Span.End ?? declaration.Identifier.Span.End;
            changes.Insert(end, " : " + name);
        }
    }

    /// <summary>Adds a method behind the last member that is not private.</summary>
    private static bool Add(string head, string[] body, OwnedMember member, FixTarget target, Changes changes)
    {
        var (layout, declaration) = (target.Layout, member.Declaration);
        var outer = layout.IndentationAt(declaration.SpanStart);
        var inner = outer + layout.Unit;
        if (declaration.OpenBraceToken.IsKind(SyntaxKind.None))
        {
            changes.Replace(declaration.SemicolonToken.Span, $"{layout.NewLine}{layout.Open(outer, "").TrimStart(' ')}{Method(head, body, inner, target)}{layout.NewLine}{outer}}}");
            return true;
        }

        var isInline = layout.LineAt(declaration.OpenBraceToken.SpanStart).LineNumber == layout.LineAt(declaration.CloseBraceToken.SpanStart).LineNumber;
        if (isInline)
        {
            changes.Insert(declaration.CloseBraceToken.SpanStart, $"{head} {{ {string.Join(" ", body.Where(line => line.Length > 0).Select(line => line.Trim()))} }} ");
            return true;
        }

        var last = declaration.Members.LastOrDefault(IsOpen) ?? declaration.Members.LastOrDefault();
        if (last is null)
        {
            changes.Insert(layout.LineAt(declaration.CloseBraceToken.SpanStart).Start, Method(head, body, inner, target) + layout.NewLine);
            return true;
        }

        changes.Insert(layout.LineAt(last.Span.End).End, layout.NewLine + layout.NewLine + Method(head, body, layout.IndentationAt(last.SpanStart), target));
        return true;
    }

    private static bool IsOpen(MemberDeclarationSyntax member) => member is BaseMethodDeclarationSyntax or BasePropertyDeclarationSyntax
        && member.Modifiers.Any(each => each.IsKind(SyntaxKind.PublicKeyword) || each.IsKind(SyntaxKind.InternalKeyword) || each.IsKind(SyntaxKind.ProtectedKeyword));

    private static string Method(string head, string[] body, string indentation, FixTarget target)
    {
        var layout = target.Layout;
        if (body is [var only] && PrefersArrows(target))
            return $"{indentation}{head} => {(only.StartsWith("return ", System.StringComparison.Ordinal) ? only.Substring("return ".Length) : only)}";
        return layout.Open(indentation, head) + string.Concat(body.Select(line => (line.Length == 0 ? "" : indentation + layout.Unit + line) + layout.NewLine)) + indentation + "}";
    }

    private static bool PrefersArrows(FixTarget target)
    {
        if (target.Style("csharp_style_expression_bodied_methods") is { } style)
            return style != "false";
        var methods = target.Root.DescendantNodes().OfType<BaseMethodDeclarationSyntax>().ToArray();
        var arrows = methods.Count(method => method.ExpressionBody is not null);
        return arrows > 0 && arrows >= methods.Count(method => method.Body is { Statements.Count: 1 });
    }
}
