//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

/// <summary>Constructs of the language in one line each, right and wrong.</summary>
internal static class OneLine
{
    static byte[] L = new byte[64];

    static bool Ready() => Environment.TickCount > 5;

    enum St { Idle, Have, Done }

    struct Box { public DevmemToken Tok; public int N; }

    ref struct Holder(DevmemToken t) { private DevmemToken _t = t; public void Dispose() => _t.Release(); }

    record struct Rec(FragmentBatch B, int N);

    static void End<TT>(TT t) where TT : IDisposable { using (t) { } }

    static void Pattern_or_wrong(DevmemSocket s) { var b = s.Receive(L); if (b is { LinearBytes: 1 } or { LinearBytes: 2 }) b.Release(); } //! DEVMEM001

    static void Pattern_not_holds(DevmemSocket s) { s.TryReceive(L, out var b); if (b is not null) b.Release(); }

    static void Pattern_var_holds(DevmemSocket s) { if (s.Receive(L) is var b && b.Count > 0) b.Release(); }

    static void Is_true_holds(DevmemSocket s) { if (s.TryReceive(L, out var b) is true) b!.Release(); }

    static void Eq_true_holds(DevmemSocket s) { if (s.TryReceive(L, out var b) == true) b!.Release(); }

    static void Ne_true_holds(DevmemSocket s) { if (s.TryReceive(L, out var b) != true) return; b!.Release(); }

    static void And_eq_holds(DevmemSocket s) { var ok = true; ok &= s.TryReceive(L, out var b); if (ok) b!.Release(); }

    static void Xor_holds(DevmemSocket s) { var got = s.TryReceive(L, out var b); if (got ^ true) return; b!.Release(); }

    static void Copy_flag_holds(DevmemSocket s) { var got = s.TryReceive(L, out var b); var again = got; got = false; if (again) b!.Release(); }

    static void Copy_flag_wrong(DevmemSocket s) { var got = s.TryReceive(L, out var b); var again = got; got = false; if (got) b!.Release(); } //! DEVMEM001

    static void Not_flag_holds(DevmemSocket s) { var none = !s.TryReceive(L, out var b); if (none) return; b!.Release(); }

    static void Two_conds_holds(DevmemSocket s, bool x, bool y) { FragmentBatch? b = null; if (x && y) b = s.Receive(L); if (x) { if (y) b!.Release(); } }

    static void Two_conds_wrong(DevmemSocket s, bool x, bool y) { FragmentBatch? b = null; if (x || y) b = s.Receive(L); if (x && y) b!.Release(); } //! DEVMEM001

    static void De_morgan_holds(DevmemSocket s, bool x, bool y) { FragmentBatch? b = null; if (!(x || y)) b = s.Receive(L); if (!x && !y) b!.Release(); }

    static void Compare_chain_holds(DevmemSocket s, int n) { FragmentBatch? b = null; if (n > 3) b = s.Receive(L); if (n >= 4) b!.Release(); }

    static void Switch_int_holds(DevmemSocket s, int n) { FragmentBatch? b = null; if (n == 2) b = s.Receive(L); switch (n) { case 2: b!.Release(); break; case 3: break; } }

    static void Switch_int_wrong(DevmemSocket s, int n) { FragmentBatch? b = null; if (n == 2) b = s.Receive(L); switch (n) { case 3: b?.Release(); break; } } //! DEVMEM001

    static void Enum_state_holds(DevmemSocket s) { var st = St.Idle; FragmentBatch? b = null; while (st != St.Done) { switch (st) { case St.Idle: b = s.Receive(L); st = St.Have; break; case St.Have: b!.Release(); st = Ready() ? St.Done : St.Idle; break; } } }

    static void String_holds(DevmemSocket s, string m) { FragmentBatch? b = null; if (m == "go") b = s.Receive(L); Console.WriteLine(m); if (m == "go") b!.Release(); }

    static void Null_param_holds(DevmemSocket? s) { FragmentBatch? b = null; if (s != null) b = s.Receive(L); if (s is not null) b!.Release(); }

    static void Cond_access_holds(DevmemSocket? s) { var b = s?.Receive(L); b?.Release(); }

    static void Cond_access_wrong(DevmemSocket? s) { var b = s?.Receive(L); if (s == null) b?.Release(); } //! DEVMEM001

    static void Has_value_holds(FragmentBatch b) { DevmemToken? t = Ready() ? b.Detach(0) : null; if (t is { } u) u.Release(); }

    static void Get_value_holds(FragmentBatch b) { DevmemToken? t = Ready() ? b.Detach(0) : null; if (t.HasValue) t.Value.Release(); }

    static void Or_default_holds(FragmentBatch b) { DevmemToken? t = Ready() ? b.Detach(0) : null; t.GetValueOrDefault().Release(); }

