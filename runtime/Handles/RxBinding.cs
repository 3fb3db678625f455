using System;
using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;

namespace Devmem;

/// <summary>A dmabuf bound to receive queues of one interface.</summary>
[MustRelease]
public sealed class RxBinding : IDisposable
{
    private int _unbound;

    internal RxBinding(RxBindingBackend backend) => Backend = backend;

    /// <summary>The id the kernel gave: from one counter for all interfaces, with gaps. Records carry it, also after the unbind.</summary>
    public uint DmabufId => Backend.DmabufId;

    /// <summary>The mode the binding really has.</summary>
    public AutoreleaseMode Autorelease => Backend.Autorelease;

    internal RxBindingBackend Backend { get; }

    /// <summary>Takes over a connected TCP socket whose flow is steered to a queue of this binding.</summary>
    /// <param name="socket">The socket; disposed with the result, or here when this call throws.</param>
    /// <exception cref="ObjectDisposedException">The binding was unbound.</exception>
    /// <exception cref="ArgumentException">The socket is no connected TCP socket.</exception>
    [return: Owning, OutlivedBy("this")]
    public DevmemSocket Attach([Owning] Socket socket)
    {
        try
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _unbound) != 0, this);
            ConnectedSocket.Check(socket);
            return new DevmemSocket(this, socket, Backend.Attach(socket));
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Undoes the binding. A second call does nothing. With sockets open: in <see cref="AutoreleaseMode.On"/> what is queued is still
    /// delivered and keeps the memory; in <see cref="AutoreleaseMode.Off"/> a socket that has not received yet gets ENODEV for ever.
    /// </summary>
    [Releases]
    public void Unbind()
    {
        if (Interlocked.Exchange(ref _unbound, 1) == 0)
            Backend.Unbind();
    }

    /// <summary>The same as <see cref="Unbind"/>.</summary>
    [Releases]
    public void Dispose() => Unbind();
}
