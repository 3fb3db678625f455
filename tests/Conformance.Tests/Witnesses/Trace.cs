using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using Devmem.Conformance.Comparing;
using Devmem.Conformance.Running;

namespace Devmem.Conformance.Witnesses;

/// <summary>What was decided in a run: a test, or an exception that came through a line.</summary>
/// <param name="Time">When.</param>
/// <param name="At">Of a test: where it stands in the text.</param>
/// <param name="Outcome">Of a test: how it came out.</param>
/// <param name="Lines">Of an exception: the lines it came through.</param>
internal sealed record Decided(int Time, int At, bool Outcome, IReadOnlyCollection<int>? Lines);

/// <summary>A run that showed something: what, since when, and everything that was decided.</summary>
internal sealed record Trace(IReadOnlyList<Shown> Shown, IReadOnlyList<Decided> Decisions)
{
    public static Trace Of(Run run, IReadOnlyList<Shown> shown) => new(
        shown,
        [
            .. run.Tests.Select(test => new Decided(test.Time, test.At, test.Outcome, null))
                .Concat(run.Exceptions.Select(thrown => new Decided(thrown.Time, -1, false, LinesOf(thrown, run))))
                .OrderBy(decided => decided.Time),
        ]);

    private static HashSet<int> LinesOf(Thrown thrown, Run run) =>
        [.. thrown.At.Select(place => place.Line), .. new StackTrace(thrown.Exception, fNeedFileInfo: false).GetFrames().Select(frame => run.PlaceOf(frame, thrown.HandlerLines)).OfType<Place>().Select(place => place.Line)];
}
