using System.Collections.Generic;
using System.Linq;

namespace Devmem.Simulation;

/// <summary>Reads the books of one interface under the kernel's lock.</summary>
internal static class Auditor
{
    internal static LeakReport Audit(SimulatedInterface device)
    {
        lock (device.Kernel.Gate)
        {
            device.Kernel.RunWorker();
            device.RxBindings.RemoveAll(binding => binding.IsFreed);
            List<Delivery> held = [.. device.Kernel.Deliveries.All.Where(delivery => delivery.IsLive && delivery.Socket.Device == device)];
            IEnumerable<HeldHandle> handles = Bindings(device)
                .Concat(device.Sockets.Select(Socket))
                .Concat(held.Where(delivery => delivery.Detached == 0).GroupBy(delivery => delivery.Batch).OrderBy(batch => batch.Key).Select(Batch))
                .Concat(held.Where(delivery => delivery.Detached != 0).OrderBy(delivery => delivery.Detached).Select(Token))
                .Concat(device.Senders.Where(sender => !sender.IsClosed).Select(Sender))
                .Concat(device.Senders.SelectMany(sender => sender.Owed.Select(send => Send(sender, send))));
            return new LeakReport([.. handles], [.. device.RxBindings.SelectMany(binding => Pages(binding, held))], device.Kernel.Harm with { });
        }
    }

    private static IEnumerable<HeldHandle> Bindings(SimulatedInterface device) =>
        device.RxBindings.Where(binding => binding.IsBound)
            .Select(binding => new HeldHandle { Kind = HandleKind.RxBinding, Number = binding.Number, DmabufId = binding.DmabufId, Site = binding.Site })
            .Concat(device.TxBindings.Select(binding =>
                new HeldHandle { Kind = HandleKind.TxBinding, Number = binding.Number, DmabufId = binding.DmabufId, Site = binding.Site }));

    private static HeldHandle Socket(SimulatedSocket socket) => new()
    {
        Kind = HandleKind.Socket,
        Number = socket.Number,
        SocketNumber = socket.Number,
        DmabufId = socket.Steering.DmabufId,
        Site = socket.Site,
    };

    private static HeldHandle Batch(IGrouping<long, Delivery> batch)
    {
        Delivery first = batch.First();
        return new HeldHandle
        {
            Kind = HandleKind.Batch,
            Number = batch.Key,
            SocketNumber = first.Socket.Number,
            DmabufId = first.Page.Pool.Binding.DmabufId,
            TokenValues = [.. batch.Select(delivery => delivery.Token)],
            Bytes = batch.Sum(delivery => (long)delivery.Length),
            Stranded = first.Stranded,
            Site = first.ReceivedAt,
        };
    }

    private static HeldHandle Token(Delivery delivery) => new()
    {
        Kind = HandleKind.Token,
        Number = delivery.Detached,
        SocketNumber = delivery.Socket.Number,
        DmabufId = delivery.Page.Pool.Binding.DmabufId,
        TokenValues = [delivery.Token],
        Offset = delivery.Offset,
        Bytes = delivery.Length,
        Stranded = delivery.Stranded,
        Site = delivery.DetachedAt,
    };

    private static HeldHandle Sender(SimulatedSender sender) => new()
    {
        Kind = HandleKind.Sender,
        Number = sender.Number,
        SocketNumber = sender.Number,
        DmabufId = sender.Binding.DmabufId,
        Site = sender.Site,
    };

    private static HeldHandle Send(SimulatedSender sender, PendingSend send) => new()
    {
        Kind = HandleKind.SendOperation,
        Number = send.OperationNumber,
        SocketNumber = sender.Number,
        DmabufId = sender.Binding.DmabufId,
        Offset = send.Offset,
        Bytes = send.Length,
        Stranded = sender.IsClosed,
        Site = send.Site,
    };

    private static IEnumerable<HeldPage> Pages(SimulatedRxBinding binding, List<Delivery> held)
    {
        bool on = binding.Autorelease == AutoreleaseMode.On;
        for (int index = 0; index < binding.Pool.Pages.Length; index++)
        {
            SimulatedPage page = binding.Pool.Pages[index];
            int tokens = on ? page.Tokens : page.Uref;
            if (tokens == 0 && page.Queued == 0)
                continue;
            Delivery? oldest = held.Where(delivery => delivery.Page == page).MinBy(delivery => delivery.Batch);
            yield return new HeldPage(binding.DmabufId, page.Index, tokens, page.Queued, oldest?.ReceivedAt);
        }
    }
}
