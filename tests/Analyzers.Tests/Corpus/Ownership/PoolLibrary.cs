//# rules = DEVMEM001 DEVMEM002 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011 DEVMEM013 DEVMEM017
//# assembly = Netlib
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;

namespace Netlib
{
    [MustRelease]
    public sealed class Lease : IDisposable
    {
        private readonly SocketPool _pool;
        private DevmemSocket? _socket;
        internal Lease(SocketPool pool, [Owning] DevmemSocket socket) { _pool = pool; _socket = socket; }
        [NotOwning] public DevmemSocket Socket => _socket ?? throw new ObjectDisposedException(nameof(Lease));
        [Releases] public void Dispose() { if (Interlocked.Exchange(ref _socket, null) is { } socket) _pool.Return(socket); }
    }
    [MustRelease]
    public sealed class SocketPool : IDisposable
    {
        private readonly ConcurrentBag<DevmemSocket> _idle = new();
        private readonly RxBinding _binding;
        private readonly Func<Socket> _connect;
        public SocketPool([NotOwning] RxBinding binding, Func<Socket> connect) { _binding = binding; _connect = connect; }
        [return: Owning, OutlivedBy("this")] public Lease Rent() => new(this, _idle.TryTake(out var socket) ? socket : _binding.Attach(_connect()));
        [return: Owning, OutlivedBy("this")] public async Task<Lease> RentAsync(CancellationToken stop) { await Task.Yield(); return Rent(); }
        public bool TryRent([System.Diagnostics.CodeAnalysis.NotNullWhen(true), Owning] out Lease? lease)
        {
            lease = null;
            if (!_idle.TryTake(out var socket)) return false;
            lease = new Lease(this, socket);
            return true;
        }
        internal void Return([Owning] DevmemSocket socket) => _idle.Add(socket);
        [Releases] public void Dispose() { while (_idle.TryTake(out var socket)) socket.Dispose(); }
    }
    public abstract class Stage { public abstract void Push([Owning] FragmentBatch batch); public abstract int Inspect([NotOwning] FragmentBatch batch); }
    public delegate void BatchHandler([Owning] FragmentBatch batch);
    public static class Batches
    {
        public static void Finish([Releases] FragmentBatch batch) => batch.Dispose();
        public static int Measure([NotOwning] FragmentBatch batch) => batch.Count;
        public static int Unmarked(FragmentBatch batch) => batch.Count;
        [return: Owning] public static IEnumerable<FragmentBatch> Stream(DevmemSocket socket, byte[] linear)
        {
            while (true)
            {
                var batch = socket.Receive(linear);
                if (batch.EndOfStream) { batch.Dispose(); yield break; }
                yield return batch;
            }
        }
        public static IEnumerable<FragmentBatch> StreamUnmarked(DevmemSocket socket, byte[] linear)
        {
            while (true)
            {
                var batch = socket.Receive(linear);
                if (batch.EndOfStream) { batch.Dispose(); yield break; }
                yield return batch;
            }
        }
        [return: Owning] public static List<FragmentBatch> Many(DevmemSocket socket, byte[] linear)
        {
            var all = new List<FragmentBatch>();
            all.Add(socket.Receive(linear));
            return all;
        }
        public static void OnBatch(DevmemSocket socket, byte[] linear, BatchHandler handler) => handler(socket.Receive(linear));
    }
}
//# assembly = App
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem;
using Netlib;

static class App
{
    static int Right(SocketPool pool, byte[] linear) { using var lease = pool.Rent(); using var batch = lease.Socket.Receive(linear); return batch.Count; }
    static int LeaseForgotten(SocketPool pool, byte[] linear) { var lease = pool.Rent(); using var batch = lease.Socket.Receive(linear); return batch.Count; } //! DEVMEM008
    static int SocketClosed(SocketPool pool) { using var lease = pool.Rent(); lease.Socket.Dispose(); return 1; } //! DEVMEM017
    static void PoolFirst(RxBinding b, Func<Socket> c) { var pool = new SocketPool(b, c); var lease = pool.Rent(); pool.Dispose(); lease.Dispose(); } //! DEVMEM002 DEVMEM008
    static void TryRight(SocketPool pool) { if (pool.TryRent(out var lease)) lease.Dispose(); }
    static void TryWrong(SocketPool pool) { if (pool.TryRent(out var lease)) Console.WriteLine(lease); } //! DEVMEM008
    static async Task AsyncRight(SocketPool pool, CancellationToken t) { using var lease = await pool.RentAsync(t); Console.WriteLine(lease); }
    static async Task AsyncWrong(SocketPool pool, CancellationToken t) { var lease = await pool.RentAsync(t); Console.WriteLine(lease); lease.Dispose(); } //! DEVMEM008
    static void Finish(DevmemSocket s, byte[] l) { var b = s.Receive(l); Batches.Finish(b); }
    static void FinishTwice(DevmemSocket s, byte[] l) { var b = s.Receive(l); Batches.Finish(b); b.Release(); } //! DEVMEM006
    static void Measured(DevmemSocket s, byte[] l) { var b = s.Receive(l); try { Batches.Measure(b); } finally { b.Dispose(); } }
    static void MeasuredOnly(DevmemSocket s, byte[] l) { var b = s.Receive(l); Batches.Measure(b); } //! DEVMEM001
    static void Unmarked(DevmemSocket s, byte[] l) { using var b = s.Receive(l); Batches.Unmarked(b); } //! DEVMEM013
    static void Streamed(DevmemSocket s, byte[] l) { foreach (var b in Batches.Stream(s, l)) b.Dispose(); } //! DEVMEM013
    static void StreamedWrong(DevmemSocket s, byte[] l) { foreach (var b in Batches.Stream(s, l)) Console.WriteLine(b.Count); } //! DEVMEM001 DEVMEM013
    static void StreamedUnmarked(DevmemSocket s, byte[] l) { foreach (var b in Batches.StreamUnmarked(s, l)) Console.WriteLine(b.Count); } //! DEVMEM013 DEVMEM013
    static void ManyRight(DevmemSocket s, byte[] l) { foreach (var b in Batches.Many(s, l)) b.Dispose(); } //! DEVMEM013
    static void ManyWrong(DevmemSocket s, byte[] l) { foreach (var b in Batches.Many(s, l)) Console.WriteLine(b.Count); } //! DEVMEM001 DEVMEM013
    static void Handler(DevmemSocket s, byte[] l) => Batches.OnBatch(s, l, b => b.Dispose()); //! DEVMEM013
    static void HandlerWrong(DevmemSocket s, byte[] l) => Batches.OnBatch(s, l, b => Console.WriteLine(b.Count)); //! DEVMEM013 DEVMEM017
}
sealed class Printer : Stage
{
    public override void Push(FragmentBatch batch) { using (batch) Console.WriteLine(batch.Count); }
    public override int Inspect(FragmentBatch batch) => batch.Count;
}
sealed class Dropper : Stage
{
    public override void Push(FragmentBatch batch) => Console.WriteLine(batch.Count); //! DEVMEM017
    public override int Inspect(FragmentBatch batch) { var n = batch.Count; batch.Dispose(); return n; } //! DEVMEM017
}
sealed class Wrapped : IDisposable
{
    private readonly Lease _lease;
    public Wrapped(SocketPool pool) => _lease = pool.Rent();
    public void Dispose() => _lease.Dispose();
}
sealed class WrappedWrong : IDisposable
{
    private readonly Lease _lease; //! DEVMEM011
    private readonly SocketPool _pool;
    public WrappedWrong(SocketPool pool) { _pool = pool; _lease = pool.Rent(); }
    public void Dispose() { }
}
