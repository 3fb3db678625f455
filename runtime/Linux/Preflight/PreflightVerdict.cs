namespace Devmem;

/// <summary>What one line of a preflight report says.</summary>
public enum PreflightVerdict
{
    /// <summary>In order.</summary>
    Good,

    /// <summary>A receive binding will be refused, or cannot be tried, until this is repaired.</summary>
    Bad,

    /// <summary>It could not be learnt.</summary>
    Unknown,

    /// <summary>Nothing to check here, but something to see to.</summary>
    Hint,
}
