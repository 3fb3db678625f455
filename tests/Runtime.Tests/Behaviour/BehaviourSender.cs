using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;
using Devmem.Backends;

namespace Devmem.Runtime.Tests;

/// <summary>One sending connection of a row: what its kernel accepted, and what its peer has got so far.</summary>
internal sealed class BehaviourSender : IDisposable
{
    private readonly Socket _peer;
    private readonly List<byte> _accepted = [];
    private readonly List<byte> _arrived = [];

    internal BehaviourSender(SenderBackend backend, Socket peer)
    {
        Backend = backend;
        _peer = peer;
        new Thread(TakeAll) { IsBackground = true }.Start();
    }

    internal SenderBackend Backend { get; }

    /// <summary>The numbers of the last send.</summary>
    internal SendRange Last { get; set; }

    /// <summary>Numbers that the error queue has reported.</summary>
    internal SortedSet<uint> Completed { get; } = [];

    internal void Accepted(ReadOnlySpan<byte> bytes) => _accepted.AddRange(bytes);

    /// <summary>"all" when exactly what was accepted has come, "none", or how far it is.</summary>
    internal string Arrived(TimeSpan patience, string? expected)
    {
        long start = Stopwatch.GetTimestamp();
        string answer;
        while ((answer = Compare()) != "all" && expected != "none" && Stopwatch.GetElapsedTime(start) < patience)
            Thread.Sleep(1);
        return answer;
    }

    public void Dispose()
    {
        _peer.Dispose();
        if (!_closed)
            Backend.Close();
    }

    private bool _closed;

    internal void Close()
    {
        _closed = true;
        Backend.Close();
    }

    private string Compare()
    {
        lock (_arrived)
        {
            if (_arrived.Count == 0 && _accepted.Count > 0)
                return "none";
            if (_arrived.Count != _accepted.Count)
                return $"{_arrived.Count} of {_accepted.Count} bytes";
            return _arrived.ToArray().AsSpan().SequenceEqual(_accepted.ToArray()) ? "all" : "other bytes";
        }
    }

    private void TakeAll()
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            for (int count; (count = _peer.Receive(buffer)) > 0;)
            {
                lock (_arrived)
                    _arrived.AddRange(buffer.AsSpan(0, count));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The row is over.
        }
    }
}
