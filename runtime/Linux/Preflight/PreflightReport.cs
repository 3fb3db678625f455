using System.Collections.Generic;
using System.Linq;

namespace Devmem;

/// <summary>What stands between an interface and its first receive binding, found out without changing anything.</summary>
/// <seealso cref="DevmemDevice.Check"/>
public sealed class PreflightReport
{
    internal PreflightReport(string interfaceName, IReadOnlyList<PreflightLine> lines)
    {
        InterfaceName = interfaceName;
        Lines = lines;
    }

    /// <summary>The interface that was looked at.</summary>
    public string InterfaceName { get; }

    /// <summary>What was looked at, in the order in which the kernel checks it.</summary>
    public IReadOnlyList<PreflightLine> Lines { get; }

    /// <summary>Nothing that a receive binding needs was found missing.</summary>
    public bool IsReady => Lines.All(line => line.Verdict != PreflightVerdict.Bad);

    /// <summary>The report as a person reads it.</summary>
    public override string ToString() =>
        $"devmem TCP on {InterfaceName}: {(IsReady ? "nothing is known to be missing" : "not ready")}\n" + string.Join('\n', Lines);
}
