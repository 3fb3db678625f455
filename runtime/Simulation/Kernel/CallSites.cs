using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Devmem.Simulation;

/// <summary>
/// Finds the line of the program that called into this assembly. The signatures of the surface are fixed, so the caller cannot be passed
/// as an optional argument; the stack is walked instead, and the symbols are read once for each place.
/// </summary>
internal static class CallSites
{
    private static readonly ConcurrentDictionary<(MethodBase Method, int Offset), AcquisitionSite> s_known = new();

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Only names are read; where the method was trimmed away the site is unknown.")]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static AcquisitionSite? Caller()
    {
        StackTrace trace = new(fNeedFileInfo: false);
        for (int depth = 0; depth < trace.FrameCount; depth++)
        {
            StackFrame? frame = trace.GetFrame(depth);
            if (frame?.GetMethod() is not { } method || IsOurs(method))
                continue;
            if (IsInfrastructure(method))
                return null;
            (MethodBase, int) place = (method, frame.GetILOffset());
            return s_known.TryGetValue(place, out AcquisitionSite? site) ? site : s_known.GetOrAdd(place, Resolve(method, depth));
        }

        return null;
    }

    private static bool IsOurs(MethodBase method) => method.Module.Assembly == typeof(CallSites).Assembly;

    /// <summary>Below the program: a thread's start, a timer. There is no line to name.</summary>
    private static bool IsInfrastructure(MethodBase method) => method.Module.Assembly == typeof(object).Assembly;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AcquisitionSite Resolve(MethodBase method, int depth)
    {
        // One more frame than in Caller, and this walk reads the symbols.
        StackFrame frame = new(depth + 1, needFileInfo: true);
        return new AcquisitionSite(MemberNames.AsWritten(method), frame.GetFileName(), frame.GetFileLineNumber());
    }
}
