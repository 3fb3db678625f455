using System;
using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;

namespace Devmem;

/// <summary>A dmabuf bound for sending out of one interface.</summary>
[MustRelease]
public sealed class TxBinding : IDisposable
{
    private readonly TxBindingBackend _backend;
    private int _unbound;

    internal TxBinding(TxBindingBackend backend) => _backend = backend;

    /// <summary>The id the kernel gave. Any process of the system may send out of the binding by it: do not give it away.</summary>
    public uint DmabufId => _backend.DmabufId;

    /// <summary>Takes over a connected TCP socket that leaves through this interface.</summary>
    /// <param name="socket">The socket; disposed with the result, or here when this call throws.</param>
    /// <exception cref="ObjectDisposedException">The binding was unbound.</exception>
    /// <exception cref="ArgumentException">The socket is no connected TCP socket.</exception>
    /// <exception cref="InvalidOperationException">The socket may have sent with MSG_ZEROCOPY before: its completions could not be told from the sender's.</exception>
    [return: Owning, OutlivedBy("this")]
    public DevmemSender Attach([Owning] Socket socket)
    {
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _unbound) != 0, this);
            ConnectedSocket.Check(socket);
            return new DevmemSender(_backend.Attach(socket));
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>Undoes the binding. A second call does nothing. What is in flight is still sent.</summary>
    [Releases]
    public void Unbind()
    {
        if (Interlocked.Exchange(ref _unbound, 1) == 0)
            _backend.Unbind();
    }

    /// <summary>The same as <see cref="Unbind"/>.</summary>
    [Releases]
    public void Dispose() => Unbind();
}
