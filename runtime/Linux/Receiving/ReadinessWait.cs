using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using System.Threading.Tasks.Sources;
using Devmem.Backends;

namespace Devmem.Linux.Receiving;

/// <summary>
/// Waits for data through the socket's own readiness: a receive of zero bytes, which takes nothing. No thread is held and, once
/// made, nothing is allocated. One waiter at a time.
/// </summary>
/// <remarks>
/// The runtime looks for data with MSG_PEEK and without MSG_SOCK_DEVMEM. Payload in a dmabuf answers that with EFAULT and stays queued,
/// so EFAULT means: readable. A cancelled wait leaves its zero-byte receive pending, and the next wait takes it over.
/// </remarks>
internal sealed class ReadinessWait : SocketAsyncEventArgs, IValueTaskSource
{
    private readonly Socket _socket;
    private readonly object _lock = new();
    private ManualResetValueTaskSourceCore<bool> _source; // not readonly: a mutable struct
    private CancellationTokenRegistration _cancellation;
    private DevmemException? _error;
    private bool _pending;
    private bool _waiting;
    private bool _ready;

    internal ReadinessWait(Socket socket)
        : base(unsafeSuppressExecutionContextFlow: true)
    {
        _socket = socket;
        SetBuffer(Memory<byte>.Empty);
    }

    /// <summary>The kernel tells a connection's error once. If the wait was the one to hear it, a receive that finds no data must say it.</summary>
    internal void ThrowPendingError()
    {
        DevmemException? error = Volatile.Read(ref _error) is null ? null : Interlocked.Exchange(ref _error, null);
        if (error is not null)
            throw error;
    }

    internal ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled(cancellationToken);
        bool start;
        short version;
        lock (_lock)
        {
            if (_ready)
            {
                _ready = false;
                return default;
            }

            start = !_pending;
            _pending = _waiting = true;
            _source.Reset();
            version = _source.Version;
        }

        if (start)
            Start();
        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.UnsafeRegister(static (state, token) => ((ReadinessWait)state!).Cancel(token), this);
        return new ValueTask(this, version);
    }

    void IValueTaskSource.GetResult(short token)
    {
        _cancellation.Dispose();
        _cancellation = default;
        _source.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    protected override void OnCompleted(SocketAsyncEventArgs e)
    {
        bool closed = SocketError is SocketError.OperationAborted or SocketError.Interrupted or SocketError.NotSocket;
        bool waiting;
        lock (_lock)
        {
            if (!closed && SocketError is not (SocketError.Success or SocketError.Fault))
                _error = ReceiveError.Exception(new SocketException((int)SocketError).NativeErrorCode, linearLength: 1);
            waiting = _waiting;
            _pending = _waiting = false;
            _ready = !waiting && !closed;
        }

        if (!waiting)
            return;
        if (closed)
            _source.SetException(new ObjectDisposedException(nameof(DevmemSocket)));
        else
            _source.SetResult(true);
    }

    private void Start()
    {
        bool pending;
        try
        {
            pending = _socket.ReceiveAsync(this);
        }
        catch
        {
            lock (_lock)
                _pending = _waiting = false;
            throw;
        }

        if (!pending)
            OnCompleted(this);
    }

    private void Cancel(CancellationToken token)
    {
        lock (_lock)
        {
            if (!_waiting)
                return;
            _waiting = false;
        }

        _source.SetException(new OperationCanceledException(token));
    }
}
