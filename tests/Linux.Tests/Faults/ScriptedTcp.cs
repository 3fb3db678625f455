using System;
using System.Collections.Generic;
using Devmem.Backends;
using Devmem.Linux.Interop;
using Devmem.Linux.Tests.Parsers;

namespace Devmem.Linux.Tests.Faults;

/// <summary>One piece of a stream: fragments of a dmabuf, bytes beside them, or ordinary bytes.</summary>
internal readonly record struct Piece(char Kind, uint Length, ulong Offset = 0, uint Id = 1)
{
    internal const char Dmabuf = 'd';
    internal const char Linear = 'l';
    internal const char Ordinary = 'o';
}

/// <summary>The TCP side of the scripted kernel: tokens from 1, lowest free first, and records in whatever room there is.</summary>
internal sealed class ScriptedTcp
{
    private readonly HashSet<uint> _held = [];
    private uint _lowestFree = 1;

    internal LinkedList<Piece> Stream { get; } = new();

    internal IReadOnlyCollection<uint> Held => _held;

    internal int Issued { get; private set; }

    /// <summary>recvmsg: as many pieces as fit, never both kinds of payload in one call.</summary>
    internal nint Receive(int budget, int controlRoom, bool hasBuffer, List<byte[]> control)
    {
        if (Stream.Count == 0)
            return -Errno.EAGAIN;
        bool ordinary = Stream.First!.Value.Kind == Piece.Ordinary;
        int taken = 0;
        while (taken < budget && Stream.First is { Value: Piece piece } && (piece.Kind == Piece.Ordinary) == ordinary)
        {
            if (!ordinary && (control.Count + 1) * Sock.DevmemRecordSpace > controlRoom)
                return taken > 0 ? taken : -Errno.ETOOSMALL;
            if (piece.Kind != Piece.Dmabuf && !hasBuffer)
                return taken > 0 ? taken : -Errno.EFAULT;
            uint part = Math.Min(piece.Length, (uint)(budget - taken));
            Deliver(piece, part, control);
            taken += (int)part;
        }

        return taken;
    }

    /// <summary>SO_DEVMEM_DONTNEED, with its look-up budget.</summary>
    internal int Return(ReadOnlySpan<TokenRange> ranges)
    {
        int released = 0, lookups = 0;
        foreach (TokenRange range in ranges)
        {
            for (uint i = 0; i < range.Count; i++)
            {
                if (++lookups > 1024)
                    return released;
                if (!_held.Remove(range.Start + i))
                    continue;
                released++;
                _lowestFree = Math.Min(_lowestFree, range.Start + i);
            }
        }

        return released;
    }

    private void Deliver(Piece piece, uint part, List<byte[]> control)
    {
        if (part < piece.Length)
            Stream.First!.Value = piece with { Length = piece.Length - part, Offset = piece.Offset + part };
        else
            Stream.RemoveFirst();
        if (piece.Kind == Piece.Linear)
            control.Add(ControlBytes.Linear(part));
        if (piece.Kind == Piece.Dmabuf)
            control.Add(ControlBytes.Dmabuf(piece.Offset, part, Issue(), piece.Id));
    }

    private uint Issue()
    {
        Issued++;
        while (!_held.Add(_lowestFree))
            _lowestFree++;
        return _lowestFree;
    }
}
