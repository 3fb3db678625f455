using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Devmem.CodeFixes.Providers;

/// <summary>Offers edits for some rules: only what compiles, removes the diagnostic and adds none.</summary>
public abstract class OwnershipFixProvider : CodeFixProvider
{
    private const int MostOffers = 3;

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new FixOneByOne();

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            foreach (var offer in await Offers.OfAsync(context.Document, diagnostic, MostOffers, wanted: null, context.CancellationToken).ConfigureAwait(false))
            {
                var action = CodeAction.Create(offer.Title, _ => Task.FromResult(offer.ApplyTo(context.Document)), FixActions.Key(diagnostic.Id, offer.Action));
                context.RegisterCodeFix(action, diagnostic);
            }
        }
    }
}
