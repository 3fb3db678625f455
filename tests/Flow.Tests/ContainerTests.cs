namespace Devmem.Flow.Tests;

/// <summary>Containers whose elements are known one by one, and those whose elements are not; among them the smallest programs on which solver and runs once disagreed.</summary>
public class ContainerTests
{
    private const string List = "#9 container; m0 0.. nothing 0; m1 0..1 nothing 1; B0:; p9 = acquire #9; ";

    /// <summary>The name of the case, what follows the making of a list in p9, and what is found.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "put and forgotten", "p0 = acquire #0; put p0 into p9 Back; kill {0}; exit Return", "Leak #0 @9 Return" },
        { "released as a whole", "p0 = acquire #0; put p0 into p9 Back; kill {0}; release p9; exit Return", "" },
        { "released twice as a whole", "p0 = acquire #0; put p0 into p9 Back; release p0; release p9; exit Return", "ReleasedAgain #0 @9" },
        { "cleared", "p0 = acquire #0; put p0 into p9 Back; kill {0}; cursor p9 Clear; exit Return", "Leak #0 @9 Clear" },
        { "the last name of the list goes", "p0 = acquire #0; put p0 into p9 Back; kill {0}; p9 = 0; exit Return", "Leak #0 @9 Overwrite" },
        { "first in, first out", "p0 = acquire #0; p1 = acquire #1; put p0 into p9 Back; put p1 into p9 Back; kill {0,1}; p2 = take from p9 Front else #2; release p2; exit Return", "Leak #1 @13 Return" },
        { "last in, first out", "p0 = acquire #0; p1 = acquire #1; put p0 into p9 Back; put p1 into p9 Back; kill {0,1}; p2 = take from p9 Back else #2; release p2; exit Return", "Leak #0 @13 Return" },
        { "element by index", "p0 = acquire #0; put p0 into p9 Back; kill {0}; p1 = 0; p2 = peek p9 AtIndex p1; release p2; exit Return", "" },
        { "element overwritten", "p0 = acquire #0; put p0 into p9 Back; kill {0}; p1 = 0; p2 = 0; put p2 into p9 AtIndex p1; exit Return", "Leak #0 @11 Overwrite" },
        { "a list in a list", "p8 = acquire #8; p0 = acquire #0; put p0 into p8 Back; put p8 into p9 Back; kill {0,8}; release p9; exit Return", "" },
        { "handed over with what it holds", "p0 = acquire #0; put p0 into p9 Back; transfer p9 Taken; use p0; exit Return", "UseAfterEnd #0 @9" },
        { "enumerated to the end", "p0 = acquire #0; put p0 into p9 Back; kill {0}; cursor p9 Start; goto B1; B1:; goto B2 or B3; B2:; cursor p9 Next; p1 = peek p9 AtCursor; release p1; kill {1}; goto B1; B3:; cursor p9 End; exit Return", "" },
        { "enumeration left early", "p0 = acquire #0; p1 = acquire #1; put p0 into p9 Back; put p1 into p9 Back; kill {0,1}; cursor p9 Start; cursor p9 Next; p2 = peek p9 AtCursor; release p2; exit Return", "Leak #1 @15 Return" },
        { "filled and drained", "goto B1; B1:; goto B2 or B3; B2:; p0 = acquire #0; put p0 into p9 Anywhere; kill {0}; goto B1; B3:; p1 = p9.m0; if p1 goto B4 else B5; B4:; p2 = take from p9 Anywhere else #1; release p2; kill {2}; goto B3; B5:; exit Return", "" },
        { "drained until it is empty", "goto B1; B1:; goto B2 or B3; B2:; p0 = acquire #0; put p0 into p9 Anywhere; kill {0}; goto B1; B3:; p1 = p9.m1; if p1 goto B5 else B4; B4:; p2 = take from p9 Anywhere else #1; release p2; kill {2}; goto B3; B5:; exit Return", "" },
        { "drain left early", "goto B1; B1:; goto B2 or B3; B2:; p0 = acquire #0; put p0 into p9 Anywhere; kill {0}; goto B1; B3:; p1 = p9.m0; if p1 goto B4 else B5; B4:; p2 = take from p9 Anywhere else #1; release p2; kill {2}; goto B5; B5:; exit Return", "Leak #0 @23 Return" },
        { "count asked before a put", "p1 = p9.m0; p0 = acquire #0; put p0 into p9 Anywhere; if p1 goto B1 else B2; B1:; exit Return; B2:; release p0; exit Return", "" },
        { "take from an empty list", "p1 = take from p9 Back else #1; p0 = acquire #0; exit Return", "" },
        { "peek into an empty list", "p1 = peek p9 Anywhere; p0 = acquire #0; exit Return", "" },
        { "take over the name of the only element", "p0 = acquire #0; put p0 into p9 Anywhere; goto B1; B1:; p0 = take from p9 Anywhere else #1; goto B1", "" },
        { "two lists, many in both", "p8 = acquire #8; goto B1; B1:; goto B2 or B3; B2:; p0 = acquire #0; put p0 into p9 Anywhere; put p0 into p8 Anywhere; kill {0}; goto B1; B3:; cursor p9 Clear; cursor p8 Clear; exit Return", "Leak #0 @19 Clear" },
        { "made again in a loop", "goto B1; B1:; goto B2 or B3; B2:; p9 = acquire #9; p0 = acquire #0; put p0 into p9 Back; kill {0}; release p9; goto B1; B3:; exit Return", "" },
        { "not a list that is followed", "p0 = acquire #0; put p0 into p1 Back; p2 = take from p1 Back else #1; exit Return", "Leak #1 @9 Return" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Finds(string name, string program, string findings) =>
        SolverTests.Check(name, (program.Contains("#8") ? "#8 container; " : "") + List + program, findings);
}
