using System.Linq;
using Devmem.Analyzers.Flow;
using Devmem.Flow.Tests.Oracle;
using Devmem.Flow.Tests.Text;

namespace Devmem.Flow.Tests;

/// <summary>One idea of the flow program each: what is found, by kind, site and line; and the runs must show the same.</summary>
public class SolverTests
{
    /// <summary>The name of the case, the program with its steps divided by semicolons, and what is found.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "released", "B0:; p0 = acquire #0; release p0; exit Return", "" },
        { "forgotten", "B0:; p0 = acquire #0; exit Return", "Leak #0 @3 Return" },
        { "alias released", "B0:; p0 = acquire #0; p1 = p0; release p1; exit Return", "" },
        { "alias survives", "B0:; p0 = acquire #0; p1 = p0; p0 = 0; kill {0}; release p1; exit Return", "" },
        { "overwritten", "B0:; p0 = acquire #0; p0 = acquire #1; release p0; exit Return", "Leak #0 @3 Overwrite" },
        { "discarded", "B0:; p0 = acquire #0; kill {0} Discard; exit Return", "Leak #0 @3 Discard" },
        { "scope ends", "B0:; p0 = acquire #0; kill {0}; exit Return", "Leak #0 @3 ScopeEnd" },
        { "thrown by a call", "B0:; p0 = acquire #0; may throw -> B1; release p0; exit Return; B1:; exit Throw", "Leak #0 @7 Throw exceptional" },
        { "thrown here", "B0:; p0 = acquire #0; throw -> B1; release p0; exit Return; B1:; exit Throw", "Leak #0 @7 Throw" },
        { "caught", "B0:; p0 = acquire #0; may throw -> B1; goto B1; B1:; release p0; exit Return", "" },
        { "abandoned", "B0:; p0 = acquire #0; exit Abandon", "Leak #0 @3 Abandon" },
        { "halted", "B0:; p0 = acquire #0; exit Halt", "" },
        { "borrowed", "#0 borrowed; B0:; p0 = acquire #0; exit Return", "" },

        { "same test twice", "B0:; if p1 goto B1 else B2; B1:; p0 = acquire #0; goto B2; B2:; if p1 goto B3 else B4; B3:; release p0; goto B4; B4:; exit Return", "" },
        { "negated test", "B0:; p2 = p1 == 0; if p1 goto B1 else B2; B1:; p0 = acquire #0; goto B2; B2:; if p2 goto B4 else B3; B3:; release p0; goto B4; B4:; exit Return", "" },
        { "copied test", "B0:; p2 = p1; if p1 goto B1 else B2; B1:; p0 = acquire #0; goto B2; B2:; if p2 goto B3 else B4; B3:; release p0; goto B4; B4:; exit Return", "" },
        { "test of a test", "B0:; p2 = p1 > 3; p3 = p2 == 0; p4 = p3 != 1; if p2 goto B1 else B2; B1:; p0 = acquire #0; goto B2; B2:; if p4 goto B3 else B4; B3:; release p0; goto B4; B4:; exit Return", "" },
        { "flag written between", "B0:; if p1 goto B1 else B2; B1:; p0 = acquire #0; p1 = [0..1]; goto B2; B2:; if p1 goto B3 else B4; B3:; release p0; goto B4; B4:; exit Return", "Leak #0 @13 Return" },
        { "another test", "B0:; if p1 goto B1 else B2; B1:; p0 = acquire #0; goto B2; B2:; if p2 goto B3 else B4; B3:; release p0; goto B4; B4:; exit Return", "Leak #0 @12 Return" },
        { "null test", "B0:; p0 = 0; if p1 goto B1 else B2; B1:; p0 = acquire #0; goto B2; B2:; if p0 goto B3 else B4; B3:; release p0; goto B4; B4:; exit Return", "" },
        { "compared places", "B0:; p2 = p3 < p4; if p2 goto B1 else B2; B1:; p0 = acquire #0; goto B2; B2:; p5 = p4 <= p3; if p5 goto B4 else B3; B3:; release p0; goto B4; B4:; exit Return", "" },

