using System.Collections.Generic;

namespace Devmem.Linux.Tests.Faults;

/// <summary>Lets the n-th system call of a run fail.</summary>
internal sealed class FaultPlan(int failAt, int errno)
{
    private readonly List<string> _made = [];

    /// <summary>No call fails; the run only counts them.</summary>
    internal static FaultPlan None => new(-1, 0);

    internal IReadOnlyList<string> Made => _made;

    /// <summary>The call that failed, if the run came so far.</summary>
    internal string? Failed { get; private set; }

    /// <summary>0, or the errno with which this call must fail.</summary>
    internal int Next(string call)
    {
        _made.Add(call);
        if (_made.Count - 1 != failAt)
            return 0;
        Failed = call;
        return errno;
    }
}
