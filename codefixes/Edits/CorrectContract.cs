using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// An attribute that the body, or the base, contradicts becomes the one that holds, or goes; where the base is what does not hold, its. Callers that were told otherwise are
/// repaired with it.
/// </summary>
internal sealed class CorrectContract : IEdit
{
    /// <inheritdoc/>
    public bool Reaches => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        if (target.Node.AncestorsAndSelf().FirstOrDefault(node => node is ParameterSyntax or MemberDeclarationSyntax or LocalFunctionStatementSyntax) is not { } declaration)
            return [];
        var found = new List<Proposal>();
        foreach (var place in BasesOf(declaration, target.Model).Prepend(declaration))
        {
            // Where the body hands it on, and only some exit does not, the attribute is right.
            if (place == declaration && declaration is ParameterSyntax && target.HandOvers.Count > 0)
                continue;
            if (target.Document.Project.Solution.GetDocument(place.SyntaxTree) is { } document && await ContractText.ReadAsync(document, place, cancellation).ConfigureAwait(false) is { } text)
                found.AddRange(Changed(text, declaration is ParameterSyntax, place != declaration).Select(change => text.Propose(change.Name, change.Title, target)).OfType<Proposal>());
        }

        return found;
    }

    private static IEnumerable<(string Name, string Title)> Changed(ContractText text, bool isParameter, bool isBase)
    {
        var subject = isParameter ? $"'{text.Name}'" : $"what '{text.Name}' returns";
        subject += isBase ? $" in '{text.Type}'" : "";
        if (text.Present is null && !isBase)
            yield break;
        foreach (var other in text.Present is { } present ? Others(present, isParameter) : isParameter ? ["Owning", "Releases"] : ["NotOwning"])
            yield return (other, other.Length == 0 ? $"Remove [{text.Present}] from {subject}" : $"Mark {subject} as [{other}]");
    }

    private static string[] Others(string name, bool isParameter) => (name, isParameter) switch
    {
        ("NotOwning", true) => ["Owning", "Releases", ""],
        ("Owning", true) => ["NotOwning", "Releases", ""],
        ("Releases", true) => ["NotOwning", "Owning", ""],
        ("NotOwning", false) => ["Owning", ""],
        _ => ["NotOwning", ""],
    };

    /// <summary>What it overrides or implements.</summary>
    private static IEnumerable<SyntaxNode> BasesOf(SyntaxNode declaration, SemanticModel model)
    {
        if (model.GetDeclaredSymbol(declaration) is not { } symbol || (symbol as IMethodSymbol ?? symbol.ContainingSymbol as IMethodSymbol) is not { } method)
            return [];
        var bases = method.ContainingType.AllInterfaces.SelectMany(each => each.GetMembers().OfType<IMethodSymbol>())
            .Where(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method)).Append(method.OverriddenMethod).OfType<IMethodSymbol>();
        return bases.Select(each => symbol is IParameterSymbol parameter ? (ISymbol)each.OriginalDefinition.Parameters[parameter.Ordinal] : each.OriginalDefinition)
            .SelectMany(each => each.DeclaringSyntaxReferences.Take(1)).Select(reference => reference.GetSyntax());
    }
}
