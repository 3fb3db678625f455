using System.Linq;
using Devmem.Runtime.Tests;

namespace Devmem.Linux.Tests.Behaviour;

/// <summary>Every row once more, through the control messages and return values of the Linux backend.</summary>
public class BackendOnSimulatorTests
{
    public static TheoryData<string, string> Rows
    {
        get
        {
            TheoryData<string, string> rows = [];
            foreach (BehaviourRow row in BehaviourTable.Rows)
            {
                foreach (string profile in (string[])["released", "on", "off"])
                {
                    if (row.IsFor(profile))
                        rows.Add(row.Id, profile);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void The_backend_passes_on_what_the_kernel_does(string id, string profile)
    {
        BehaviourRow row = BehaviourTable.Row(id);
        using var kernel = new BackendOnSimulatorSubject(profile, row);
        Assert.SkipWhen(row.Needs.Exists(need => !kernel.Offers(need)), "a count of sends cannot be set here");
        using var run = new BehaviourRun(kernel, profile, row);
        foreach (BehaviourStep step in row.Steps)
            run.Do(step);
    }
}
