using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Devmem.Simulation;

/// <summary>Writes a <see cref="LeakReport"/> as a table.</summary>
internal static class LeakTable
{
    private static readonly string[] s_head = ["what", "dmabuf", "socket", "tokens", "acquired in"];

    internal static string Format(LeakReport report)
    {
        StringBuilder text = new();
        if (report.Handles.Count == 0)
            text.AppendLine("No handle is held.");
        else
            AppendRows(text, [s_head, .. report.Handles.Select(Row)]);
        AppendPages(text, report.Pages);
        AppendHarm(text, report.Harm);
        return text.ToString();
    }

    private static string[] Row(HeldHandle handle) =>
    [
        Invariant($"{Name(handle.Kind)} {handle.Number}{(handle.Stranded ? " (socket closed)" : "")}"),
        Invariant($"{handle.DmabufId}"),
        handle.SocketNumber == 0 ? "" : Invariant($"{handle.SocketNumber}"),
        handle.TokenValues.Count == 0 ? "" : Values(handle.TokenValues),
        handle.Site?.ToString() ?? "(not recorded)",
    ];

    private static string Name(HandleKind kind) => kind switch
    {
        HandleKind.RxBinding => "receive binding",
        HandleKind.TxBinding => "transmit binding",
        HandleKind.SendOperation => "send operation",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Values(IReadOnlyList<uint> values)
    {
        const int Shown = 6;
        string list = string.Join(' ', values.Take(Shown).Select(value => value.ToString(CultureInfo.InvariantCulture)));
        return values.Count <= Shown ? list : Invariant($"{list} ... ({values.Count})");
    }

    private static void AppendRows(StringBuilder text, string[][] rows)
    {
        int[] widths = [.. Enumerable.Range(0, s_head.Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            text.AppendLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static void AppendPages(StringBuilder text, IReadOnlyList<HeldPage> pages)
    {
        foreach (IGrouping<uint, HeldPage> binding in pages.GroupBy(page => page.DmabufId))
        {
            int held = binding.Count(page => page.Tokens != 0);
            text.AppendLine(Invariant($"dmabuf {binding.Key}: {binding.Count()} pages are not free, {held} of them handed over and not returned"));
        }
    }

    private static void AppendHarm(StringBuilder text, HarmReport harm)
    {
        (int Count, string What)[] all =
        [
            (harm.DoubleReleasesRefused, "second releases refused"),
            (harm.UnheldReturns, "returns of what was not held"),
            (harm.HeldPagesOverwritten, "held pages overwritten"),
            (harm.Starvations, "times no page was free for arriving data"),
            (harm.ClosesWithTokensOut, "sockets closed while tokens were out"),
            (harm.TokensOutAtClose, "tokens out at the close of their socket"),
            (harm.UnbindsWithSocketsOpen, "bindings unbound while sockets were open"),
            (harm.ModeConflicts, "mode conflicts"),
            (harm.ReceivesRefused, "receives refused after an unbind or for a second binding"),
            (harm.ReceivesAfterUnbind, "receives that delivered after the unbind"),
            (harm.ForeignTokensOffered, "tokens offered to another socket"),
            (harm.SendersClosedWithSendsPending, "senders closed while sends were pending"),
            (harm.WritesIntoPendingSends, "writes into a pending send"),
            (harm.TxUnbindsWithSendersOpen, "transmit bindings unbound while senders were open"),
        ];
        foreach ((int count, string what) in all.Where(line => line.Count != 0))
            text.AppendLine(Invariant($"{count} {what}"));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
