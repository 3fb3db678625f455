using System.Collections.Immutable;

namespace Devmem.Lowering.Tests.Support;

/// <summary>What a place holds on one way through a program.</summary>
internal abstract record Held
{
    /// <summary>The text by which an unknown thing is recognised when it is asked for again.</summary>
    public abstract string Key { get; }
}

/// <summary>A number that is known.</summary>
internal sealed record Number(long Value) : Held
{
    public override string Key => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Something of which only the origin is known; two answers to the same question agree.</summary>
internal sealed record Unknown(string Name) : Held
{
    public override string Key => Name;
}

/// <summary>Whether a question is answered with yes, or, negated, with no.</summary>
internal sealed record Answer(string Question, bool Negated = false) : Held
{
    public override string Key => (Negated ? "!" : "") + "(" + Question + ")";
}

/// <summary>A resource, called as the source calls it.</summary>
internal sealed record Thing(string Name, bool Owned, int Site = -1) : Held
{
    public override string Key => Name;
}

/// <summary>A container; what it holds is in <see cref="Position"/>, because it changes.</summary>
internal sealed record Box(int Id) : Held
{
    public override string Key => "box" + Id;
}

/// <summary>What a box holds, and where the enumeration stands; -1 before the first.</summary>
internal sealed record Contents(ImmutableList<Held> Items, int At = -1);

/// <summary>Where a way has come to: all that may differ between two ways.</summary>
internal sealed record Position(int Block, int Op)
{
    public ImmutableDictionary<int, Held> Places { get; init; } = ImmutableDictionary<int, Held>.Empty;

    public ImmutableDictionary<int, Contents> Boxes { get; init; } = ImmutableDictionary<int, Contents>.Empty;

    public ImmutableDictionary<string, bool> Answers { get; init; } = ImmutableDictionary<string, bool>.Empty;

    public ImmutableDictionary<int, int> Visits { get; init; } = ImmutableDictionary<int, int>.Empty;

    public ImmutableList<string> Owed { get; init; } = [];

    public ImmutableList<string> Events { get; init; } = [];

    /// <summary>Remembers what happens; the same twice in a row is once.</summary>
    public Position Note(string happening) => Events.Count > 0 && Events[^1] == happening ? this : this with { Events = Events.Add(happening) };

    public Position Set(int place, Held held) => this with { Places = Places.SetItem(place, held) };

    /// <summary>An unknown thing that is new, but has the same name each time the same step makes it on the same visit.</summary>
    public Position SetUnknown(int place) => Set(place, new Unknown($"u{Block}.{Op}.{Visits.GetValueOrDefault(Block)}"));

    public Held At(int place) => Places.TryGetValue(place, out var held) ? held : new Unknown("p" + place);
}
