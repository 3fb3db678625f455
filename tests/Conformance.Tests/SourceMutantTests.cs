using System.Collections.Generic;
using System.Linq;
using Devmem.Conformance.Mutation;

namespace Devmem.Conformance;

/// <summary>The sample and the runtime's own use of handles with single mistakes in them, executed on the simulator: what the books condemn is reported.</summary>
public class SourceMutantTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => CleanSource.All.Select(source => new TheoryDataRow<string>(source.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_books_condemn_is_reported(string name)
    {
        SourceMutants mutants = SourceMutants.Of(CleanSource.All.Single(source => source.Name == name), most: 1);
        Assert.True(mutants.Survivors.Count == 0, string.Join("\n\n", mutants.Survivors));
        Assert.InRange(mutants.Condemned, 2, int.MaxValue);
    }
}
