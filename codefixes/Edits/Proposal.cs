using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>An edit that may be offered once it is known to be right.</summary>
/// <param name="Action">One of <see cref="FixActions"/>.</param>
/// <param name="Title">What it does to which handle.</param>
/// <param name="Text">The whole text of the document after it.</param>
internal sealed record Proposal(string Action, string Title, SourceText Text)
{
    /// <summary>The solution after it, where other documents change too.</summary>
    public Solution? Whole { get; init; }

    /// <summary>The solution after it.</summary>
    public Solution ApplyTo(Document document) => Whole ?? document.WithText(Text).Project.Solution;
}