    static void Default_tok_holds(FragmentBatch b) { DevmemToken t = default; if (Ready()) t = b.Detach(0); if (!t.IsDefault) t.Release(); }

    static void Default_tok_wrong(FragmentBatch b) { DevmemToken t = default; if (Ready()) t = b.Detach(0); if (t.IsDefault) t.Release(); } //! DEVMEM001

    static void Box_holds(FragmentBatch b) { var x = new Box { Tok = b.Detach(0), N = 2 }; x.Tok.Release(); }

    static void Box_wrong(FragmentBatch b) { var x = new Box { Tok = b.Detach(0), N = 2 }; Console.WriteLine(x.N); } //! DEVMEM001

    static void Box_copy_holds(FragmentBatch b) { var x = new Box { Tok = b.Detach(0), N = 2 }; var y = x; y.Tok.Release(); }

    static void Box_twice_wrong(FragmentBatch b) { var x = new Box { Tok = b.Detach(0), N = 2 }; var y = x; y.Tok.Release(); x.Tok.Release(); } //! DEVMEM006

    static void Boxed_holds(FragmentBatch b) { object o = b.Detach(0); ((DevmemToken)o).Release(); }

    static void Ref_struct_holds(FragmentBatch b) { var h = new Holder(b.Detach(0)); h.Dispose(); }

    static void Lambda_run_holds(DevmemSocket s) { var b = s.Receive(L); Action a = () => b.Release(); a(); }

    static void Lambda_never_wrong(DevmemSocket s) { var b = s.Receive(L); Action a = () => b.Release(); if (Ready()) a(); } //! DEVMEM001

    static void Lambda_param_holds(DevmemSocket s) { Action<FragmentBatch> end = x => x.Release(); end(s.Receive(L)); }

    static void Func_ret_holds(DevmemSocket s) { Func<FragmentBatch> get = () => s.Receive(L); using var b = get(); }

    static void Func_ret_wrong(DevmemSocket s) { Func<FragmentBatch> get = () => s.Receive(L); var b = get(); } //! DEVMEM001

    static void Lambda_twice_wrong(FragmentBatch q) { var b = q.Detach(0); Action a = () => b.Release(); a(); a(); } //! DEVMEM006

    static void Local_many_holds(DevmemSocket s) { for (int i = 0; i < 3; i++) One(); void One() { using var b = s.Receive(L); } }

    static async IAsyncEnumerable<int> Async_iter_holds(DevmemSocket s, [EnumeratorCancellation] CancellationToken c = default) { while (true) { using var b = await s.ReceiveAsync(L, c); if (b.EndOfStream) yield break; yield return b.Count; } }

    static async IAsyncEnumerable<int> Async_iter_wrong(DevmemSocket s, [EnumeratorCancellation] CancellationToken c = default) { while (true) { var b = await s.ReceiveAsync(L, c); if (b.EndOfStream) yield break; yield return b.Count; b.Dispose(); } } //! DEVMEM001

    static async IAsyncEnumerable<FragmentBatch> Stream_holds(DevmemSocket s) { while (Ready()) yield return await s.ReceiveAsync(L); }

    static async Task Consume_holds(DevmemSocket s) { await foreach (var b in Stream_holds(s)) b.Dispose(); }

    static async Task Consume_wrong(DevmemSocket s) { await foreach (var b in Stream_holds(s)) Console.WriteLine(b.Count); } //! DEVMEM001

    static async Task Consume_cfg_holds(DevmemSocket s) { await foreach (var b in Stream_holds(s).ConfigureAwait(false)) using (b) Console.WriteLine(b.Count); }

    static IEnumerable<FragmentBatch> Yield_holds(DevmemSocket s) { while (s.TryReceive(L, out var b)) yield return b; }

    static void Yield_use_holds(DevmemSocket s) { foreach (var b in Yield_holds(s)) b.Release(); }

    static void Yield_use_wrong(DevmemSocket s) { foreach (var b in Yield_holds(s)) if (b.LinearBytes > 1) b.Release(); } //! DEVMEM001

    static void With_init_holds(DevmemSocket s) { var r = new Rec(s.Receive(L), 1); var r2 = r with { N = 2 }; r2.B.Release(); }

    static void Deconstruct_holds(DevmemSocket s) { var (b, n) = new Rec(s.Receive(L), 1); b.Release(); }

    static void Indexer_holds(FragmentBatch b) { for (var i = 0; i < b.Count; i++) { if (b[i].IsLinear) continue; using var t = b.Detach(i); } }

    static void Indexer_wrong(FragmentBatch b) { for (var i = 0; i < b.Count; i++) { var t = b.Detach(i); if (t.Length == 0) continue; t.Dispose(); } } //! DEVMEM001

