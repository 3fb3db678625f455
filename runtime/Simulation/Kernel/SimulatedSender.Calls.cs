using System;
using System.Linq;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>The socket's calls as any program may make them: one sendmsg, and the error queue.</summary>
internal sealed partial class SimulatedSender
{
    private SendRange? _unread;

    /// <summary>Bytes that wait at most; what a call brings beyond them stays with the caller.</summary>
    internal int SendBuffer { get; set; } = int.MaxValue;

    /// <summary>Goes on counting from another number, to look at the wrap without 2^32 sends.</summary>
    internal void StartCount(uint next)
    {
        lock (Kernel.Gate)
            _next = next;
    }

    /// <summary>One sendmsg that does not wait, with any id.</summary>
    /// <returns>How many bytes were taken; 0 where the send buffer is full.</returns>
    /// <exception cref="DevmemException">EFAULT, EINVAL, ENODEV or EPIPE.</exception>
    internal int TrySend(uint dmabufId, long offset, int length, SendFlags flags)
    {
        lock (Kernel.Gate)
        {
            if ((flags & SendFlags.OddMessage) != 0)
                throw new DevmemException("The control message is no devmem message.", Errno.EINVAL);
            if (dmabufId == 0)
                throw new DevmemException("Id 0 means process memory, and there is none at this address.", Errno.EFAULT);
            if ((flags & SendFlags.WithoutZeroCopy) != 0)
                throw new DevmemException("A send out of a dmabuf needs MSG_ZEROCOPY and SO_ZEROCOPY.", Errno.EINVAL);
            SimulatedTxBinding binding = Kernel.FindTxBinding(dmabufId)
                ?? throw new DevmemException("There is no transmit binding of this id.", Errno.EINVAL);
            if (binding.Device != Binding.Device)
                throw new DevmemException("The route leaves through another device.", Errno.ENODEV);
            int taken = Take(binding, offset, length)?.Length ?? 0;
            StartTransmitting();
            return taken;
        }
    }

    /// <summary>Takes the completion off the error queue: which sends ended since the last look. They end in order, so one range says it.</summary>
    internal SendRange? TakeCompletion()
    {
        lock (Kernel.Gate)
        {
            SendRange? unread = _unread;
            _unread = null;
            return unread;
        }
    }

    private void Report(uint number) => _unread = new SendRange(_unread?.First ?? number, number);

    /// <summary>Queues what there is room for. Null: nothing.</summary>
    private PendingSend? Take(SimulatedTxBinding binding, long offset, int length)
    {
        ThrowIfClosed();
        if (!binding.IsBound)
            throw new DevmemException("The transmit binding was unbound.", Errno.EINVAL);
        if (offset >= binding.Memory.Length || offset + length > binding.Memory.Length)
            throw new DevmemException("The range is not inside the dmabuf; nothing was sent.", Errno.EFAULT);
        if (_broken)
            throw new DevmemException("The connection is broken.", Errno.EPIPE);
        int room = SendBuffer == int.MaxValue ? length : SendBuffer - _sends.Where(static send => !send.IsCompleted).Sum(static send => send.Length);
        return room > 0 ? Enqueue(binding.Memory, offset, Math.Min(length, room)) : null;
    }

    private PendingSend Enqueue(SimulatedMemory memory, long offset, int length)
    {
        PendingSend send = new() { Number = _next++, Offset = offset, Length = length, Memory = memory };
        _sends.Add(send);
        memory.Pin(send);
        return send;
    }
}
