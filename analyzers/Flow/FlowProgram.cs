using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Devmem.Analyzers.Flow;

/// <summary>One body as the solver sees it. Block 0 is the entry.</summary>
/// <param name="Blocks">The blocks; a block's number is its index.</param>
/// <param name="Sites">Where resources come into being; a site's number is its index.</param>
/// <param name="Members">Numbers that belong to resources; a member's number is its index.</param>
/// <param name="PlaceCount">How many places there are.</param>
public sealed record FlowProgram(IReadOnlyList<Block> Blocks, IReadOnlyList<Site> Sites, IReadOnlyList<Member> Members, int PlaceCount)
{
    /// <summary>A place that no step names, for marked resources that live on where nobody here can name them; -1 where it matters to nobody.</summary>
    public int Elsewhere { get; init; } = -1;

    /// <summary>The sites of which <see cref="Solution.EndsAfter"/> tells the order in which they end.</summary>
    public IReadOnlyCollection<int> Watched { get; init; } = [];

    /// <summary>The program as text, a line a step; tests compare it and people read it.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Blocks.Count; i++)
        {
            text.Append('B').Append(i).Append(":\n");
            foreach (var op in Blocks[i].Ops)
                text.Append("  ").Append(op).Append('\n');
            text.Append("  ").Append(Blocks[i].End).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>A straight run of steps and where control goes after it.</summary>
/// <param name="Ops">The steps.</param>
/// <param name="End">The way on.</param>
public sealed record Block(IReadOnlyList<Op> Ops, Terminator End);

/// <summary>A number that belongs to a resource or a container, such as its count.</summary>
/// <param name="Low">Its least value.</param>
/// <param name="High">Its greatest value.</param>
/// <param name="NothingOwedWhen">The value at which the resource owes nothing and a container is empty, or null.</param>
/// <param name="DoneWhen">The value at which the resource reads its memory no more, or null; see <see cref="Read"/>.</param>
public sealed record Member(long Low = long.MinValue, long High = long.MaxValue, long? NothingOwedWhen = null, long? DoneWhen = null);

/// <summary>How a block ends.</summary>
/// <param name="Origin">Where it stands in the source.</param>
public abstract record Terminator(int Origin)
{
    /// <summary>The blocks that may come next.</summary>
    public abstract IEnumerable<int> Targets { get; }
}

/// <summary>On to one block.</summary>
public sealed record Goto(int Target) : Terminator(-1)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Targets => [Target];

    /// <inheritdoc/>
    public override string ToString() => $"goto B{Target}";
}

/// <summary>By the number in a place: 0 is false, all else is true.</summary>
public sealed record Branch(int Origin, int Condition, int WhenTrue, int WhenFalse) : Terminator(Origin)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Targets => [WhenTrue, WhenFalse];

    /// <inheritdoc/>
    public override string ToString() => $"if p{Condition} goto B{WhenTrue} else B{WhenFalse}";
}

/// <summary>By something that is not in the program: an exception's type, a callee's outcome.</summary>
public sealed record Choice(int Origin, IReadOnlyList<int> Options) : Terminator(Origin)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Targets => Options;

    /// <inheritdoc/>
    public override string ToString() => "goto " + string.Join(" or ", Options.Select(option => $"B{option}"));
}

/// <summary>Out of the body.</summary>
public sealed record Exit(int Origin, ExitKind Kind) : Terminator(Origin)
{
    /// <inheritdoc/>
    public override IEnumerable<int> Targets => [];

    /// <inheritdoc/>
    public override string ToString() => $"exit {Kind}";
}

/// <summary>The ways out of a body.</summary>
public enum ExitKind
{
    /// <summary>To the caller.</summary>
    Return,

    /// <summary>By an exception that nothing here catches.</summary>
    Throw,

    /// <summary>An iterator that its consumer gave up.</summary>
    Abandon,

    /// <summary>The process ends, and with it every obligation.</summary>
    Halt,
}

/// <summary>How the last name of a resource goes.</summary>
public enum LeakExit
{
    /// <summary>The body returns.</summary>
    Return,

    /// <summary>An exception leaves the body.</summary>
    Throw,

    /// <summary>The consumer of an iterator gives it up.</summary>
    Abandon,

    /// <summary>The name gets another value.</summary>
    Overwrite,

    /// <summary>Nothing ever held the result.</summary>
    Discard,

    /// <summary>The block of the name ends.</summary>
    ScopeEnd,

    /// <summary>The loop goes round.</summary>
    LoopAgain,

    /// <summary>The container that held it is cleared.</summary>
    Clear,
}
