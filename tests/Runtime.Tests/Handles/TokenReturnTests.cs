using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Runtime.Tests;

public class TokenReturnTests
{
    [Fact]
    public void Neighbours_become_ranges_whatever_their_order()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        fake.Receive(7, 3, 1, 2, 9, 8).Release();
        Assert.Equal([(1u, 3u), (7u, 3u)], Assert.Single(fake.Backend.Calls));
    }

    [Fact]
    public void Equal_numbers_are_returned_as_often_as_they_are_held()
    {
        using FakeRig fake = new(AutoreleaseMode.Off);
        fake.Receive(5, 5, 6, 5).Release();
        Assert.Equal([(5u, 1u), (5u, 1u), (5u, 2u)], Assert.Single(fake.Backend.Calls));
        Assert.Empty(fake.Backend.Held);
    }

    [Fact]
    public void No_call_has_more_than_128_ranges()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        fake.Receive([.. Enumerable.Range(0, 300).Select(i => (uint)(2 * i))]).Release();
        Assert.Equal([128, 128, 44], fake.Backend.Calls.Select(call => call.Count));
        Assert.Empty(fake.Backend.Held);
    }

    [Fact]
    public void No_call_has_more_than_1024_fragments()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        fake.Receive([.. Enumerable.Range(1, 1350).Select(i => (uint)i)]).Release();
        Assert.Equal([[(1u, 1024u)], [(1025u, 326u)]], fake.Backend.Calls);
        Assert.Empty(fake.Backend.Held);
    }

    [Fact]
    public void A_short_answer_is_not_asked_about_again()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        FragmentBatch batch = fake.Receive(1, 2, 3, 10, 11, 12, 20);
        DevmemToken[] tokens = [.. Enumerable.Range(0, 7).Select(batch.Detach)];
        fake.Backend.Held.Remove(2);
        fake.Backend.Held.Remove(20);
        Assert.Equal(5, fake.Socket.Release(tokens));
        Assert.Equal([(1u, 3u), (10u, 3u), (20u, 1u)], Assert.Single(fake.Backend.Calls));
        Assert.Empty(fake.Backend.Held);
        batch.Release();
    }

    [Fact]
    public void A_number_that_was_issued_anew_after_the_answer_is_left_alone()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        FragmentBatch batch = fake.Receive([.. Enumerable.Range(1, 1100).Select(i => (uint)i)]);
        fake.Backend.Held.Remove(7);

        // Another thread receives as soon as the kernel has answered: the lowest free numbers come back first.
        fake.Backend.Answered = () => fake.Backend.Held.AddRange(fake.Backend.Calls.Count == 1 ? [1u, 2, 7, 1024] : []);
        batch.Release();
        Assert.Equal([[(1u, 1024u)], [(1025u, 76u)]], fake.Backend.Calls);
        Assert.Equal([1u, 2, 7, 1024], fake.Backend.Held);
    }

    [Fact]
    public void What_the_kernel_does_not_know_is_asked_for_once_and_not_counted()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        FragmentBatch batch = fake.Receive(1, 2);
        DevmemToken[] tokens = [batch.Detach(0), batch.Detach(1)];
        fake.Backend.Held.Clear();
        Assert.Equal(0, fake.Socket.Release(tokens));
        Assert.Single(fake.Backend.Calls);
        Assert.Throws<InvalidOperationException>(tokens[0].Release);
    }

    [Fact]
    public void After_a_refusal_the_batch_holds_what_was_not_returned()
    {
        using FakeRig fake = new(AutoreleaseMode.On);
        FragmentBatch batch = fake.Receive([.. Enumerable.Range(0, 200).Select(i => (uint)(2 * i))]);
        fake.Backend.RefuseAfter = 1;
        Assert.Throws<DevmemException>(batch.Release);
        Assert.Equal(72, fake.Backend.Held.Count);
        Assert.Equal(200, batch.Count);
        fake.Backend.RefuseAfter = int.MaxValue;
        batch.Release();
        Assert.Empty(fake.Backend.Held);
        Assert.Throws<ObjectDisposedException>(batch.Release);
    }

    [Fact]
    public void After_a_refusal_tokens_are_held_as_before()
    {
        using FakeRig fake = new(AutoreleaseMode.Off);
        FragmentBatch batch = fake.Receive(4, 4, 9);
        DevmemToken[] tokens = [batch.Detach(0), batch.Detach(1), batch.Detach(2)];
        fake.Backend.Refuse = true;
        Assert.Throws<DevmemException>(() => fake.Socket.Release(tokens));
        Assert.Throws<DevmemException>(tokens[0].Release);
        Assert.Throws<DevmemException>(tokens[0].Dispose);
        Assert.Equal([4u, 4u, 9u], tokens.Select(token => token.Value));
        fake.Backend.Refuse = false;
        Assert.Equal(3, fake.Socket.Release(tokens));
        Assert.Empty(fake.Backend.Held);
    }

    [Fact]
    public void Random_sets_are_returned_completely_and_within_the_limits()
    {
        Random random = new(5);
        for (int round = 0; round < 200; round++)
        {
            using FakeRig fake = new(AutoreleaseMode.Off);
            uint[] tokens = [.. Enumerable.Range(0, random.Next(1, 1600)).Select(_ => (uint)random.Next(1, 600))];
            fake.Receive(tokens).Release();
            Assert.Empty(fake.Backend.Held);
            Assert.All(fake.Backend.Calls, call => Assert.InRange(call.Sum(range => range.Count), 1, 1024));
            Assert.Equal(tokens.Length, fake.Backend.Calls.Sum(call => call.Sum(range => range.Count)));
        }
    }
}
