using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Text;

/// <summary>Which places and sites the steps of a program mention.</summary>
internal static class ProgramShape
{
    public static IEnumerable<int> Places(Block block) =>
        block.Ops.SelectMany(op => Reads(op).Concat(Writes(op))).Concat(block.End is Branch branch ? [branch.Condition] : []).Where(place => place >= 0);

    public static int SiteOf(Op op) => op switch { Acquire acquire => acquire.Site, Adopt adopt => adopt.Site, Take take => take.Site, _ => -1 };

    public static IEnumerable<int> Writes(Op op) => op switch
    {
        Acquire it => [it.Target],
        Assign it => [it.Target],
        AssignConstant it => [it.Target],
        AssignUnknown it => [it.Target],
        Add it => [it.Target],
        Compare it => [it.Target],
        ComparePlaces it => [it.Target],
        ReadMember it => [it.Target],
        Await it => [it.Target],
        Take it => [it.Target],
        Peek it => [it.Target],
        Slice it => [it.Target],
        TestSite it => [it.Target],
        Kill it => it.Places.Places,
        _ => [],
    };

    public static IEnumerable<int> Reads(Op op) => op switch
    {
        Acquire it => [it.Parent, it.Sibling, it.Trait],
        Assign it => [it.Source],
        Add it => [it.Source],
        Compare it => [it.Source],
        ComparePlaces it => [it.Left, it.Right],
        ReadMember it => [it.Source],
        Touch it => [it.Source],
        Use it => [it.Source],
        Release it => [it.Source, it.Through],
        Transfer it => [it.Source],
        Await it => [it.Source],
        Adopt it => [it.Target],
        Put it => [it.Container, it.Source, it.Index],
        Take it => [it.Container],
        Peek it => [it.Container, it.Index],
        Cursor it => [it.Container],
        Slice it => [it.Source],
        Drop it => [it.Container, it.Source],
        TestSite it => [it.Source],
        Share it => [it.Source],
        _ => [],
    };

    public static int ThrowTarget(Op op) => op switch { MayThrow may => may.Target, Await await => await.Throw, _ => -1 };
}
