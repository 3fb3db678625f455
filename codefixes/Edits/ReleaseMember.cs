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
