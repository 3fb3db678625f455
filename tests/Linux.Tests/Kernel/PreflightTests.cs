using System;
using System.Linq;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>The preflight report on the running kernel.</summary>
public class PreflightTests
{
    [Fact]
    public void Loopback_is_not_ready_and_every_missing_part_says_how_to_repair_it()
    {
        RunningKernel.NetdevWithBinding().Dispose();
        PreflightReport report = DevmemDevice.Check("lo");
        Assert.False(report.IsReady);
        Assert.Equal(
            ["kernel", "mode", "privilege", "driver", "link", "header split", "threshold", "xdp", "queues", "steering", "dmabuf", "sending"],
            report.Lines.Select(line => line.Subject));
        Assert.All(report.Lines.Where(line => line.Verdict == PreflightVerdict.Bad), line => Assert.NotEmpty(line.Repair));
        Assert.Equal(PreflightVerdict.Good, report.Lines[0].Verdict);
        Assert.All(report.Lines, line => Assert.Contains(line.Finding, report.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void An_unknown_interface_is_a_line_and_no_exception()
    {
        RunningKernel.NetdevWithBinding().Dispose();
        PreflightReport report = DevmemDevice.Check("devmem-none0");
        Assert.Equal("interface", Assert.Single(report.Lines).Subject);
        Assert.False(report.IsReady);
    }

    [Fact]
    public void Capabilities_name_the_obstacles_of_the_report()
    {
        RunningKernel.NetdevWithBinding().Dispose();
        using DevmemDevice device = DevmemDevice.Open("lo");
        DevmemCapabilities capabilities = device.Capabilities;
        Assert.False(capabilities.CanBindTx);
        Assert.False(capabilities.HasHeaderSplit);
        Assert.Equal(Environment.SystemPageSize, capabilities.PageSize);
        Assert.Equal(DevmemDevice.Check("lo").Lines.Count(line => line.Verdict == PreflightVerdict.Bad), capabilities.Obstacles.Count);
        Assert.StartsWith("Linux ", capabilities.Kernel, StringComparison.Ordinal);
    }

    [Fact]
    public void Asking_leaves_no_descriptor_behind()
    {
        RunningKernel.NetdevWithBinding().Dispose();
        var calls = new Support.CountingCalls();
        for (int i = 0; i < 3; i++)
        {
            Preflight.PreflightCheck.Run(calls, "lo");
            Preflight.CapabilityProbe.Read(calls, "lo");
        }

        Assert.NotEqual(0, calls.Opened);
        Assert.Empty(calls.StillOpen);
    }
}
