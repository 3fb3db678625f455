using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Conformance.Running;

/// <summary>Every acquisition of a run.</summary>
internal sealed class Ledger(Run run)
{
    private readonly int[] _numbers = new int[Enum.GetValues<HandleKind>().Length];

    public List<Entry> Entries { get; } = [];

    public Entry Acquire(HandleKind kind, Entry? parent, AutoreleaseMode mode, Action cleanUp, bool owes = true, object? owner = null)
    {
        Entry entry = new()
        {
            Kind = kind,
            Number = owes ? ++_numbers[(int)kind] : 0,
            Mode = mode,
            Parent = parent,
            Acquired = run.Places(),
            Time = run.Tick(),
            Owes = owes,
            CleanUp = cleanUp,
            Object = owner,
        };
        Entries.Add(entry);
        parent?.Children.Add(entry);
        return entry;
    }

    /// <summary>Ends a handle: first what hangs on it is looked at, then the real one is ended.</summary>
    public void End(Entry entry, Action end)
    {
        foreach (Entry child in entry.Children)
        {
            if (child.Owes && !IsOver(child) && OrderMatters(child))
                child.Overtaken.Add(new Misuse(child.Kind == HandleKind.SendOperation ? Harm.ClosedUnderSend : Harm.EndedBeforeChild, child, run.Places(), entry));
        }

        foreach (Promised lent in entry.Promises.Where(promise => promise.Contract == "NotOwning"))
        {
            if (run.Places().Any(place => place.Member.EndsWith("." + lent.Method, StringComparison.Ordinal)))
                run.Misuse(Harm.BrokenPromise, entry, [new Place(lent.Line, lent.Method, HandsUp: false)]);
        }

        entry.EndedAt = run.IsCut ? int.MaxValue : run.Tick();
        end();
    }

    /// <summary>The entry of an object of the program, if its constructor came to its end.</summary>
    public Entry? OwnerFor(object owner) => Entries.Find(entry => ReferenceEquals(entry.Object, owner));

    public void Move(Entry entry, Entry owner)
    {
        entry.MovedTo = owner;
        run.Tick();
    }

    public void Writes(long offset, int length)
    {
        foreach (Entry entry in Entries)
        {
            if (entry.Kind == HandleKind.SendOperation && !entry.HasEnded && offset < entry.Offset + entry.Length && entry.Offset < offset + length)
                run.Misuse(Harm.WriteIntoSend, entry);
        }
    }

    /// <summary>Whether it is over, by itself or with whom it was handed to.</summary>
    public static bool IsOver(Entry entry) => entry.EndedAt > 0 || (entry.MovedTo is { } owner && IsOver(owner));

    /// <summary>The kernel ends tokens itself at the close of their socket in autorelease-on mode.</summary>
    private static bool OrderMatters(Entry child) => child.Kind is not (HandleKind.Batch or HandleKind.Token) || child.Mode == AutoreleaseMode.Off;
}
