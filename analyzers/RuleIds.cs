namespace Devmem.Analyzers;

/// <summary>The ids of the rules. They are never reused.</summary>
public static class RuleIds
{
    /// <summary>Token is not released on every path.</summary>
    public const string Leak = "DEVMEM001";

    /// <summary>Binding is unbound while a socket is open.</summary>
    public const string UnboundUnderSocket = "DEVMEM002";

    /// <summary>Bindings mix autorelease modes.</summary>
    public const string MixedModes = "DEVMEM003";

    /// <summary>Token is not released when an exception is thrown.</summary>
    public const string ExceptionLeak = "DEVMEM004";

    /// <summary>Handle is used after its release.</summary>
    public const string UseAfterRelease = "DEVMEM005";

    /// <summary>Token is released twice.</summary>
    public const string DoubleRelease = "DEVMEM006";

    /// <summary>Socket is closed while tokens are outstanding.</summary>
    public const string ClosedUnderTokens = "DEVMEM007";

    /// <summary>Binding or socket is not closed on every path.</summary>
    public const string NotClosed = "DEVMEM008";

    /// <summary>Socket receives after its binding was unbound.</summary>
    public const string UsedAfterUnbind = "DEVMEM009";

    /// <summary>Token is released through another socket.</summary>
    public const string ReleasedElsewhere = "DEVMEM010";

    /// <summary>Field that owns a handle is never released.</summary>
    public const string FieldNotReleased = "DEVMEM011";

    /// <summary>Autorelease mode is left to the default.</summary>
    public const string DefaultMode = "DEVMEM012";

    /// <summary>Ownership leaves what can be checked.</summary>
    public const string Trusted = "DEVMEM013";

    /// <summary>Raw devmem call bypasses the typed handles.</summary>
    public const string RawCall = "DEVMEM014";

    /// <summary>Token is kept until the socket closes.</summary>
    public const string KeptUntilClose = "DEVMEM015";

    /// <summary>Memory is reused before its send completed.</summary>
    public const string ReusedBeforeSent = "DEVMEM016";

    /// <summary>Contract does not hold.</summary>
    public const string BrokenContract = "DEVMEM017";

    internal const string Reliability = "Reliability";

    internal const string Usage = "Usage";

    /// <summary>The page of a rule.</summary>
    public static string HelpLink(string id) => $"https://github.com/devmem-analyzers/devmem-analyzers/blob/main/docs/rules/{id}.md";
}
