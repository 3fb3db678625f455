using System;

namespace Devmem.Analyzers.Flow;

/// <summary>A body grew beyond what is worth solving; whoever asked says so instead of guessing.</summary>
internal sealed class BodyTooLargeException : Exception
{
    /// <summary>Makes it.</summary>
    public BodyTooLargeException()
        : base("The body is too large to be analysed.")
    {
    }
}
