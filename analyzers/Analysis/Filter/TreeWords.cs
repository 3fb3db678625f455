using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>The words of one file. It is kept as long as the file is: an edit elsewhere reads none of it again.</summary>
internal sealed class TreeWords
{
    private static readonly ConditionalWeakTable<SyntaxTree, TreeWords> Known = new();
    private static readonly int New = Words.NumberOf("new");

    [ThreadStatic]
    private static char[]? _buffer;

    private readonly SyntaxTree _tree;
    private readonly WordSet _words = new();
    private FileNames? _declarations;
    private Tuple<HandleNames, Hits>? _last;

    private TreeWords(SyntaxTree tree)
    {
        _tree = tree;
        var words = Words.Of(Text(), tree.Length);
        while (words.MoveNext())
            _words.Add(words.Current);
    }

    public static TreeWords Of(SyntaxTree tree) => Known.GetValue(tree, each => new TreeWords(each));

    /// <summary>Whether <paramref name="word"/> stands anywhere in the file.</summary>
    public bool Has(int word) => _words.Contains(word);

    /// <summary>Whether <paramref name="word"/> stands anywhere in the file.</summary>
    public bool Has(string word) => Has(Words.NumberOf(word));

    /// <summary>What the file declares.</summary>
    public FileNames Declarations => _declarations ??= DeclarationReader.Read(_tree, Text());

    /// <summary>Where the file has words that can bring a handle into a body.</summary>
    public Hits HitsOf(HandleNames names)
    {
        if (_last is { } last && (ReferenceEquals(last.Item1, names) || last.Item1.SameAs(names)))
            return last.Item2;
        var hits = Find(names);
        _last = Tuple.Create(names, hits);
        return hits;
    }

    private Hits Find(HandleNames names)
    {
        var (places, kinds, numbers) = (new List<int>(), new List<Hit>(), new List<int>());
        if (!HasAny(names))
            return new Hits(places, kinds, numbers);
        var words = Words.Of(Text(), _tree.Length);
        while (words.MoveNext())
        {
            var kind = names.KindOf(words.Current);
            if (names.HasWeak && words.Current == New && words.IsBeforeParenthesis())
                kind |= Hit.New;
            if (kind == Hit.None)
                continue;
            places.Add(words.Start);
            kinds.Add(kind);
            numbers.Add(words.Current);
        }

        return new Hits(places, kinds, numbers);
    }

    private bool HasAny(HandleNames names)
    {
        foreach (var name in names.All)
        {
            if (Has(name))
                return true;
        }

        return names.HasWeak && Has(New);
    }

    private char[] Text()
    {
        var buffer = _buffer ?? new char[1 << 14];
        Words.Copy(_tree.GetText(), ref buffer);
        return _buffer = buffer;
    }
}

/// <summary>What a word can do.</summary>
[Flags]
internal enum Hit : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It brings a handle in.</summary>
    Always = 1,

    /// <summary>It names something that takes a handle: a new one that is not named may be made for it.</summary>
    Takes = 2,

    /// <summary>It brings one in within some types.</summary>
    Within = 4,

    /// <summary>It makes something without naming it.</summary>
    New = 8,

    /// <summary>It names a function that does by number what handles do.</summary>
    Raw = 16,
}

/// <summary>Where a file has words that matter, in order.</summary>
internal sealed record Hits(List<int> Places, List<Hit> Kinds, List<int> Words)
{
    /// <summary>The number of the first one at or behind a place.</summary>
    public int First(int place)
    {
        var found = Places.BinarySearch(place);
        return found < 0 ? ~found : found;
    }
}
