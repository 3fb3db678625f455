using System.Linq;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>The simulator's table on a NIC that delivers, where the machine has one.</summary>
[Collection("the delivering NIC")]
public class DeliveringNicTests
{
    public static TheoryData<string> Rows => new(BehaviourTable.Rows.Select(row => row.Id));

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_kernel_does_as_the_table_says(string id)
    {
        BehaviourRow row = BehaviourTable.Row(id);
        using DeliveringNic nic = DeliveringNic.Require();
        using DeliveringNicSubject kernel = new(nic, row);
        string[] missing = [.. row.Needs.Where(need => !kernel.Offers(need))];
        Assert.SkipWhen(missing.Length > 0, $"this NIC does not offer {string.Join(", ", missing)}");
        Assert.SkipUnless(row.IsFor(kernel.Profile), $"the row is not about a kernel of the profile {kernel.Profile}");
        using BehaviourRun run = new(kernel, kernel.Profile, row);
        foreach (BehaviourStep step in row.Steps)
            run.Do(step);
    }
}
