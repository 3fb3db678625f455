using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Editing;

/// <summary>Changes of a text that are made together: at one place insertions come first, in the order in which they were added.</summary>
internal sealed class Changes
{
    private readonly List<TextChange> _changes = [];

    public void Insert(int position, string text) => _changes.Add(new TextChange(new TextSpan(position, 0), text));

    public void Replace(TextSpan span, string text) => _changes.Add(new TextChange(span, text));

    public void Delete(TextSpan span) => Replace(span, "");

    /// <summary>Whether <paramref name="position"/> lies inside of something that goes.</summary>
    public bool Removes(int position) => _changes.Any(change => change.Span.Length > 0 && change.Span.Contains(position));

    /// <summary>The changed text; null where two changes want the same piece of it.</summary>
    public SourceText? ApplyTo(SourceText text)
    {
        var merged = new List<TextChange>();
        foreach (var group in _changes.GroupBy(change => change.Span.Start).OrderBy(group => group.Key))
        {
            var inserted = new StringBuilder();
            foreach (var change in group.OrderBy(change => change.Span.Length > 0))
                inserted.Append(change.NewText);
            if (group.Count(change => change.Span.Length > 0) > 1 || (merged.Count > 0 && merged[merged.Count - 1].Span.End > group.Key))
                return null;
            merged.Add(new TextChange(new TextSpan(group.Key, group.Max(change => change.Span.Length)), inserted.ToString()));
        }

        return text.WithChanges(merged);
    }
}
