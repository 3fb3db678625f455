using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers.Analysis;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>
/// A release method releases a member, too: before what the member's handle came from, which is found out and not guessed. Where a type has none, it gets one; where it has
/// two that are called by different owners, both.
/// </summary>
internal sealed class ReleaseMember : IEdit
{
    private const int MostMethods = 3;

    /// <inheritdoc/>
    public bool Reaches => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        var found = new List<Proposal>();
        foreach (var (title, text) in Texts(target))
        {
            if (await OthersAsync(target, text, recheck, cancellation).ConfigureAwait(false) is { } whole)
                found.Add(new Proposal(FixActions.ReleaseMember, title, whole));
        }

        if (found.Count == 0 && OwnedMember.Of(target) is { } member && target.Harm is not (null or nameof(MemberHarm.Overwritten)))
            found.AddRange(await InOtherPartsAsync(member, target, cancellation).ConfigureAwait(false));
        return found;
    }

    /// <summary>The release in a method that another file of the same type has.</summary>
    private static async Task<IReadOnlyList<Proposal>> InOtherPartsAsync(OwnedMember member, FixTarget target, CancellationToken cancellation)
    {
        var found = new List<Proposal>();
        var methods = member.Owner.GetMembers().OfType<IMethodSymbol>().Where(method => method.Name is "Dispose" or "DisposeAsync" or "DisposeAsyncCore" or "Close").OrderByDescending(method => method.Parameters.Length);
        foreach (var syntax in methods.SelectMany(method => method.DeclaringSyntaxReferences).Select(reference => reference.GetSyntax(cancellation)).OfType<MethodDeclarationSyntax>().Where(each => each.SyntaxTree != target.Root.SyntaxTree))
        {
            if (target.Document.Project.Solution.GetDocument(syntax.SyntaxTree) is not { } document)
                continue;
            var there = await target.AtAsync(document, syntax, cancellation).ConfigureAwait(false);
            if (ReleasingBody.Of(syntax, member, there) is { } method && method.SyntaxTree == syntax.SyntaxTree)
                found.AddRange(ReleasingBody.Additions(method, member, there).Select(text => new Proposal(FixActions.ReleaseMember, $"Release '{member.Symbol.Name}' in '{method.Identifier.ValueText}'", target.Text) { Whole = document.WithText(text).Project.Solution }));
        }

        return found;
    }

    /// <summary>The text in which the other release methods release it, too; null where that cannot be.</summary>
    private static async Task<SourceText?> OthersAsync(FixTarget target, SourceText text, Recheck recheck, CancellationToken cancellation)
    {
        for (var i = 0; i < MostMethods; i++)
        {
            if (await recheck.SameInAsync(text, cancellation).ConfigureAwait(false) is not { } same)
                return text;
            var document = target.Document.WithText(text);
            if (await FixTarget.ReadAsync(document, same, cancellation).ConfigureAwait(false) is not { } rest)
                return null;
            var next = rest.Harm == nameof(MemberHarm.Overwritten) ? ReleaseBeforeReplacing.Texts(rest) : Texts(rest).Select(each => each.Text);
            if (next.FirstOrDefault() is not { } changed)
                return null;
            text = changed;
        }

        return null;
    }

    private static IEnumerable<(string Title, SourceText Text)> Texts(FixTarget target)
    {
        if (target.Harm is null or nameof(MemberHarm.Overwritten) || OwnedMember.Of(target) is not { } member)
            yield break;
        if (target.Harm == nameof(MemberHarm.Forgotten) && target.ReleasedBy is { } place && target.Root.FindNode(place).FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } forgets)
        {
            var method = ReleasingBody.Of(forgets, member, target);
            if (method is not null)
            {
                foreach (var text in ReleasingBody.Additions(method, member, target))
                    yield return ($"Release '{member.Symbol.Name}' in '{method.Identifier.ValueText}'", text);
                yield break;
            }
        }

        foreach (var (name, text) in NewRelease.Texts(member, target))
            yield return ($"{name} and release '{member.Symbol.Name}' in it", text);
    }
}
