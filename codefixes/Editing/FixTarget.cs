using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>A diagnostic, the code it stands in, and what its properties say.</summary>
internal sealed class FixTarget
{
    private FixTarget(Document document, Diagnostic diagnostic, SyntaxNode root, SourceText text, SemanticModel model, SyntaxNode? node = null)
    {
        (Document, Diagnostic, Root, Text, Model) = (document, diagnostic, root, text, model);
        Node = node ?? root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        Acquisition = Acquisition.Of(Node, Variable);
        Layout = new Layout(text, root, Style("csharp_prefer_braces"));
    }

    private FixTarget(FixTarget other, Place place)
        : this(other.Document, other.Diagnostic, other.Root, other.Text, other.Model)
    {
        Place = place;
        Acquisition = new Acquisition(place.Value, place.Since, place.Reception);
    }

    public Document Document { get; }

    public Diagnostic Diagnostic { get; }

    public SyntaxNode Root { get; }

    public SourceText Text { get; }

    public SemanticModel Model { get; }

    /// <summary>What the diagnostic stands at.</summary>
    public SyntaxNode Node { get; }

    /// <summary>How the handle comes, where the diagnostic stands at that.</summary>
    public Acquisition? Acquisition { get; }

    /// <summary>The parameter that the handle comes by, where it does.</summary>
    public ParameterSyntax? Parameter => Node.FirstAncestorOrSelf<ParameterSyntax>() is { } parameter && Diagnostic.Id == RuleIds.BrokenContract ? parameter : null;

    public Layout Layout { get; }

    /// <summary>Where the handle is looked for instead of in its variable; null for nowhere else.</summary>
    public Place? Place { get; }

    public string? Variable => Place?.Expression ?? Property(FindingProperties.Variable) ?? Acquisition?.PatternVariable;

    /// <summary>The variable of what the handle came from, where the diagnostic is about both.</summary>
    public string? Parent => Property(FindingProperties.Parent);

    public string ReleaseMethod => Property(FindingProperties.ReleaseMethod) ?? "Dispose";

    /// <summary>Where the handle is released, on any path.</summary>
    public IReadOnlyList<TextSpan> Releases => Spans(FindingProperties.Releases);

    /// <summary>Where somebody else gets the handle, on any path.</summary>
    public IReadOnlyList<TextSpan> HandOvers => [.. Spans(FindingProperties.HandOvers).SelectMany(Returns).Where(span => Place?.ComesWith(span, this) != true)];

    /// <summary>What ended the handle before.</summary>
    public TextSpan? EndedAt => Spans(FindingProperties.EndedAt) is [var span] ? span : null;

    /// <summary>What lets the handle go.</summary>
    public TextSpan? LeaksAt => Spans(FindingProperties.LeaksAt) is [var span] ? span : null;

    /// <summary>The mode of the other bindings.</summary>
    public string? OtherMode => Property(FindingProperties.OtherMode);

    /// <summary>How a member lets go what it owns: the name of a <see cref="Analyzers.Analysis.MemberHarm"/>.</summary>
    public string? Harm => Property(FindingProperties.Harm);

    /// <summary>The release method that forgets a member.</summary>
    public TextSpan? ReleasedBy => Spans(FindingProperties.ReleasedBy) is [var span] ? span : null;

    /// <summary>How the handle goes: the name of a <see cref="Analyzers.Flow.LeakExit"/>.</summary>
    public string? Exit => Property(FindingProperties.Exit);

    public LanguageVersion Language => ((CSharpParseOptions)Root.SyntaxTree.Options).LanguageVersion;

    /// <summary>What the fix is about, for its title: the variable or the call.</summary>
    public string Name => Variable is { } variable and not "_" ? $"'{variable}'" : EndedAt is not null && Receiver() is { } receiver ? $"'{receiver}'" : $"the result of '{Called()}'";

    public static async Task<FixTarget?> ReadAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        return root is null || model is null || !root.FullSpan.Contains(diagnostic.Location.SourceSpan) ? null : new FixTarget(document, diagnostic, root, text, model);
    }

    /// <summary>The same finding, to be mended at <paramref name="node"/> in another file.</summary>
    public async Task<FixTarget> AtAsync(Document document, SyntaxNode node, CancellationToken cancellation) => new(
        document, Diagnostic, node.SyntaxTree.GetRoot(cancellation), await document.GetTextAsync(cancellation).ConfigureAwait(false), (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!, node);

    /// <summary>What the compiler knows about a file of the same project.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => tree == Root.SyntaxTree ? Model : Model.Compilation.GetSemanticModel(tree);

    /// <summary>The same finding, with its handle in another place.</summary>
    public FixTarget In(Place place) => new(this, place);

    /// <summary>The statement that is nothing but the call at <paramref name="span"/>.</summary>
    public ExpressionStatementSyntax? CallStatementAt(TextSpan span) =>
        Root.FindNode(span, getInnermostNodeForTie: true).AncestorsAndSelf()
            .TakeWhile(node => node is ExpressionSyntax or ExpressionStatementSyntax).OfType<ExpressionStatementSyntax>().FirstOrDefault();

    /// <summary>What is handed to the caller is said of the whole body; the statements that return it are meant.</summary>
    private IEnumerable<TextSpan> Returns(TextSpan place)
    {
        if (!place.Contains(Node.Span))
            return [place];
        var returns = Root.FindNode(place).DescendantNodes().OfType<ReturnStatementSyntax>()
            .Where(statement => statement.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == Variable));
        return returns.Select(statement => statement.Span).DefaultIfEmpty(place);
    }

    private string? Receiver() => Node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().FirstOrDefault()?.Identifier.ValueText;

    private string Called() => Node switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        ObjectCreationExpressionSyntax creation => "new " + creation.Type,
        _ => Node.ToString(),
    };

    /// <summary>What `.editorconfig` says of a matter of style; null for nothing.</summary>
    public string? Style(string key) => Document.Project.AnalyzerOptions.AnalyzerConfigOptionsProvider.GetOptions(Root.SyntaxTree).TryGetValue(key, out var value) ? value.Split(':')[0].Trim() : null;

    private string? Property(string key) => Diagnostic.Properties.TryGetValue(key, out var value) ? value : null;

    private IReadOnlyList<TextSpan> Spans(string key) =>
        [.. (Property(key) ?? "").Split([' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(span => span.Split(["..",], StringSplitOptions.None)).Select(ends => TextSpan.FromBounds(int.Parse(ends[0]), int.Parse(ends[1])))];
}
