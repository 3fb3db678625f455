using System.Linq;
using Devmem.Analyzers.Contracts;

namespace Devmem.Analyzers.Analysis;

/// <summary>Modes in words.</summary>
internal static class ModeNames
{
    public static string Of(long mode) => mode == RuntimeNames.AutoreleaseOn ? "On" : mode == RuntimeNames.DefaultMode ? "Off" : mode.ToString();

    /// <summary>`On`, `Off`, or either.</summary>
    public static string Of(ValueSet modes) =>
        modes.IsOpen || modes.Chosen.Count == 0 || modes.Chosen.Select(each => each.Value).Distinct().Count() > 1 ? "On or Off" : Of(modes.Chosen[0].Value);
}
