using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>A sending socket in the simulated kernel's books: sends are numbered from 0 and completed in order.</summary>
internal sealed partial class SimulatedSender : SenderBackend
{
    private readonly Socket _socket;

    /// <summary>Every send whose handle has not ended or whose memory is still read, oldest first.</summary>
    private readonly List<PendingSend> _sends = [];
    private readonly HashSet<uint> _owed = [];
    private uint _next;
    private volatile bool _closed;

    internal SimulatedSender(SimulatedTxBinding binding, Socket socket)
    {
        Binding = binding;
        _socket = socket;
        Number = Kernel.NextNumber(HandleKind.Sender);
        Site = binding.Device.Site();
    }

    internal SimulatedTxBinding Binding { get; }

    internal SimulatedKernel Kernel => Binding.Device.Kernel;

    internal long Number { get; }

    internal AcquisitionSite? Site { get; }

    internal bool IsClosed => _closed;

    /// <summary>Sends whose handle nobody has ended.</summary>
    internal IEnumerable<PendingSend> Owed => _sends.Where(send => _owed.Contains(send.Number));

    internal override SendRange Send(long offset, int length)
    {
        AcquisitionSite? site = Binding.Device.Site();
        lock (Kernel.Gate)
        {
            ThrowIfClosed();
            if (!Binding.IsBound)
                throw new DevmemException("The transmit binding was unbound.", Errno.EINVAL);
            if (offset >= Binding.Memory.Length || offset + length > Binding.Memory.Length)
                throw new DevmemException("The range is not inside the dmabuf; nothing was sent.", Errno.EFAULT);
            if (_broken)
                throw new DevmemException("The connection is broken.", Errno.EPIPE);
            PendingSend send = Enqueue(offset, length, site);
            StartTransmitting();
            return new SendRange(send.Number, send.Number);
        }
    }

    internal override bool IsCompleted(SendRange range)
    {
        lock (Kernel.Gate)
        {
            ThrowIfClosed();
            return Find(range) is not { IsCompleted: false };
        }
    }

    internal override void WaitCompleted(SendRange range)
    {
        lock (Kernel.Gate)
        {
            while (!IsCompleted(range))
                Kernel.Signal.Wait(Timeout.Infinite);
        }
    }

    internal override async ValueTask WaitCompletedAsync(SendRange range, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task change;
            lock (Kernel.Gate)
            {
                if (IsCompleted(range))
                    return;
                change = Kernel.Signal.Next();
            }

            await change.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    internal override void OperationEnded(SendRange range) => EndOperation(range);

    internal override void OperationAbandoned(SendRange range) => EndOperation(range);

    internal override void Close()
    {
        lock (Kernel.Gate)
        {
            if (_owed.Count > 0)
                Kernel.Harm.SendersClosedWithSendsPending++;
            _closed = true;

            // The connection sends what was queued before it ends, so nothing waits for a demand any more.
            _allowed = int.MaxValue;
            StartTransmitting();
            CloseIfDrained();
            Kernel.Signal.Raise();
        }
    }

    private PendingSend Enqueue(long offset, int length, AcquisitionSite? site)
    {
        PendingSend send = new()
        {
            Number = _next++,
            Offset = offset,
            Length = length,
            Site = site,
            OperationNumber = Kernel.NextNumber(HandleKind.SendOperation),
        };
        _sends.Add(send);
        _owed.Add(send.Number);
        Binding.Memory.Pin(send);
        return send;
    }

    private PendingSend? Find(SendRange range) => _sends.Find(send => send.Number == range.Last);

    private void EndOperation(SendRange range)
    {
        lock (Kernel.Gate)
        {
            _owed.Remove(range.Last);
            ForgetEnded();
        }
    }

    private void ForgetEnded()
    {
        _sends.RemoveAll(send => send.IsCompleted && !_owed.Contains(send.Number));
        if (_closed && _sends.Count == 0)
            Binding.Device.Senders.Remove(this);
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(_closed, typeof(DevmemSender));
}
