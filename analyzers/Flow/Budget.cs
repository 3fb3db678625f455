namespace Devmem.Analyzers.Flow;

/// <summary>How much the solver may keep apart before it joins. Joining is always sound; it costs precision, and <see cref="Solution.GaveUp"/> says so.</summary>
/// <param name="StatesPerGroup">States with the same resources at one block that differ only in numbers.</param>
/// <param name="StatesPerBlock">States at one block.</param>
/// <param name="Nodes">Nodes in all; when they run out, the whole body is solved again with a smaller budget.</param>
public sealed record Budget(int StatesPerGroup, int StatesPerBlock, int Nodes)
{
    /// <summary>What an ordinary body gets.</summary>
    public static readonly Budget Full = new(6, 48, 60_000);

    /// <summary>The next smaller budget, or null: with one state a block the number of nodes is bounded by the program.</summary>
    public Budget? Smaller => StatesPerBlock > 8 ? new(2, 8, 60_000) : StatesPerBlock > 1 ? new(1, 1, int.MaxValue) : null;
}
