using System;
using Devmem.Backends;
using Devmem.Linux.Sending;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>Reading completions out of error-queue messages, and the book that adds them up.</summary>
public class ErrorQueueTests
{
    private const byte ZeroCopyOrigin = 5;

    public static TheoryData<int> Seeds => Fuzz.Seeds;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_completion_is_an_inclusive_range(bool v6)
    {
        Assert.True(ErrorQueueMessage.TryParse(ControlBytes.ExtendedError(0, ZeroCopyOrigin, 1, uint.MaxValue, 2, v6), out SendCompletion completion));
        Assert.Equal(new SendCompletion(uint.MaxValue, 2, WasCopied: true), completion);
    }

    [Fact]
    public void Other_errors_are_no_completions()
    {
        Assert.False(ErrorQueueMessage.TryParse(ControlBytes.ExtendedError(113, 2, 0, 0, 0), out _));
        Assert.False(ErrorQueueMessage.TryParse(ControlBytes.ExtendedError(12, ZeroCopyOrigin, 0, 0, 0), out _));
        Assert.False(ErrorQueueMessage.TryParse([], out _));
    }

    [Fact]
    public void A_short_error_is_refused()
    {
        byte[] cut = ControlBytes.Message(0, 11, new byte[12]);
        Assert.Throws<DevmemProtocolException>(() => ErrorQueueMessage.TryParse(cut, out _));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_and_mutated_messages_are_read_or_refused(int seed)
    {
        byte[][] corpus =
        [
            ControlBytes.ExtendedError(0, ZeroCopyOrigin, 0, 3, 9),
            ControlBytes.ExtendedError(0, ZeroCopyOrigin, 1, 0, 0, v6: true),
            ControlBytes.Of(ControlBytes.Message(1, 29, new byte[16]), ControlBytes.ExtendedError(113, 2, 0, 0, 0)),
        ];
        Fuzz.Run(seed, corpus, (bytes, random) =>
        {
            if (ErrorQueueMessage.TryParse(bytes, out SendCompletion completion))
                BookOf((uint)random.Next(4)).Complete(completion);
        });
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue - 50)]
    public void Completions_in_any_order_and_merged_in_any_way_add_up(uint first)
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            var book = new CompletionBook(first);
            bool[] done = new bool[100];
            for (int i = 0; i < done.Length; i++)
                Assert.Equal(unchecked(first + (uint)i), book.Issue());
            while (!book.AllComplete)
            {
                int start = Array.IndexOf(done, false, random.Next(100) is int at && Array.IndexOf(done, false, at) >= 0 ? at : 0);
                int end = start;
                while (end + 1 < 100 && !done[end + 1] && random.Next(3) != 0)
                    end++;
                book.Complete(new SendCompletion(unchecked(first + (uint)start), unchecked(first + (uint)end), false));
                Array.Fill(done, true, start, end - start + 1);
                int low = random.Next(100), high = random.Next(low, 100);
                Assert.Equal(
                    Array.IndexOf(done, false, low, high - low + 1) < 0,
                    book.IsComplete(new SendRange(unchecked(first + (uint)low), unchecked(first + (uint)high))));
            }

            Assert.DoesNotContain(false, done);
        }
    }

    [Fact]
    public void Numbers_that_were_never_given_are_ignored()
    {
        CompletionBook book = BookOf(3);
        book.Complete(new SendCompletion(3, 3, false));
        book.Complete(new SendCompletion(0, 7, false));
        book.Complete(new SendCompletion(2, 1, false));
        Assert.False(book.IsComplete(new SendRange(0, 0)));
        book.Complete(new SendCompletion(0, 2, false));
        Assert.True(book.AllComplete);
    }

    private static CompletionBook BookOf(uint sends)
    {
        var book = new CompletionBook();
        for (uint i = 0; i < sends; i++)
            book.Issue();
        return book;
    }
}
