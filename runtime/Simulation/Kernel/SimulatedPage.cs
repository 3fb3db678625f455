namespace Devmem.Simulation;

/// <summary>One page of a bound dmabuf: the kernel's niov.</summary>
internal sealed class SimulatedPage(PagePool pool, int index)
{
    internal PagePool Pool { get; } = pool;

    internal int Index { get; } = index;

    /// <summary>One for each queued fragment, one for each token (on), one while <see cref="Uref"/> is above zero (off), one for the driver that fills it.</summary>
    internal int References { get; set; }

    /// <summary>Off mode's count of deliveries not yet returned. The proposal lets it fall below zero, and so does this.</summary>
    internal int Uref { get; set; }

    /// <summary>On mode's tokens.</summary>
    internal int Tokens { get; set; }

    /// <summary>Queued fragments.</summary>
    internal int Queued { get; set; }

    /// <summary>Fragments that the program holds by its own account, whatever the kernel thinks.</summary>
    internal int HeldByProgram { get; set; }

    /// <summary>Fragments among them that the kernel has taken back, while the handle that returned them has not yet said that it ended.</summary>
    internal int Returning { get; set; }
}
