extern alias Real;

using System;
using System.Collections.Generic;
using System.Linq;
using BookedKind = Real::Devmem.Simulation.HandleKind;

namespace Devmem.Conformance.Running;

/// <summary>Compares the ledger of a run with the simulator's books: they must tell the same story.</summary>
internal static class Books
{
    /// <exception cref="BooksDisagreeException">They do not.</exception>
    public static void Check(Run run)
    {
        if (run.IsCut)
            return;
        Real::Devmem.Simulation.LeakReport report = run.World.Audit();
        HashSet<(HandleKind, long)> booked = [.. report.Handles.Select(handle => (KindOf(handle.Kind), handle.Number))];
        foreach (Entry entry in run.Ledger.Entries.Where(entry => entry.Owes && entry.Kind < HandleKind.Deferred))
        {
            bool held = booked.Remove((entry.Kind, entry.Number));
            if (held && entry.EndedAt > 0 && !CameTooLate(entry))
                throw new BooksDisagreeException($"{entry.Kind} {entry.Number} was ended and is in the books still.", report.ToString());
            if (!held && !entry.HasEnded && !KernelEnded(entry))
                throw new BooksDisagreeException($"{entry.Kind} {entry.Number} was not ended and is not in the books.", report.ToString());
        }

        if (booked.Count > 0)
            throw new BooksDisagreeException($"The books hold {booked.First()}, which the ledger does not know.", report.ToString());
        CheckHarm(run, report);
    }

    private static void CheckHarm(Run run, Real::Devmem.Simulation.LeakReport report)
    {
        Expect(run.Misuses.Count(misuse => misuse.Harm == Harm.DoubleRelease), report.Harm.DoubleReleasesRefused, "second releases");
        if (report.Harm.UnheldReturns > 0)
            throw new BooksDisagreeException("The kernel saw a return of something that was not held.", report.ToString());
        bool closedEarly = run.Ledger.Entries.Exists(entry => entry is { Kind: HandleKind.Batch or HandleKind.Token, Owes: true, Parent.EndedAt: > 0 } && !EndedBefore(entry, entry.Parent.EndedAt));
        if (!closedEarly && report.Harm.ClosesWithTokensOut > 0)
            throw new BooksDisagreeException("The books know of a close with tokens out.", report.ToString());
        if (!run.Ledger.Entries.Exists(entry => entry is { Kind: HandleKind.Socket, Parent.EndedAt: > 0 } && !EndedBefore(entry, entry.Parent.EndedAt)) && report.Harm.UnbindsWithSocketsOpen > 0)
            throw new BooksDisagreeException("The books know of an unbind with a socket open.", report.ToString());

        void Expect(int ledger, int books, string what)
        {
            if (ledger != books)
                throw new BooksDisagreeException($"The ledger has {ledger} {what}, the books have {books}.", report.ToString());
        }
    }

    /// <summary>What is returned after its socket was closed the kernel does not take: the pages stay with the binding.</summary>
    private static bool CameTooLate(Entry entry) => entry is { Kind: HandleKind.Batch or HandleKind.Token, Parent: { EndedAt: > 0 } socket } && socket.EndedAt < entry.EndedAt;

    private static bool EndedBefore(Entry entry, int time) =>
        (entry.EndedAt > 0 && entry.EndedAt < time) || (entry.MovedTo is { } owner && EndedBefore(owner, time));

    /// <summary>Tokens end with their socket in one mode, and with the unbind once all sockets are closed in the other; an emptied batch is nothing.</summary>
    private static bool KernelEnded(Entry entry) =>
        (entry.Kind is HandleKind.Batch or HandleKind.Token && entry.Parent is { EndedAt: > 0 }) || (entry.Kind == HandleKind.Batch && entry.Parent is not null && entry.Owes && IsEmptied(entry));

    private static bool IsEmptied(Entry batch) => batch.Detached >= batch.Length;

    private static HandleKind KindOf(BookedKind kind) => Enum.Parse<HandleKind>(kind.ToString());
}

/// <summary>The harness is wrong, or the simulator: nothing that was measured counts.</summary>
internal sealed class BooksDisagreeException(string message, string books) : Exception(message + "\n" + books);
