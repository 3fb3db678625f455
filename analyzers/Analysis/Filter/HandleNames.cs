using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>
/// The names through which a handle can come into a body. Each expression whose type mentions a handle has that type from something written: a type, a member,
/// a parameter, or from another such expression. A body with none of these names has nothing to do with handles, and is never bound.
/// </summary>
internal sealed class HandleNames
{
    private readonly Dictionary<int, Hit> _kinds = [];
    private readonly WordSet _any = new();
    private readonly Dictionary<int, WordSet> _within = [];
    private long _print;

    /// <summary>Whether no name can be trusted to stand: every body may touch a handle.</summary>
    public bool Everything { get; set; }

    /// <summary>The types inside of which every body may touch a handle, because they inherit what mentions one.</summary>
    public WordSet Scopes { get; } = new();

    /// <summary>The files that use the members of a handle's type without naming it.</summary>
    public HashSet<SyntaxTree> Open { get; } = [];

    /// <summary>Whether anything takes a handle by value.</summary>
    public bool HasWeak { get; private set; }

    /// <summary>All words.</summary>
    public IEnumerable<int> All => _kinds.Keys;

    /// <summary>What a word can do.</summary>
    public Hit KindOf(int word) => _any.Contains(word) ? _kinds[word] : Hit.None;

    /// <summary>Whether <paramref name="word"/> brings a handle into the bodies of the types of that name.</summary>
    public bool IsWithin(int type, int word) => _within.TryGetValue(type, out var words) && words.Contains(word);

    public void Add(int word, Hit kind)
    {
        _any.Add(word);
        _kinds.TryGetValue(word, out var before);
        if ((before & kind) == kind)
            return;
        _kinds[word] = before | kind;
        HasWeak |= kind == Hit.Takes;
        _print += Mix(word, (int)kind);
    }

    public void AddWithin(int type, int word)
    {
        Add(word, Hit.Within);
        if (!_within.TryGetValue(type, out var words))
            _within[type] = words = new WordSet();
        words.Add(word);
    }

    /// <summary>Whether the words of a file stand where they stood for <paramref name="other"/>.</summary>
    public bool SameAs(HandleNames other) => _print == other._print && _kinds.Count == other._kinds.Count;

    private static long Mix(int word, int kind)
    {
        var mixed = unchecked((((long)word << 4) + kind) * -7046029254386353131L);
        return unchecked((mixed ^ (mixed >> 29)) * -4658895280553007687L);
    }
}
