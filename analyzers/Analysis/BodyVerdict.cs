using System.Collections.Generic;

namespace Devmem.Analyzers.Analysis;

/// <summary>What the analysis says of the body of a member, with the lambdas and local functions in it.</summary>
internal sealed class BodyVerdict
{
    /// <summary>What is wrong.</summary>
    public List<BodyFinding> Findings { get; } = [];

    /// <summary>What flow shows of bindings in each program that the body is made of.</summary>
    public List<BoundProgram> Bindings { get; } = [];

    /// <summary>What the budget cost.</summary>
    public GaveUp GaveUp { get; set; }
}

/// <summary>What the analysis gave up, so that it is never silent about it.</summary>
internal enum GaveUp
{
    /// <summary>Nothing: every path was followed by itself.</summary>
    Nothing,

    /// <summary>Paths were joined: no leak is missed, but one that is reported may be none.</summary>
    Precision,

    /// <summary>A body was not analysed.</summary>
    Wholly,
}
