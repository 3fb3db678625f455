using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;

namespace Devmem.Flow.Tests.Oracle;

/// <summary>The few numbers that can make a difference in a program: those it names and their neighbours.</summary>
internal static class Domain
{
    public static long[] Of(FlowProgram program)
    {
        var named = program.Blocks.SelectMany(block => block.Ops).SelectMany(Named)
            .Concat(program.Members.SelectMany(member => new[] { member.Low, member.High, member.NothingOwedWhen ?? 0 }))
            .Where(number => number is > long.MinValue and < long.MaxValue).Append(0).ToHashSet();
        return [.. named.Concat(named.Select(number => number + 1)).Concat(named.Select(number => number - 1)).Distinct().Order()];
    }

    private static IEnumerable<long> Named(Op op) => op switch
    {
        AssignConstant it => [it.Value],
        AssignUnknown it => [it.Low, it.High],
        Compare it => [it.Value],
        _ => [],
    };
}
