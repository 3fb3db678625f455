using System;
using Devmem.Simulation;

namespace Devmem.Runtime.Tests;

public class TokenMisuseTests
{
    public static TheoryData<AutoreleaseMode> Modes => [AutoreleaseMode.Off, AutoreleaseMode.On];

    [Theory, MemberData(nameof(Modes))]
    public void A_second_release_throws_before_the_kernel_is_asked(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        using Flow flow = rig.Open();
        DevmemToken token = Detach(flow, 0);
        DevmemToken copy = token;
        token.Release();
        Assert.Throws<InvalidOperationException>(copy.Release);
        Assert.Throws<InvalidOperationException>(() => flow.Socket.Release([copy]));
        HarmReport harm = rig.Device.Audit().Harm;
        Assert.Equal((2, 0), (harm.DoubleReleasesRefused, harm.UnheldReturns));
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_stale_token_does_not_end_the_fragment_that_bears_its_number_now(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        using Flow flow = rig.Open();
        DevmemToken stale = Detach(flow, 0);
        uint number = stale.Value;
        stale.Release();
        using DevmemToken held = Detach(flow, 0);
        Assert.Equal(number, held.Value);
        Assert.Throws<InvalidOperationException>(stale.Release);
        stale.Dispose();
        Assert.Equal(number, held.Value);
        Assert.Single(rig.Device.Audit().Tokens);
    }

    [Theory, MemberData(nameof(Modes))]
    public void After_its_release_a_token_is_disposed_and_a_second_dispose_does_nothing(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        using Flow flow = rig.Open();
        DevmemToken token = Detach(flow, 0);
        token.Dispose();
        token.Dispose();
        Assert.Throws<ObjectDisposedException>(() => token.Value);
        Assert.Throws<ObjectDisposedException>(() => token.Offset);
        Assert.Throws<ObjectDisposedException>(() => token.Length);
        Assert.Equal("released token", token.ToString());
        Assert.Empty(rig.Device.Audit().Pages);
    }

    [Fact]
    public void A_default_token_owes_nothing()
    {
        DevmemToken token = default;
        token.Release();
        token.Release();
        token.Dispose();
        Assert.True(token.IsDefault);
        Assert.Equal((0u, 0L, 0), (token.Value, token.Offset, token.Length));
        Assert.Equal(default, token);
    }

    [Theory, MemberData(nameof(Modes))]
    public void A_span_that_names_a_token_twice_returns_nothing(AutoreleaseMode mode)
    {
        using Rig rig = new(mode);
        using Flow flow = rig.Open();
        flow.Send(2 * Rig.Page);
        using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        DevmemToken first = batch.Detach(0);
        DevmemToken second = batch.Detach(1);
        Assert.Throws<InvalidOperationException>(() => flow.Socket.Release([first, second, first]));
        Assert.Equal(2, rig.Device.Audit().Tokens.Count);
        Assert.Equal(2, flow.Socket.Release([first, default, second]));
        Assert.True(rig.Device.Audit().Tokens.Count == 0);
    }

    [Fact]
    public void Tokens_are_equal_when_they_are_the_same_fragment_and_not_when_they_bear_the_same_number()
    {
        using Rig rig = new(AutoreleaseMode.Off, options: new SimulationOptions { SegmentsPerPage = 2 });
        using Flow flow = rig.Open();
        flow.Send(Rig.Page);
        using FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        using DevmemToken first = batch.Detach(0);
        using DevmemToken second = batch.Detach(1);
        DevmemToken copy = first;
        Assert.Equal(first.Value, second.Value);
        Assert.True(first == copy && first.GetHashCode() == copy.GetHashCode());
        Assert.True(first != second);
    }

    [Fact]
    public void After_the_close_a_release_throws_and_a_dispose_does_not()
    {
        using Rig rig = new();
        using Flow flow = rig.Open();
        flow.Send(2 * Rig.Page);
        FragmentBatch batch = flow.Socket.Receive(rig.Linear);
        DevmemToken token = batch.Detach(0);
        DevmemToken other = batch.Detach(1);
        flow.Socket.Close();
        Assert.Throws<ObjectDisposedException>(token.Release);
        other.Dispose();
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(() => flow.Socket.Release([]));
        Assert.Equal(2, rig.Device.Audit().Pages.Count);
    }

    private static DevmemToken Detach(Flow flow, int index)
    {
        using FragmentBatch batch = flow.SendAndReceive();
        return batch.Detach(index);
    }
}
