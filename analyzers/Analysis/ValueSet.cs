using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>The numbers that an expression can be.</summary>
internal sealed class ValueSet
{
    private const int MostPossible = 32;

    /// <summary>Any: it is known only when the program runs.</summary>
    public static readonly ValueSet Open = new([], true, []);

    private ValueSet(IReadOnlyList<Choice> chosen, bool isOpen, IReadOnlyList<Choice> possible)
    {
        Chosen = chosen;
        IsOpen = isOpen;
        Possible = possible;
    }

    /// <summary>A number, with the call that chooses it where it comes through a parameter.</summary>
    public readonly record struct Choice(long Value, SyntaxNode? Chooser);

    /// <summary>The numbers that the source says; each is meant.</summary>
    public IReadOnlyList<Choice> Chosen { get; }

    /// <summary>Whether it can also be a number that is only known when the program runs.</summary>
    public bool IsOpen { get; }

    /// <summary>The numbers that the source says on any way, also where others may come.</summary>
    public IReadOnlyList<Choice> Possible { get; }

    /// <summary>The only number, or null.</summary>
    public long? Single => !IsOpen && Chosen.Count > 0 && Chosen.All(each => each.Value == Chosen[0].Value) ? Chosen[0].Value : null;

    public static ValueSet Of(long value) => new([new Choice(value, null)], false, [new Choice(value, null)]);

    /// <summary>What several callers say: each is meant.</summary>
    public static ValueSet OfCallers(IEnumerable<(ValueSet Values, SyntaxNode Caller)> callers)
    {
        var all = callers.ToList();
        return all.Count == 0 ? Open : new ValueSet(
            [.. all.SelectMany(each => each.Values.Chosen.Select(choice => By(choice, each.Caller)))],
            all.Exists(each => each.Values.IsOpen),
            [.. all.SelectMany(each => each.Values.Possible.Select(choice => By(choice, each.Caller)))]);
    }

    /// <summary>What one of several values is: known only if they agree, else chosen when the program runs.</summary>
    public static ValueSet OneOf(IEnumerable<ValueSet> values)
    {
        var all = values.ToList();
        return all.Count > 0 && all[0].Single is { } value && all.TrueForAll(each => each.Single == value) ? all[0] : new ValueSet([], true, Few(all.SelectMany(each => each.Possible)));
    }

    /// <summary>What becomes of two values together.</summary>
    /// <param name="other">The other.</param>
    /// <param name="combine">What becomes of two numbers.</param>
    /// <param name="addsUp">Whether what is known of one is in the result whatever the other is, as the bits of flags are.</param>
    public ValueSet With(ValueSet other, Func<long, long, long> combine, bool addsUp)
    {
        if (Single is { } mine && other.Single is { } theirs)
            return Of(combine(mine, theirs));
        var pairs = Possible.SelectMany(left => other.Possible.Where(right => AreOfOne(left, right)).Select(right => new Choice(combine(left.Value, right.Value), left.Chooser ?? right.Chooser)));
        return new ValueSet([], true, Few(addsUp && Possible.Count == 0 ? other.Possible : addsUp && other.Possible.Count == 0 ? Possible : pairs));
    }

    /// <summary>Whether two choices can meet: one caller's do, two callers' do not.</summary>
    public static bool AreOfOne(Choice left, Choice right) => left.Chooser is null || right.Chooser is null || left.Chooser == right.Chooser;

    /// <summary>Whether a value of this and one of the other differ for sure; null if only perhaps.</summary>
    public bool? Differs(ValueSet other)
    {
        if (Chosen.Any(mine => other.Chosen.Any(theirs => theirs.Value != mine.Value)))
            return true;
        return (IsOpen && other.Chosen.Count > 0) || (other.IsOpen && Chosen.Count > 0) ? null : false;
    }

    private static Choice By(Choice choice, SyntaxNode caller) => choice.Chooser is null ? choice with { Chooser = caller } : choice;

    private static IReadOnlyList<Choice> Few(IEnumerable<Choice> choices) => [.. choices.Distinct().Take(MostPossible)];
}
