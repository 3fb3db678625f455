using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>An edit that may be offered once it is known to be right.</summary>
/// <param name="Action">One of <see cref="FixActions"/>.</param>
/// <param name="Title">What it does to which handle.</param>
/// <param name="Text">The whole text after it.</param>
internal sealed record Proposal(string Action, string Title, SourceText Text);
