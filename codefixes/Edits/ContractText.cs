using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>A declaration, in whatever document, whose contract is to be changed.</summary>
internal sealed class ContractText
{
    private readonly Document _document;
    private readonly SyntaxNode _declaration;
    private readonly SemanticModel _model;
    private readonly SourceText _text;
    private readonly Layout _layout;
    private readonly AttributeSyntax? _present;

    private ContractText(Document document, SyntaxNode declaration, SemanticModel model, SourceText text) =>
        (_document, _declaration, _model, _text, _layout, _present) = (document, declaration, model, text, new Layout(text, declaration.SyntaxTree.GetRoot()), Contract.At(declaration).FirstOrDefault());

    /// <summary>The attribute that is there: `Owning`; null for none.</summary>
    public string? Present => _present is null ? null : Contract.NameOf(_present);

    /// <summary>The name of what is declared.</summary>
    public string Name => _declaration switch
    {
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        BaseFieldDeclarationSyntax fields => fields.Declaration.Variables[0].Identifier.ValueText,
        _ => "this[]",
    };

    /// <summary>The name of the type around it.</summary>
    public string? Type => _declaration.FirstAncestorOrSelf<BaseTypeDeclarationSyntax>()?.Identifier.ValueText;

    public static async Task<ContractText> ReadAsync(Document document, SyntaxNode declaration, CancellationToken cancellation) => new(
        document, declaration, (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!, await document.GetTextAsync(cancellation).ConfigureAwait(false));

    /// <summary>The edit after which it bears <paramref name="name"/> and no other; none where that is empty.</summary>
    public Proposal? Propose(string name, string title, FixTarget target)
    {
        var changes = new Changes();
        if (_present is null && !Contract.Add(_declaration, name, _model, _layout, changes))
            return null;
        if (_present is not null && name.Length == 0)
            Contract.Remove(_present, _layout, _text, changes);
        else if (_present is not null)
            Contract.Replace(_present, name, changes);
        if (changes.ApplyTo(_text) is not { } edited)
            return null;
        var proposal = new Proposal(ActionFor(name), title, edited);
        return _document.Id == target.Document.Id ? proposal : proposal with { Text = target.Text, Whole = _document.WithText(edited).Project.Solution };
    }

    private static string ActionFor(string name) => name switch
    {
        "Owning" => FixActions.WriteOwning,
        "NotOwning" => FixActions.WriteNotOwning,
        "Releases" => FixActions.WriteReleases,
        _ => FixActions.RemoveContract,
    };
}
