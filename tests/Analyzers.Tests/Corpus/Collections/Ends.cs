//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Channels;
using System.Threading.Tasks;
using Devmem;

/// <summary>Ends of lists, whether there is anything, two lists as one, and channels that are completed.</summary>
internal static class Ends
{
    static byte[] L = new byte[64];

    static void Any_holds(DevmemSocket s, FragmentBatch b) { var held = new List<DevmemToken>(); for (int i = 0; i < b.Count; i++) held.Add(b.Detach(i)); if (!held.Any()) return; foreach (var t in held) t.Release(); }

    static void Any_wrong(DevmemSocket s, FragmentBatch b) { var held = new List<DevmemToken>(); for (int i = 0; i < b.Count; i++) held.Add(b.Detach(i)); if (held.Any(t => t.Length > 3)) foreach (var t in held) t.Release(); } //! DEVMEM001

    static void Any_turned_wrong(DevmemSocket s, FragmentBatch b) { var held = new List<DevmemToken>(); for (int i = 0; i < b.Count; i++) held.Add(b.Detach(i)); if (held.Any()) return; foreach (var t in held) t.Release(); } //! DEVMEM001

    static void Count_call_holds(DevmemSocket s, FragmentBatch b) { IEnumerable<DevmemToken> held = new[] { b.Detach(0), b.Detach(1) }; if (held.Count() == 0) return; foreach (var t in held) t.Release(); }

    static void Concat_holds(DevmemSocket s) { var big = new List<FragmentBatch>(); var small = new List<FragmentBatch>(); for (int i = 0; i < 9; i++) { var b = s.Receive(L); if (b.Count > 3) big.Add(b); else small.Add(b); } foreach (var b in big.Concat(small)) b.Dispose(); }

    static void Concat_wrong(DevmemSocket s) { var big = new List<FragmentBatch>(); var small = new List<FragmentBatch>(); for (int i = 0; i < 9; i++) { var b = s.Receive(L); if (b.Count > 3) big.Add(b); else small.Add(b); } foreach (var b in big.Concat(big)) b.Dispose(); } //! DEVMEM001

    static void Last_holds(DevmemSocket s) { var q = new List<FragmentBatch>(); for (int i = 0; i < 4; i++) q.Add(s.Receive(L)); while (q.Count > 0) { q[^1].Dispose(); q.RemoveAt(q.Count - 1); } }

    static void Last_count_holds(DevmemSocket s) { var q = new List<FragmentBatch>(); for (int i = 0; i < 4; i++) q.Add(s.Receive(L)); while (q.Count > 0) { var b = q[q.Count - 1]; q.RemoveAt(q.Count - 1); b.Dispose(); } }

    static void Last_wrong(DevmemSocket s) { var q = new List<FragmentBatch>(); for (int i = 0; i < 4; i++) q.Add(s.Receive(L)); while (q.Count > 0) { q[^1].Dispose(); q.RemoveAt(0); } } //! DEVMEM001

    static void Last_lost_wrong(DevmemSocket s) { var q = new List<FragmentBatch>(); for (int i = 0; i < 4; i++) q.Add(s.Receive(L)); while (q.Count > 0) { if (q[^1].LinearBytes > 2) q[^1].Dispose(); q.RemoveAt(q.Count - 1); } } //! DEVMEM001

    static async Task Channel_holds(DevmemSocket s) { var c = Channel.CreateUnbounded<FragmentBatch>(); c.Writer.TryWrite(s.Receive(L)); c.Writer.Complete(); await foreach (var b in c.Reader.ReadAllAsync()) b.Dispose(); }

    static async Task Channel_wrong(DevmemSocket s) { var c = Channel.CreateUnbounded<FragmentBatch>(); c.Writer.Complete(); c.Writer.TryWrite(s.Receive(L)); await foreach (var b in c.Reader.ReadAllAsync()) b.Dispose(); } //! DEVMEM001

    static void Throw_wrong(DevmemSocket s, int n) { var b = s.Receive(L); if (n > 3) throw new InvalidOperationException("n is " + n); b.Dispose(); } //! DEVMEM001

    static void Throw_expr_wrong(DevmemSocket s, string? m) { var b = s.Receive(L); var k = m ?? throw new ArgumentNullException(nameof(m)); b.Dispose(); } //! DEVMEM001

    static void Throw_var_wrong(DevmemSocket s, Exception e) { var b = s.Receive(L); if (e.Message == "") throw e; b.Dispose(); } //! DEVMEM001
}
