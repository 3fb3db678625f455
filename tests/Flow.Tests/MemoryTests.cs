using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests;

/// <summary>Memory that is written while something reads it, marks that meet, and what lives on where nobody names it.</summary>
public class MemoryTests
{
    private const int Memory = 0, Maker = 1, Reader = 2, Offset = 3, Length = 4, Other = 5, Answer = 6, Elsewhere = 7;

    public static TheoryData<string, Extent, Extent, bool> Parts => new()
    {
        { "the same", At(0, 4096), At(0, 1), true },
        { "behind", At(0, 4096), At(4096, 1), false },
        { "the last one", At(0, 4096), At(4095, 1), true },
        { "in front", At(4096, 4096), At(0, 4096), false },
        { "into it from in front", At(4096, 4096), At(0, 4097), true },
        { "in front, of unknown length", At(4096, 4096), new Extent(-1, -1, 0, -2), true },
        { "in a slot in front, of unknown length", At(4096, 4096), new Extent(-1, -1, 0, -2, IsSlot: true), false },
        { "in the same slot", At(4096, 4096), new Extent(-1, -1, 4096, -2, IsSlot: true), true },
        { "the same unknown place", new Extent(Offset, -1, 0, Length), new Extent(Offset, -1, 0, -2), true },
        { "where the other ends", new Extent(Offset, -1, 0, Length), new Extent(Offset, Length, 0, -2), false },
        { "before the other ends", new Extent(Offset, -1, 0, Length), new Extent(Offset, Length, -1, -2), true },
        { "where this one ends", new Extent(Offset, Length, 0, -2), new Extent(Offset, -1, 0, Length), false },
        { "another unknown place", new Extent(Offset, -1, 0, Length), new Extent(Other, -1, 0, -2), true },
        { "nowhere known", Extent.Unknown, At(0, 1), true },
    };

    [Theory]
    [MemberData(nameof(Parts), DisableDiscoveryEnumeration = true)]
    public void Only_parts_that_can_meet_are_told(string what, Extent read, Extent written, bool meet)
    {
        Solution solution = Solve(Begin(read), new Write(9, Memory, written), new Release(10, Reader, Strict: false));
        Assert.Equal(meet ? [9] : [], solution.Findings.Where(finding => finding.Kind == FindingKind.Overwritten).Select(finding => finding.Origin));
        Assert.NotEmpty(what);
    }

    [Fact]
    public void What_has_ended_reads_no_more() =>
        Assert.Empty(Solve(Begin(At(0, 8)), new Release(9, Reader, Strict: false), new Write(10, Memory, At(0, 1))).Findings);

    [Fact]
    public void What_ends_with_a_promise_reads_until_that_is_settled()
    {
        Solution solution = Solve(
            Begin(At(0, 8)), new AssignUnknown(9, Answer, 1), new Release(10, Reader, Strict: false, Promise: Answer), new Assign(11, Other, Answer),
            new Write(12, Memory, At(0, 1)), new Settle(13, Offset, Lost: false), new Write(14, Memory, At(0, 1)), new Settle(15, Other, Lost: false), new Write(16, Memory, At(0, 1)));
        Assert.Equal([12, 14], solution.Findings.Where(finding => finding.Kind == FindingKind.Overwritten).Select(finding => finding.Origin));
    }

    [Fact]
    public void A_promise_without_a_name_is_settled_with_what_may_be_it()
    {
        Solution solution = Solve(
            Begin(At(0, 8)), new AssignUnknown(9, Answer, 1), new Release(10, Reader, Strict: false, Promise: Answer), new AssignConstant(11, Answer, 0),
            new Settle(12, Offset, Lost: false), new Write(13, Memory, At(0, 1)), new Settle(14, Offset, Lost: true), new Write(15, Memory, At(0, 1)));
        Assert.Equal([13], solution.Findings.Where(finding => finding.Kind == FindingKind.Overwritten).Select(finding => finding.Origin));
    }

