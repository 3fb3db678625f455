using System.IO;

namespace Devmem.Simulation;

/// <summary>The place in a program that acquired a handle.</summary>
/// <param name="Member">The method, as written: a lambda, a local function or an async method names the member it is written in.</param>
/// <param name="File">The source file; null where the program has no symbols.</param>
/// <param name="Line">The line, from 1; 0 where the program has no symbols.</param>
public sealed record AcquisitionSite(string Member, string? File, int Line)
{
    /// <summary>For people: the member, and file and line without directories.</summary>
    public override string ToString() => File is null ? Member : $"{Member} ({Path.GetFileName(File)}:{Line})";
}
