//# devmem.exceptions = none
//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008
using System;
using System.Runtime.CompilerServices;
using Devmem;

/// <summary>A token of a user's own. Unlike the runtime's it holds no reference, so that it may lie on the stack in numbers.</summary>
[MustRelease(AutoreleasedOnClose = true)]
public readonly struct Ticket : IDisposable
{
    private readonly int _number;

    public Ticket(int number) => _number = number;

    public int Number => _number;

    [Releases]
    public void Release()
    {
    }

    [Releases]
    public void Dispose()
    {
    }
}

public interface ICounter
{
    Ticket Take();

    int Release([Releases] ReadOnlySpan<Ticket> tickets);
}

[InlineArray(4)]
internal struct Four
{
    private Ticket _first;
}

internal static class Stackalloc
{
    static void Filled_and_released(ICounter counter)
    {
        Span<Ticket> tickets = stackalloc Ticket[4];
        for (int i = 0; i < tickets.Length; i++)
            tickets[i] = counter.Take();
        counter.Release(tickets);
    }

    static void Filled_and_forgotten(ICounter counter)
    {
        Span<Ticket> tickets = stackalloc Ticket[4];
        for (int i = 0; i < tickets.Length; i++)
            tickets[i] = counter.Take(); //! DEVMEM001
        _ = tickets.Length;
    }

    static void Initialized_and_released(ICounter counter)
    {
        ReadOnlySpan<Ticket> tickets = stackalloc[] { counter.Take(), counter.Take() };
        counter.Release(tickets);
    }

    static void Initialized_and_forgotten(ICounter counter)
    {
        ReadOnlySpan<Ticket> tickets = stackalloc Ticket[] { counter.Take() }; //! DEVMEM001
        _ = tickets.Length;
    }

    static void Filled_partly_and_released_up_to_the_count(ICounter counter, int n)
    {
        Span<Ticket> tickets = stackalloc Ticket[16];
        int count = 0;
        while (count < n)
            tickets[count++] = counter.Take();
        counter.Release(tickets[..count]);
    }

    static void Stack_or_heap(ICounter counter, int n)
    {
        Span<Ticket> tickets = n <= 16 ? stackalloc Ticket[16] : new Ticket[n];
        for (int i = 0; i < n; i++)
            tickets[i] = counter.Take();
        counter.Release(tickets[..n]);
    }

    static void Stack_or_heap_and_forgotten(ICounter counter, int n)
    {
        Span<Ticket> tickets = n <= 16 ? stackalloc Ticket[16] : new Ticket[n];
        for (int i = 0; i < n; i++)
            tickets[i] = counter.Take(); //! DEVMEM001
    }

    static unsafe void Pointer_on_the_stack(ICounter counter)
    {
        Ticket* tickets = stackalloc Ticket[1];
        *tickets = counter.Take();
        tickets->Release();
    }

    static unsafe void Pointer_to_a_local(ICounter counter)
    {
        Ticket ticket = counter.Take();
        Ticket* pointer = &ticket;
        pointer->Release();
    }

    static unsafe void Fixed_over_a_filled_array(ICounter counter)
    {
        var tickets = new Ticket[2];
        tickets[0] = counter.Take();
        tickets[1] = counter.Take();
        fixed (Ticket* first = tickets)
            _ = first->Number;
        counter.Release(tickets);
    }

    static unsafe void Fixed_over_a_filled_array_and_forgotten(ICounter counter)
    {
        var tickets = new Ticket[2];
        tickets[0] = counter.Take(); //! DEVMEM001
        tickets[1] = counter.Take(); //! DEVMEM001
        fixed (Ticket* first = tickets)
            _ = first->Number;
    }

    static void Inline_array(ICounter counter)
    {
        var tickets = new Four();
        tickets[0] = counter.Take();
        tickets[1] = counter.Take();
        tickets[0].Release();
        tickets[1].Release();
    }

    static void Inline_array_lacks_one(ICounter counter)
    {
        var tickets = new Four();
        tickets[0] = counter.Take();
        tickets[1] = counter.Take(); //! DEVMEM001
        tickets[0].Release();
    }

    static void Inline_array_as_a_span(ICounter counter)
    {
        var tickets = new Four();
        for (int i = 0; i < 4; i++)
            tickets[i] = counter.Take();
        counter.Release(tickets);
    }

    static void Made_here_by_its_constructor()
    {
        var ticket = new Ticket(3); //! DEVMEM001
        _ = ticket.Number;
    }

    static void Made_here_and_released()
    {
        var ticket = new Ticket(3);
        ticket.Release();
    }
}
