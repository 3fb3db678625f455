using System;
using System.Linq;

namespace Devmem.Runtime.Tests;

/// <summary>One step of a row: words, and what they must answer.</summary>
internal sealed record BehaviourStep(int Line, string[] Words, string? Expectation)
{
    private static readonly string[] s_profiles = ["released", "on", "off"];

    /// <summary>The answer in a profile; null where the step answers nothing. What is said of "on" holds for released kernels too.</summary>
    internal string? Expected(string profile)
    {
        if (Expectation is null)
            return null;
        string[] choices = [.. Expectation.Split('|').Select(choice => choice.Trim())];
        string Named(string name) => choices.FirstOrDefault(choice => choice.Split(' ')[0] == name) is { } found ? found[name.Length..].Trim() : "";
        if (!s_profiles.Contains(choices[0].Split(' ')[0]) || (choices.Length == 1 && !choices[0].Contains(' ', StringComparison.Ordinal)))
            return choices[0];
        string own = Named(profile);
        return own.Length > 0 || profile != "released" ? own : Named("on");
    }
}
