using System;

namespace Devmem.Analyzers.Flow;

/// <summary>The number that a place holds: known, named by a symbol, or the answer to a question about a symbol.</summary>
/// <remarks>A symbol stands for one unknown number, so that two places with the same symbol are known to be equal.</remarks>
internal readonly struct Value : IEquatable<Value>
{
    private Value(int symbol, Relation relation, long number, bool question)
    {
        Symbol = symbol;
        Relation = relation;
        Number = number;
        IsQuestion = question;
    }

    /// <summary>The symbol, or -1 for a known number.</summary>
    public int Symbol { get; }

    /// <summary>Of a question: how the symbol is compared with <see cref="Number"/>.</summary>
    public Relation Relation { get; }

    /// <summary>The known number, or the one a question compares with.</summary>
    public long Number { get; }

    /// <summary>Whether the value is 1 when the comparison holds and 0 when it does not.</summary>
    public bool IsQuestion { get; }

    public bool IsKnown => Symbol < 0;

    public static Value Known(long number) => new(-1, Relation.Equal, number, false);

    public static Value Of(int symbol) => new(symbol, Relation.Equal, 0, false);

    public static Value Question(int symbol, Relation relation, long number) => new(symbol, relation, number, true);

    /// <summary>The same with another symbol.</summary>
    public Value Named(int symbol) => new(symbol, Relation, Number, IsQuestion);

    public bool Equals(Value other) =>
        Symbol == other.Symbol && Relation == other.Relation && Number == other.Number && IsQuestion == other.IsQuestion;

    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    public override int GetHashCode() => unchecked((((Symbol * 31) + (int)Relation) * 31) + Number.GetHashCode());

    public override string ToString() => IsKnown ? Number.ToString() : IsQuestion ? $"(s{Symbol} {Relation.Sign()} {Number})" : $"s{Symbol}";
}