    static unsafe void Unsafe_holds(DevmemSocket s) { fixed (byte* p = L) { using var b = s.Receive(new Span<byte>(p, 4)); } }

    static void Checked_holds(DevmemSocket s, int n) { var b = s.Receive(L); try { checked { n++; } } finally { b.Dispose(); } }

    static void Throw_expr_holds(DevmemSocket s) { var b = s.TryReceive(L, out var x) ? x : throw new TimeoutException(); b.Release(); }

    static void Throw_expr_wrong(DevmemSocket s, string? m) { var b = s.Receive(L); var k = m ?? throw new ArgumentNullException(); b.Release(); } //! DEVMEM001

    static void Null_coalesce_throw_holds(DevmemSocket s) { s.TryReceive(L, out var x); var b = x ?? throw new TimeoutException(); b.Release(); }

    static int Return_mid_holds(DevmemSocket s) { using var b = s.Receive(L); foreach (var f in b) if (f.Length > 3) return f.Length; return 0; }

    static void Nested_loops_holds(DevmemSocket s) { for (;;) { var b = s.Receive(L); foreach (var f in b) { if (f.Length == 0) goto next; } if (b.EndOfStream) return; next: b.Release(); } }

    static void Continue_wrong(DevmemSocket s) { for (int i = 0; i < 4; i++) { var b = s.Receive(L); if (b.LinearBytes == 0) continue; b.Release(); } } //! DEVMEM001

    static void Label_retry_holds(DevmemSocket s) { FragmentBatch? b = null; retry: b?.Dispose(); b = s.Receive(L); if (b.LinearBytes < 3) goto retry; b.Dispose(); }

    static void Catch_all_holds(DevmemSocket s) { FragmentBatch? b = null; try { b = s.Receive(L); throw new Exception(); } catch { b?.Dispose(); } }

    static void Catch_other_wrong(DevmemSocket s) { FragmentBatch? b = null; try { b = s.Receive(L); throw new InvalidOperationException(); } catch (ArgumentException) { b?.Dispose(); } } //! DEVMEM001

    static void Catch_base_holds(DevmemSocket s) { FragmentBatch? b = null; try { b = s.Receive(L); throw new ArgumentNullException(); } catch (ArgumentException) { b?.Dispose(); } }

    static void Catch_when_true_holds(DevmemSocket s) { FragmentBatch? b = null; try { b = s.Receive(L); throw new ArgumentNullException(); } catch (Exception) when (true) { b?.Dispose(); } }

    static void Rethrow_holds(DevmemSocket s) { var b = s.Receive(L); try { if (Ready()) throw new Exception(); } catch { b.Dispose(); throw; } b.Dispose(); }

    static void Rethrow_wrong(DevmemSocket s) { var b = s.Receive(L); try { if (Ready()) throw new Exception(); } catch (InvalidOperationException) { b.Dispose(); throw; } b.Dispose(); } //! DEVMEM001

    static void Finally_flag_holds(DevmemSocket s) { FragmentBatch? b = null; bool has = false; try { b = s.Receive(L); has = true; if (Ready()) return; Console.WriteLine(); } finally { if (has) b!.Dispose(); } }

    static void Finally_nested_holds(DevmemSocket s) { var a = s.Receive(L); try { var b = s.Receive(L); try { if (Ready()) return; } finally { b.Dispose(); } } finally { a.Dispose(); } }

    static void Interlocked_holds(DevmemSocket s) { FragmentBatch? slot = null; slot = s.Receive(L); var b = Interlocked.Exchange(ref slot, null); b?.Dispose(); }

    static void As_null_holds(DevmemSocket s) { object o = s.Receive(L); if (o is IDisposable d) d.Dispose(); }

    static void Generic_holds(DevmemSocket s) => End(s.Receive(L));

    static void Target_typed_holds(DevmemSocket s) { FragmentBatch? b; b = Ready() ? s.Receive(L) : null; using (b) { } }

    static void Using_nullable_holds(DevmemSocket s) { s.TryReceive(L, out var b); using var u = b; }

    static void Using_cast_holds(DevmemSocket s) { using IDisposable d = s.Receive(L); }

    static void Discard_using_holds(DevmemSocket s) { using var _ = s.Receive(L); }

    static void Parity_holds(DevmemSocket s) { FragmentBatch? a = null; for (int i = 0; i < 8; i++) { if (a == null) a = s.Receive(L); else { a.Release(); a = null; } } a?.Release(); }

    static void Detach_rest_holds(DevmemSocket s) { var b = s.Receive(L); if (b.Count > 0) { var t = b.Detach(0); t.Release(); } b.Release(); }

    static void Detach_rest_wrong(DevmemSocket s) { var b = s.Receive(L); if (b.Count > 0) { var t = b.Detach(0); t.Release(); } } //! DEVMEM001
}
