using System;
using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Analyzers.Tests.Robustness;

/// <summary>The answer must not depend on which body is looked at first, nor on what is looked at meanwhile.</summary>
public class OrderTests
{
    /// <summary>Whoever is asked first meets itself again; the exception is at the end of the circle, or at its start.</summary>
    [Theory]
    [InlineData("A")]
    [InlineData("B")]
    [InlineData("C")]
    public async Task Methods_that_call_each_other_throw_whoever_is_asked_first(string first)
    {
        string report = await Subject.ReportAsync(
            $$"""
            using Devmem;
            static class Program
            {
                static void First(DevmemSocket socket, byte[] linear) { FragmentBatch batch = socket.Receive(linear); {{first}}(3); batch.Release(); }
                static void Second(DevmemSocket socket, byte[] linear) { FragmentBatch batch = socket.Receive(linear); A(3); batch.Release(); }
                static void Third(DevmemSocket socket, byte[] linear) { FragmentBatch batch = socket.Receive(linear); B(3); batch.Release(); }
                static void Fourth(DevmemSocket socket, byte[] linear) { FragmentBatch batch = socket.Receive(linear); C(3); batch.Release(); }
                static void A(int left) { if (left > 0) B(left - 1); throw new System.InvalidOperationException(); }
                static void B(int left) { if (left > 0) C(left - 1); }
                static void C(int left) { if (left > 0) { B(left - 1); A(left - 1); } }
            }
            """,
            TimeSpan.FromMinutes(5),
            concurrent: false);
        Assert.Equal(4, report.Split('\n').Count(line => line.Contains("DEVMEM004", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_circle_without_an_exception_is_free_of_them()
    {
        string report = await Subject.ReportAsync(
            """
            using Devmem;
            static class Program
            {
                static void First(DevmemSocket socket, byte[] linear) { FragmentBatch batch = socket.Receive(linear); A(3); batch.Release(); }
                static void Second(DevmemSocket socket, byte[] linear) { FragmentBatch batch = socket.Receive(linear); B(3); batch.Release(); }
                static void A(int left) { if (left > 0) B(left - 1); }
                static void B(int left) { if (left > 0) { A(left - 1); B(left - 1); } }
            }
            """,
            TimeSpan.FromMinutes(5));
        Assert.Empty(report);
    }
}
