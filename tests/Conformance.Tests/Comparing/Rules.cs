using System.Collections.Generic;

namespace Devmem.Conformance.Comparing;

/// <summary>The rules that an execution can confirm.</summary>
internal static class Rules
{
    public const string Leak = "DEVMEM001";
    public const string UnboundEarly = "DEVMEM002";
    public const string MixedModes = "DEVMEM003";
    public const string ExceptionLeak = "DEVMEM004";
    public const string UseAfterRelease = "DEVMEM005";
    public const string DoubleRelease = "DEVMEM006";
    public const string ClosedEarly = "DEVMEM007";
    public const string NotClosed = "DEVMEM008";
    public const string ReceiveAfterUnbind = "DEVMEM009";
    public const string ReleasedElsewhere = "DEVMEM010";
    public const string OwningField = "DEVMEM011";
    public const string Trusted = "DEVMEM013";
    public const string KeptUntilClose = "DEVMEM015";
    public const string PendingSend = "DEVMEM016";
    public const string BrokenContract = "DEVMEM017";

    public static readonly IReadOnlyList<string> Compared =
    [
        Leak, UnboundEarly, MixedModes, ExceptionLeak, UseAfterRelease, DoubleRelease, ClosedEarly, NotClosed, ReceiveAfterUnbind, ReleasedElsewhere, OwningField, KeptUntilClose, PendingSend, BrokenContract,
    ];
}
