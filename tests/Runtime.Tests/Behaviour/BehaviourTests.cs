using System.Linq;

namespace Devmem.Runtime.Tests;

public class BehaviourTests
{
    private static readonly string[] s_profiles = ["released", "on", "off"];

    public static TheoryData<string, string> All
    {
        get
        {
            TheoryData<string, string> all = [];
            foreach (BehaviourRow row in BehaviourTable.Rows)
            {
                foreach (string profile in s_profiles.Where(row.IsFor))
                    all.Add(row.Id, profile);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public void The_simulator_does_as_the_kernel(string id, string profile)
    {
        BehaviourRow row = BehaviourTable.Row(id);
        using SimulatedSubject kernel = new(profile, row);
        using BehaviourRun run = new(kernel, profile, row);
        Assert.NotEmpty(row.Steps);
        foreach (BehaviourStep step in row.Steps)
            run.Do(step);
    }

    [Fact]
    public void Every_row_has_its_own_id_and_names_its_source()
    {
        Assert.Equal(BehaviourTable.Rows.Count, BehaviourTable.Rows.Select(row => row.Id).Distinct().Count());
        Assert.All(BehaviourTable.Rows, row => Assert.Matches(@"^(\d\.\d|[A-Z]\d+)(, (\d\.\d|[A-Z]\d+))*$", row.Source));
    }
}