    [Fact]
    public void What_never_ends_is_only_a_leak() =>
        Assert.Equal([FindingKind.Leak], Solve(Begin(At(0, 8)), new Write(9, Memory, At(0, 1))).Findings.Select(finding => finding.Kind));

    [Fact]
    public void Another_memory_is_no_matter() =>
        Assert.Empty(Solve(Begin(At(0, 8)), new Write(9, Other, At(0, 1)), new Release(10, Reader, Strict: false)).Findings);

    [Fact]
    public void What_was_seen_to_be_done_reads_no_more()
    {
        Block ask = new([.. Begin(new Extent(-1, -1, 0, -2)), new ReadMember(9, Answer, Reader, 0), new Touch(9, Reader)], new Branch(9, Answer, 1, 2));
        Block done = new([new Write(10, Memory, Extent.Unknown)], new Goto(3));
        Block running = new([new Write(11, Memory, Extent.Unknown)], new Goto(3));
        Block end = new([new Release(12, Reader, Strict: false)], new Exit(13, ExitKind.Return));
        Solution solution = Solver.Solve(new FlowProgram([ask, done, running, end], Sites, [new Member(0, 1, DoneWhen: 1)], 9), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal([11], solution.Findings.Select(finding => finding.Origin));
    }

    [Fact]
    public void A_mark_tells_what_may_be_alive_of_another()
    {
        Solution both = Mark(new Use(3, 2));
        Assert.Contains(new Analyzers.Flow.Mark(1, 5) { Other = 0, OtherTrait = 4 }, both.Marks);
        Assert.All(Mark(new Release(3, 2, Strict: false)).Marks, mark => Assert.Equal(-1, mark.Other));
        Assert.Contains(Mark(new Transfer(3, 2, TransferKind.Stored), new Kill(4, PlaceSet.Of(2), LeakExit.ScopeEnd)).Marks, mark => mark.Other == 0);
    }

    private static Site[] Sites => [new(0, 1, SiteKind.Owned), new(1, 2, SiteKind.Owned)];

    private static Op[] Begin(Extent read) =>
    [
        new AssignUnknown(0, Memory, 1), new AssignUnknown(0, Other), new AssignUnknown(0, Offset), new AssignUnknown(0, Length),
        new Acquire(1, Maker, 0), new Link(1, Maker, Memory), new Acquire(2, Reader, 1, Parent: Maker), new Read(2, Reader, read),
        new Transfer(2, Maker, TransferKind.Stored),
    ];

    private static Extent At(long start, long length) => new(-1, -1, start, -100 - (int)length);

    private static Solution Solve(Op[] begin, params Op[] ops) => Solve([.. begin, .. ops]);

    private static Solution Solve(Op[] ops)
    {
        // Lengths that a case gives as a number get a place of their own.
        int places = 9;
        var all = ops.SelectMany(op => op switch
        {
            Read { Span.Length: <= -100 } read => [new AssignConstant(0, places, -100 - read.Span.Length), read with { Span = read.Span with { Length = places++ } }],
            Write { Span.Length: <= -100 } write => [new AssignConstant(0, places, -100 - write.Span.Length), write with { Span = write.Span with { Length = places++ } }],
            _ => (Op[])[op],
        }).ToList();
        return Solver.Solve(new FlowProgram([new Block(all, new Exit(20, ExitKind.Return))], Sites, [], places), cancellation: TestContext.Current.CancellationToken);
    }

    private static Solution Mark(params Op[] between)
    {
        Op[] ops = [new AssignConstant(0, 0, 4), new Acquire(1, 2, 0, Trait: 0), .. between, new AssignConstant(0, 1, 5), new Acquire(2, 3, 1, Trait: 1), new Release(5, 3, Strict: false)];
        return Solver.Solve(new FlowProgram([new Block(ops, new Exit(20, ExitKind.Return))], Sites, [], 9) { Elsewhere = Elsewhere }, cancellation: TestContext.Current.CancellationToken);
    }
}
