//# rules = DEVMEM001 DEVMEM006 DEVMEM008 DEVMEM011
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using Devmem;

// What a method takes out of a collection of its object is there only with one result, which may still bring a null that somebody put in.
sealed class Mailbox : IDisposable
{
    private readonly Queue<FragmentBatch> _queue = new();
    public void Put([Owning] FragmentBatch batch) => _queue.Enqueue(batch);
    public bool TryTake([NotNullWhen(true)] out FragmentBatch? batch) => _queue.TryDequeue(out batch);
    public bool TryTakeWithoutSaying(out FragmentBatch? batch) => _queue.TryDequeue(out batch);
    public bool TryTakeByHand([MaybeNullWhen(false)] out FragmentBatch batch)
    {
        if (_queue.Count > 0)
        {
            batch = _queue.Dequeue();
            return true;
        }

        batch = null;
        return false;
    }
    public void Dispose()
    {
        while (TryTake(out FragmentBatch? batch))
            batch.Release();
    }
}
static class Mailboxes
{
    static void All_taken(Mailbox box)
    {
        while (box.TryTake(out FragmentBatch? batch))
            batch.Release();
    }
    static void One_taken(Mailbox box)
    {
        if (!box.TryTakeByHand(out FragmentBatch? batch))
            return;
        batch.Release();
    }
    static void One_taken_without_saying(Mailbox box)
    {
        if (box.TryTakeWithoutSaying(out FragmentBatch? batch))
            batch?.Release();
    }
    static void One_dropped(Mailbox box)
    {
        if (box.TryTake(out FragmentBatch? batch)) //! DEVMEM001
            Console.WriteLine(batch.Count);
    }
    static void One_dropped_without_saying(Mailbox box)
    {
        if (box.TryTakeWithoutSaying(out FragmentBatch? batch)) //! DEVMEM001
            Console.WriteLine(batch?.Count);
    }
}
