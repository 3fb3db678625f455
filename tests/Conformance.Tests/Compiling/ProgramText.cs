using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Devmem.Conformance.Compiling;

/// <summary>A program: one file of C#, in a namespace of its own, that starts at a static method <c>Program.Run</c>.</summary>
/// <param name="Text">The file.</param>
/// <param name="Mode">The mode of everything it binds.</param>
/// <param name="Origin">What made it, so that it can be made again.</param>
internal sealed record ProgramText(string Text, AutoreleaseMode Mode, string Origin)
{
    /// <summary>The constructs in it that the report counts by.</summary>
    public IReadOnlyCollection<string> Features { get; init; } = [];

    /// <summary>It is compiled by itself, and no setting says a mode.</summary>
    public bool StandsAlone { get; init; }

    /// <summary>Whether it lies in the fragment that the analysis decides exactly; `docs/accuracy.md` describes it.</summary>
    public bool IsInFragment => !Features.Any(Elsewhere.Contains);

    /// <summary>The exceptions of calls: one of each type that it catches, and one that nobody names.</summary>
    public Func<Exception>[] Thrown() =>
    [
        () => new InjectedException(),
        .. Types.Where(type => Regex.IsMatch(Text, @"\b" + type.Name + @"\b")).Select(type => (Func<Exception>)(() => (Exception)Activator.CreateInstance(type)!)),
    ];

    private static readonly string[] Elsewhere = ["collection", "owner", "iterator", "deferred", "async", "trust", "told offset"];

    private static readonly Type[] Types = [typeof(System.IO.IOException), typeof(InvalidOperationException), typeof(OperationCanceledException), typeof(System.IO.InvalidDataException)];
}

/// <summary>An exception that programs catch only together with all others.</summary>
internal sealed class InjectedException : Exception;
