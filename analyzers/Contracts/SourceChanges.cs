using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Analyzers.Contracts;

/// <summary>What differs between the sources of two compilations that declare the same: bodies, and what fields begin with.</summary>
internal sealed class SourceChanges
{
    private readonly Dictionary<SyntaxTree, FileChanges> _files;

    private SourceChanges(Dictionary<SyntaxTree, FileChanges> files) => _files = files;

    /// <summary>The differences; null: something is declared differently, so that names may mean something else.</summary>
    public static SourceChanges? Between(ImmutableArray<SyntaxTree> before, ImmutableArray<SyntaxTree> after)
    {
        if (before.Length != after.Length)
            return null;
        var files = new Dictionary<SyntaxTree, FileChanges>();
        for (var i = 0; i < before.Length; i++)
        {
            if (before[i] == after[i])
                continue;
            if (FileChanges.Between(before[i], after[i]) is not { } file)
                return null;
            files[before[i]] = file;
        }

        return new SourceChanges(files);
    }

    /// <summary>Where the code that stood in <paramref name="span"/> of <paramref name="tree"/> stands now; null: it is not the same any more.</summary>
    public (SyntaxTree Tree, TextSpan Span)? Now(SyntaxTree tree, TextSpan span) => !_files.TryGetValue(tree, out var file) ? (tree, span) : file.Now(span) is { } moved ? (file.After, moved) : null;

    /// <summary>What differs between two versions of a file.</summary>
    private sealed class FileChanges(SyntaxTree after, List<(SyntaxNode Before, SyntaxNode After)> pairs)
    {
        private readonly Dictionary<TextSpan, TextSpan> _moved = pairs.GroupBy(pair => pair.Before.Span).ToDictionary(pairs => pairs.Key, pairs => pairs.First().After.Span);
        private readonly List<TextSpan> _changed = [.. pairs.Where(pair => HoldsCode(pair.Before) && !pair.Before.IsEquivalentTo(pair.After)).Select(pair => pair.Before.Span)];
        private readonly List<(TextSpan Before, TextSpan After)> _bodies = [.. pairs.Where(pair => HoldsCode(pair.Before)).Select(pair => (pair.Before.Span, pair.After.Span))];

        public SyntaxTree After { get; } = after;

        public static FileChanges? Between(SyntaxTree before, SyntaxTree after)
        {
            if (before.FilePath != after.FilePath || !before.Options.Equals(after.Options) || before.GetRoot() is not CompilationUnitSyntax was || after.GetRoot() is not CompilationUnitSyntax now
                || HasContexts(was) || HasContexts(now) || was.Members.Any(SyntaxKind.GlobalStatement) || !SyntaxFactory.AreEquivalent(before, after, topLevel: true))
                return null;
            var (old, young) = (Declarations(was), Declarations(now));
            var pairs = old.Zip(young, (first, second) => (first, second)).ToList();
            return old.Count != young.Count || pairs.Exists(pair => pair.first.RawKind != pair.second.RawKind || (!pair.first.IsEquivalentTo(pair.second) && (NamesItsField(pair.first) || NamesItsField(pair.second)))) ? null : new FileChanges(after, pairs);
        }

        public TextSpan? Now(TextSpan span)
        {
            if (_changed.Exists(changed => changed.OverlapsWith(span)))
                return null;
            if (_moved.TryGetValue(span, out var moved))
                return moved;

            // Inside of a body that is the same, everything keeps its distance from the beginning.
            foreach (var (before, after) in _bodies)
            {
                if (before.Contains(span))
                    return new TextSpan(after.Start + span.Start - before.Start, span.Length);
            }

            return null;
        }

        /// <summary>What can be null may depend on what stands elsewhere in the file.</summary>
        private static bool HasContexts(CompilationUnitSyntax file)
        {
            for (var directive = file.GetFirstDirective(); directive is not null; directive = directive.GetNextDirective())
            {
                if (directive is NullableDirectiveTriviaSyntax)
                    return true;
            }

            return false;
        }

        private static List<SyntaxNode> Declarations(CompilationUnitSyntax file) => [.. file.DescendantNodes(node =>
            node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax or BasePropertyDeclarationSyntax or AccessorListSyntax or BaseFieldDeclarationSyntax or VariableDeclarationSyntax)
            .Where(node => node is MemberDeclarationSyntax or AccessorDeclarationSyntax or VariableDeclaratorSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax })];

        private static bool HoldsCode(SyntaxNode declaration) => declaration is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or VariableDeclaratorSyntax or ArrowExpressionClauseSyntax;

        /// <summary>Such an accessor declares a field by using it.</summary>
        private static bool NamesItsField(SyntaxNode code) => code is AccessorDeclarationSyntax or ArrowExpressionClauseSyntax && code.DescendantTokens().Any(token => token.ValueText == "field");
    }
}
