using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Compiling;

namespace Devmem.Conformance.Comparing;

/// <summary>Compares many programs, those of one mode compiled together.</summary>
internal static class Batch
{
    private const int Together = 25;

    public static IEnumerable<Comparison> Compare(IEnumerable<ProgramText> programs, int mostRuns) =>
        programs.GroupBy(program => (program.Mode, program.StandsAlone)).SelectMany(mode => mode.Chunk(mode.Key.StandsAlone ? 1 : Together)).SelectMany(group => Comparison.Of(group, mostRuns));
}