        { "owes nothing when empty", "m0 0.. nothing 0; B0:; p0 = acquire #0; p1 = p0.m0; if p1 goto B1 else B2; B1:; release p0; exit Return; B2:; exit Return", "" },
        { "member asked again", "m0 0.. nothing 0; B0:; p0 = acquire #0; p1 = p0.m0; p2 = p0.m0; p3 = p2 > 0; if p1 goto B2 else B1; B1:; if p3 goto B3 else B2; B2:; release p0; exit Return; B3:; exit Return", "" },
        { "member touched", "m0 0.. nothing 0; B0:; p0 = acquire #0; p1 = p0.m0; touch p0; p2 = p0.m0; if p1 goto B1 else B2; B1:; if p2 goto B3 else B2; B2:; exit Return; B3:; exit Return", "Leak #0 @13 Return" },

        { "promise awaited", "B0:; p0 = acquire #0 pending; p1 = await p0 or throw -> B1; release p1; exit Return; B1:; exit Throw", "" },
        { "promise forgotten", "B0:; p0 = acquire #0 pending; exit Return", "Leak #0 @3 Return" },
        { "awaited and forgotten", "B0:; p0 = acquire #0 pending; p1 = await p0 or throw -> B1; exit Return; B1:; exit Throw", "Leak #0 @4 Return" },

        { "child first", "B0:; p0 = acquire #0; p1 = acquire #1 from p0; release p1; release p0; exit Return", "" },
        { "parent first", "B0:; p0 = acquire #0; p1 = acquire #1 from p0; release p0; release p1; exit Return", "EndedAfterParent #1 @5" },
        { "used after parent", "B0:; p0 = acquire #0; p1 = acquire #1 from p0; release p0; use p1; exit Return", "UseAfterParent #1 @5;Leak #1 @6 Return" },
        { "sibling", "B0:; p0 = acquire #0; p1 = acquire #1 from p0; p2 = acquire #2 beside p1; release p1; release p0; release p2; exit Return", "EndedAfterParent #2 @7" },
        { "former parent", "B0:; p0 = acquire #0; p1 = acquire #1 from p0; p2 = p0; p0 = acquire #0; release p0; release p1; release p2; exit Return", "" },
        { "through another", "B0:; p0 = acquire #0; p1 = acquire #1; p2 = acquire #2 from p0; release p2 through p1; release p1; release p0; exit Return", "ReleasedElsewhere #2 @5" },

        { "released twice", "B0:; p0 = acquire #0; release p0; release p0; exit Return", "ReleasedAgain #0 @4" },
        { "disposed twice", "B0:; p0 = acquire #0; dispose p0; dispose p0; exit Return", "" },
        { "used after the end", "B0:; p0 = acquire #0; release p0; use p0; exit Return", "UseAfterEnd #0 @4" },
        { "returned", "B0:; p0 = acquire #0; transfer p0 Returned; exit Return", "" },
        { "stored and used", "B0:; p0 = acquire #0; transfer p0 Stored; use p0; exit Return", "" },
        { "taken and used", "B0:; p0 = acquire #0; transfer p0 Taken; use p0; exit Return", "UseAfterEnd #0 @4" },
        { "taken and released", "B0:; p0 = acquire #0; transfer p0 Taken; release p0; exit Return", "UseAfterEnd #0 @4" },
        { "trusted", "B0:; p0 = acquire #0; transfer p0 Trusted; exit Return", "Trusted #0 @3" },
        { "adopted", "B0:; p0 = acquire #0; adopt p0 as #1; exit Return", "Leak #1 @4 Return" },

        { "loop overwrites", "B0:; goto B1; B1:; goto B2 or B3; B2:; p0 = acquire #0; goto B1; B3:; release p0; exit Return", "Leak #0 @6 Overwrite" },
        { "loop releases", "B0:; goto B1; B1:; goto B2 or B3; B2:; p0 = acquire #0; release p0; kill {0} LoopAgain; goto B1; B3:; exit Return", "" },
        { "until received", "B0:; p0 = 0; goto B1; B1:; if p0 goto B3 else B2; B2:; p0 = acquire #0; goto B1; B3:; release p0; exit Return", "" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds(string name, string program, string findings) => Check(name, program, findings);

    internal static void Check(string name, string program, string findings)
    {
        var parsed = ProgramText.Parse(program.Replace("; ", "\n"));
        var solution = Solver.Solve(parsed, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((name, findings), (name, string.Join(";", solution.Findings.OrderBy(finding => finding.Origin).Select(Text))));
        Assert.False(solution.GaveUp);
        Assert.Null(Verdict.Of(parsed));
    }

    private static string Text(Finding finding) => $"{finding.Kind} #{finding.Site.Id} @{finding.Origin}"
        + (finding.Kind == FindingKind.Leak ? $" {finding.Exit}" : "") + (finding.Exceptional ? " exceptional" : "");
}
