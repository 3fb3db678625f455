using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// What an answer rests on: the bodies that were read for it, and the answers that were used. It is written down while the answer is found, so that no reader
/// of a body has to say what for; after an edit it tells which answers still hold. It knows no symbol: it outlives its compilation.
/// </summary>
internal sealed class Footprint
{
    /// <summary>That of an answer for which no body was read.</summary>
    private static readonly Footprint None = new();

    [ThreadStatic]
    private static Footprint? _current;

    private HashSet<(SyntaxTree, TextSpan)>? _reads;
    private HashSet<Footprint>? _uses;

    /// <summary>Where the code stands that was read.</summary>
    public IReadOnlyCollection<(SyntaxTree Tree, TextSpan Span)> Reads => (IReadOnlyCollection<(SyntaxTree, TextSpan)>?)_reads ?? [];

    /// <summary>What other answers rest on that were used. They were complete before this one was: there are no circles.</summary>
    public IReadOnlyCollection<Footprint> Uses => (IReadOnlyCollection<Footprint>?)_uses ?? [];

    private bool IsEmpty => _reads is null && _uses is null;

    /// <summary>Answers <paramref name="question"/>, and writes down what for. Whoever asked for something else meanwhile uses this answer.</summary>
    /// <param name="question">The question.</param>
    /// <param name="on">What the answer rests on.</param>
    public static T Of<T>(Func<T> question, out Footprint on)
    {
        var (around, own) = (_current, new Footprint());
        _current = own;
        try
        {
            var answer = question();
            on = own.IsEmpty ? None : own;
            return answer;
        }
        finally
        {
            _current = around;
            Use(own);
        }
    }

    /// <summary>The same, of code and answers that are known already.</summary>
    public static Footprint Of(IEnumerable<(SyntaxTree, TextSpan)> reads, IEnumerable<Footprint> uses)
    {
        var (all, used) = (new HashSet<(SyntaxTree, TextSpan)>(reads), new HashSet<Footprint>(uses));
        return new Footprint { _reads = all.Count > 0 ? all : null, _uses = used.Count > 0 ? used : null };
    }

    /// <summary>An answer that was found before is used.</summary>
    public static void Use(Footprint other)
    {
        if (_current is { } current && !other.IsEmpty)
            (current._uses ??= []).Add(other);
    }

    /// <summary>Code is read: of a body, or of what a field begins with. What is declared needs no mention.</summary>
    public static SyntaxNode Read(SyntaxNode code)
    {
        if (_current is { } current)
            (current._reads ??= []).Add((code.SyntaxTree, code.Span));
        return code;
    }
}
