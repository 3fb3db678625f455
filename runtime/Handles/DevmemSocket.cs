using System;
using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;
using Devmem.Books;

namespace Devmem;

/// <summary>A TCP socket whose payload arrives in a dmabuf. One thread at a time receives; everything else may come from any thread.</summary>
/// <remarks>
/// The length of the linear buffer is the byte budget of a receive, as an iovec's is in the kernel: fragments count against it although
/// they do not touch it. A fragment that is larger is delivered in pieces. An empty buffer stands for a budget of 800 kB and no room for
/// linear bytes, which then answer EFAULT and stay queued.
/// </remarks>
[MustRelease]
public sealed partial class DevmemSocket : IDisposable
{
    private FragmentBatch? _spare;
    private int _closed;

    internal DevmemSocket(RxBinding binding, Socket socket, SocketBackend backend)
    {
        Binding = binding;
        Socket = socket;
        Backend = backend;
    }

    /// <summary>The binding that the socket was attached to.</summary>
    [NotOwning]
    public RxBinding Binding { get; }

    /// <summary>The socket below. It is closed with this handle; reading from it directly fails while devmem data is queued (EFAULT).</summary>
    public Socket Socket { get; }

    internal SocketBackend Backend { get; }

    internal TokenBook Tokens { get; } = new();

    internal BatchStorePool Stores { get; } = new();

    internal bool IsClosed => Volatile.Read(ref _closed) != 0;

    /// <summary>Receives what is there, and waits where nothing is.</summary>
    /// <param name="linear">Where bytes go that are not in the dmabuf, packed from its start; its length is the byte budget.</param>
    /// <returns>What was received; empty at the end of the stream.</returns>
    /// <exception cref="ObjectDisposedException">The socket was closed, before or while this waited.</exception>
    /// <exception cref="DevmemException">The kernel refused; nothing was received.</exception>
    [return: Owning, OutlivedBy("this")]
    public FragmentBatch Receive(Span<byte> linear)
    {
        object? mark = Mark(Call.Receive, linear);
        FragmentBatch? batch;
        while (!TryReceiveOnce(linear, mark, out batch))
            Backend.WaitReadable();
        return batch;
    }

    /// <summary>Receives what is there.</summary>
    /// <param name="linear">Where bytes go that are not in the dmabuf, packed from its start; its length is the byte budget.</param>
    /// <param name="batch">What was received; empty at the end of the stream.</param>
    /// <returns>False: nothing is there now.</returns>
    /// <exception cref="ObjectDisposedException">The socket was closed.</exception>
    /// <exception cref="DevmemException">The kernel refused; nothing was received.</exception>
    public bool TryReceive(Span<byte> linear, [NotNullWhen(true), Owning, OutlivedBy("this")] out FragmentBatch? batch) =>
        TryReceiveOnce(linear, Mark(Call.TryReceive, linear), out batch);

    /// <summary>Receives what is there, and waits for the socket's readiness where nothing is.</summary>
    /// <param name="linear">Where bytes go that are not in the dmabuf, packed from its start; its length is the byte budget.</param>
    /// <param name="cancellationToken">Ends the wait. What has been received is handed over all the same, so nothing is lost.</param>
    /// <returns>What was received; empty at the end of the stream.</returns>
    /// <exception cref="OperationCanceledException">The wait was cancelled; nothing was received.</exception>
    /// <exception cref="ObjectDisposedException">The socket was closed, before or while this waited.</exception>
    /// <exception cref="DevmemException">The kernel refused; nothing was received.</exception>
    [return: Owning, OutlivedBy("this")]
    public ValueTask<FragmentBatch> ReceiveAsync(Memory<byte> linear, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
            return ValueTask.FromCanceled<FragmentBatch>(cancellationToken);
        try
        {
            object? mark = Mark(Call.ReceiveAsync, linear.Span);
            return TryReceiveOnce(linear.Span, mark, out FragmentBatch? batch)
                ? new ValueTask<FragmentBatch>(batch)
                : ReceiveWhenReadableAsync(linear, mark, cancellationToken);
        }
        catch (Exception error)
        {
            return ValueTask.FromException<FragmentBatch>(error);
        }
    }

    /// <summary>Closes the socket; a second call does nothing.</summary>
    /// <remarks>
    /// What was received and not returned: in <see cref="AutoreleaseMode.On"/> the kernel returns it when it destroys the socket, in
    /// <see cref="AutoreleaseMode.Off"/> it stays pinned until the binding is unbound and all its sockets have closed.
    /// </remarks>
    [Releases]
    public void Close()
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            Backend.Close();
        Interlocked.Exchange(ref _spare, null)?.Discard();
    }

    /// <summary>The same as <see cref="Close"/>.</summary>
    [Releases]
    public void Dispose() => Close();

    internal void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, this);

    private object? Mark(Call kind, ReadOnlySpan<byte> linear) =>
        Backend.KeepsBooks ? Backend.Mark(HashCode.Combine(linear.Length, kind)) : null;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<FragmentBatch> ReceiveWhenReadableAsync(Memory<byte> linear, object? mark, CancellationToken cancellationToken)
    {
        FragmentBatch? batch;
        do
            await Backend.WaitReadableAsync(cancellationToken).ConfigureAwait(false);
        while (!TryReceiveOnce(linear.Span, mark, out batch));
        return batch;
    }

    /// <summary>What a program can acquire through a socket, for <see cref="SocketBackend.Mark"/>.</summary>
    private enum Call
    {
        Receive = 1,
        TryReceive = 2,
        ReceiveAsync = 3,
        Detach = 4,
    }
}
