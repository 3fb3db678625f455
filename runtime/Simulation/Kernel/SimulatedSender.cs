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
            uint? first = null;
            for (int sent = 0; ;)
            {
                PendingSend? part = Take(Binding, offset + sent, length - sent);
                if (part is null)
                {
                    Kernel.Signal.Wait(Timeout.Infinite); // the send buffer is full
                    continue;
                }

                first ??= part.Number;
                sent += part.Length;
                if (sent == length)
                    Own(part, site); // before it can complete
                StartTransmitting();
                if (sent == length)
                    return new SendRange(first.Value, part.Number);
            }
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

    /// <summary>Whoever asked for the send is told of its end; a send in parts ends with its last part.</summary>
    private void Own(PendingSend last, AcquisitionSite? site)
    {
        last.Site = site;
        last.OperationNumber = Kernel.NextNumber(HandleKind.SendOperation);
        _owed.Add(last.Number);
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
