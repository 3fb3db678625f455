using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>Recognises counting loops that step through a whole sequence.</summary>
internal static class CursorLoops
{
    /// <summary>Whether <paramref name="index"/> is the counter of a loop around it that steps through <paramref name="sequence"/>.</summary>
    public static bool IsCursor(IOperation sequence, IOperation index) => false;
}
