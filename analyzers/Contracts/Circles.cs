using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// Questions that come back to themselves. A question that is asked while it is being answered gets a provisional answer; whatever rests on one holds for the
/// question that began the circle, and is kept for no other, so that the order in which questions are asked does not show.
/// </summary>
internal static class Circles
{
    [ThreadStatic]
    private static List<(object Asker, ISymbol About)>? _running;

    [ThreadStatic]
    private static int _lowest;

    /// <summary>Answers <paramref name="question"/>, or gives the provisional answer where it is being answered already.</summary>
    /// <param name="asker">Who asks; different askers' questions are different.</param>
    /// <param name="about">What the question is about.</param>
    /// <param name="provisional">The answer of a question that comes back to itself.</param>
    /// <param name="question">The question.</param>
    /// <param name="isFinal">Whether the answer rests on no provisional one.</param>
    public static T Ask<T>(object asker, ISymbol about, T provisional, Func<T> question, out bool isFinal) => Ask(asker, about, provisional, question, out isFinal, out _);

    /// <param name="asker">Who asks.</param>
    /// <param name="about">What the question is about.</param>
    /// <param name="provisional">The answer of a question that comes back to itself.</param>
    /// <param name="question">The question.</param>
    /// <param name="isFinal">Whether the answer rests on no provisional one.</param>
    /// <param name="footing">What it rests on else, for <see cref="RestOn(int)"/>.</param>
    public static T Ask<T>(object asker, ISymbol about, T provisional, Func<T> question, out bool isFinal, out int footing)
    {
        var running = _running ??= [];
        if (running.FindIndex(each => ReferenceEquals(each.Asker, asker) && SymbolEqualityComparer.Default.Equals(each.About, about)) is var begun and >= 0)
        {
            RestOn(footing = begun);
            isFinal = false;
            return provisional;
        }

        var (around, own) = (_lowest, running.Count);
        _lowest = int.MaxValue;
        running.Add((asker, about));
        try
        {
            var answer = question();
            isFinal = _lowest >= own;
            footing = _lowest;
            return answer;
        }
        finally
        {
            running.RemoveAt(own);
            _lowest = Math.Min(around, _lowest >= own ? int.MaxValue : _lowest);
        }
    }

    /// <summary>Takes a provisional answer of a question of <paramref name="asker"/> that is being answered.</summary>
    public static void RestOn(object asker) => RestOn(_running?.FindIndex(each => ReferenceEquals(each.Asker, asker)) ?? 0);

    /// <summary>Takes an answer that was given before, and that rests on a provisional one.</summary>
    /// <param name="footing">What was said of it.</param>
    public static void RestOn(int footing) => _lowest = Math.Min(_lowest, Math.Max(footing, 0));

    /// <summary>Answers a question that cannot come back to itself, and says whether the answer rests on no provisional one.</summary>
    public static T Watch<T>(Func<T> question, out bool isFinal)
    {
        var around = _lowest;
        _lowest = int.MaxValue;
        try
        {
            var answer = question();
            isFinal = _lowest == int.MaxValue;
            return answer;
        }
        finally
        {
            _lowest = Math.Min(around, _lowest);
        }
    }
}
