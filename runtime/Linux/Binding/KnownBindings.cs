using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Binding;

/// <summary>
/// The receive bindings of this process and how long their dmabufs are. With autorelease the kernel lets several feed one socket, and each
/// record names its own: only one that is known here can be checked against its end. One that was undone is kept as long as a socket
/// is open, for what is queued still bears its id.
/// </summary>
internal sealed class KnownBindings
{
    private static readonly ConditionalWeakTable<ISystemCalls, KnownBindings> s_kernels = [];

    private readonly Dictionary<uint, long> _lengths = [];
    private readonly HashSet<uint> _undone = [];
    private int _sockets;

    /// <summary>Those made through the same kernel; the tests have many.</summary>
    internal static KnownBindings Of(ISystemCalls calls) => s_kernels.GetValue(calls, static _ => new KnownBindings());

    internal int Count
    {
        get
        {
            lock (_lengths)
                return _lengths.Count;
        }
    }

    internal void Add(uint id, long length)
    {
        lock (_lengths)
        {
            _lengths[id] = length;
            _undone.Remove(id);
        }
    }

    internal bool TryGetLength(uint id, out long length)
    {
        lock (_lengths)
            return _lengths.TryGetValue(id, out length);
    }

    internal void Undo(uint id)
    {
        lock (_lengths)
        {
            _undone.Add(id);
            Forget();
        }
    }

    internal void SocketOpened()
    {
        lock (_lengths)
            _sockets++;
    }

    internal void SocketClosed()
    {
        lock (_lengths)
        {
            _sockets--;
            Forget();
        }
    }

    private void Forget()
    {
        if (_sockets > 0)
            return;
        foreach (uint id in _undone)
            _lengths.Remove(id);
        _undone.Clear();
    }
}
