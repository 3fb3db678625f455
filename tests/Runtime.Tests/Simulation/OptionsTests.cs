using System;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class OptionsTests
{
    public static TheoryData<SimulationOptions> Impossible =>
    [
        new SimulationOptions { Name = "" },
        new SimulationOptions { RxQueues = 0 },
        new SimulationOptions { PageSize = 32 },
        new SimulationOptions { PageSize = 5000 },
        new SimulationOptions { SegmentsPerPage = 0 },
        new SimulationOptions { SegmentsPerPage = 4096 },
        new SimulationOptions { ReadableSegmentInterval = -1 },
        new SimulationOptions { LinearSegmentInterval = -1 },
        new SimulationOptions { LinearPartBytes = 0 },
        new SimulationOptions { ReceiveBuffer = 0 },
    ];

    [Theory, MemberData(nameof(Impossible))]
    public void Options_that_mean_nothing_are_refused(SimulationOptions options) =>
        Assert.ThrowsAny<ArgumentException>(() => new SimulatedDevice(options));

    [Fact]
    public void Without_options_the_kernel_carries_the_series()
    {
        using SimulatedDevice device = new();
        Assert.Equal(KernelProfile.AutoreleaseSeriesV10, device.Kernel.Profile);
        Assert.True(device.Capabilities.CanTurnAutoreleaseOff);
        Assert.Equal((true, true, 8, 4096), (device.Capabilities.CanBindRx, device.Capabilities.CanBindTx, device.Capabilities.RxQueues, device.Capabilities.PageSize));
        Assert.Empty(device.Capabilities.Obstacles);
    }

    [Fact]
    public void One_seed_gives_one_sequence_of_fragments()
    {
        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
    }

    private static string Draw(int seed)
    {
        using Rig rig = new(options: new SimulationOptions { Seed = seed });
        using Flow flow = rig.Open();
        string drawn = "";
        flow.Send(20 * Rig.Page);
        rig.Device.Deliver();
        while (flow.Socket.TryReceive(rig.Linear, out FragmentBatch? batch))
        {
            foreach (Fragment fragment in batch)
                drawn += $"{fragment.IsLinear} {fragment.Offset} {fragment.Length};";
            batch.Release();
        }

        return drawn;
    }
}
