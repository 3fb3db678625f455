using System;
using System.Collections.Generic;
using System.Reflection;

namespace Devmem.Conformance.Running;

/// <summary>A program that can be executed.</summary>
/// <param name="Entry">Where it starts: a static method, whose parameters the run provides.</param>
/// <param name="Lines">Its symbols.</param>
/// <param name="Mode">The mode of the bindings that are lent to it.</param>
/// <param name="Thrown">What its calls can throw: one of each kind that it tells apart.</param>
/// <param name="CountsFragments">Whether it asks how many fragments came, so that this is worth a decision.</param>
/// <param name="Members">Where the fields and properties of its classes stand.</param>
internal sealed record Subject(
    MethodInfo Entry, Lines Lines, AutoreleaseMode Mode, Func<Exception>[] Thrown, bool CountsFragments, IReadOnlyDictionary<(string Type, string Member), int> Members);
