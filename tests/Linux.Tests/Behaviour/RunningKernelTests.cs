using System.Linq;
using Devmem.Runtime.Tests;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>The simulator's table on the kernel of this machine: each row that it can show.</summary>
public class RunningKernelTests
{
    public static TheoryData<string> Rows => new(BehaviourTable.Rows.Select(row => row.Id));

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_kernel_does_as_the_table_says(string id)
    {
        BehaviourRow row = BehaviourTable.Row(id);
        using RunningKernelSubject kernel = new();
        string[] missing = [.. row.Needs.Where(need => !kernel.Offers(need))];
        Assert.SkipWhen(missing.Length > 0, $"this kernel cannot show it without a NIC that reaches a dmabuf, or is too old to send (the row needs {string.Join(", ", missing)})");
        Assert.SkipUnless(row.IsFor(kernel.Profile), $"the row is not about a kernel of the profile {kernel.Profile}");
        using BehaviourRun run = new(kernel, kernel.Profile, new BehaviourRow(row.Id, row.Source, row.Title) { Pages = row.Pages });
        foreach (BehaviourStep step in row.Steps)
            run.Do(step);
    }

    [Fact]
    public void Some_rows_can_be_shown_without_any_hardware() =>
        Assert.True(BehaviourTable.Rows.Count(row => row.Needs.All(need => need == "raw")) >= 7);
}
