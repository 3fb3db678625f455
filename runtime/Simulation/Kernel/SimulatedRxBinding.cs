using System;
using System.Collections.Generic;
using System.Net.Sockets;
using Devmem.Backends;

namespace Devmem.Simulation;

/// <summary>A receive binding in the simulated kernel's books, from the bind to the final free.</summary>
internal sealed class SimulatedRxBinding : RxBindingBackend
{
    private readonly int[] _queues;
    private readonly List<SimulatedSocket> _steered = [];
    private DateTimeOffset _unboundAt;
    private DateTimeOffset? _freeAt;
    private bool _lags;
    private bool _lostDevice;

    internal SimulatedRxBinding(SimulatedInterface device, SimulatedMemory memory, uint id, AutoreleaseMode mode, int[] queues)
    {
        Device = device;
        Memory = memory;
        DmabufId = id;
        Autorelease = mode;
        _queues = queues;
        Number = Kernel.NextNumber(HandleKind.RxBinding);
        Site = device.Site();
        SimulationOptions options = device.Options;
        Pool = new PagePool(this, (int)(memory.Length / options.PageSize), options.SegmentsPerPage, options.Seed);
    }

    internal override uint DmabufId { get; }

    internal override AutoreleaseMode Autorelease { get; }

    internal SimulatedInterface Device { get; }

    internal SimulatedKernel Kernel => Device.Kernel;

    internal SimulatedMemory Memory { get; }

    internal PagePool Pool { get; }

    internal long Number { get; }

    internal AcquisitionSite? Site { get; }

    internal bool IsBound { get; private set; } = true;

    internal bool IsFreed { get; private set; }

    /// <summary>Off mode: sockets that have received from here and are not destroyed.</summary>
    internal int UserSockets { get; private set; }

    internal override SocketBackend Attach(Socket socket)
    {
        lock (Kernel.Gate)
            return new SimulatedSocket(this, socket);
    }

    internal void Steer(SimulatedSocket socket) => _steered.Add(socket);

    internal void Unsteer(SimulatedSocket socket) => _steered.Remove(socket);

    /// <summary>A socket receives from here for the first time in off mode. False: no user-space reference may arise any more.</summary>
    internal bool TryAddUser()
    {
        if (!IsBound && UserSockets == 0)
            return false;
        UserSockets++;
        return true;
    }

    internal void RemoveUser()
    {
        UserSockets--;
        DropUrefsWithoutUsers();
        FreeIfDone();
    }

    internal override void Unbind()
    {
        lock (Kernel.Gate)
        {
            // What has arrived by now was put into the dmabuf before the queue was restarted.
            foreach (SimulatedSocket socket in _steered)
                socket.TakeInWhatArrived();
            if (_steered.Count > 0)
                Kernel.Harm.UnbindsWithSocketsOpen++;
            IsBound = false;
            _unboundAt = Kernel.Now;
            if (!_lostDevice)
                Device.Restart(_queues);
            Pool.StopFilling();
            DropUrefsWithoutUsers();
            _lags = Pool.Inflight > 0;
            FreeIfDone();
            Kernel.Signal.Raise();
        }
    }

    /// <summary>
    /// The device was removed. The proposal forgets to take the queues off the count of users on this path, so in off mode what is still
    /// held then is never dropped, and the binding never freed.
    /// </summary>
    internal void LoseDevice()
    {
        _lostDevice = true;
        Pool.StopFilling();
    }

    internal void PageCameFree()
    {
        Kernel.Signal.Raise();
        FreeIfDone();
    }

    internal void FreeIfDue()
    {
        if (_freeAt is { } due && Kernel.Now >= due)
            Free();
    }

    private void DropUrefsWithoutUsers()
    {
        if (IsBound || UserSockets > 0 || _lostDevice || Autorelease == AutoreleaseMode.On)
            return;
        Pool.DropUrefs();
        foreach (Delivery delivery in Kernel.Deliveries.All)
        {
            if (delivery.IsLive && delivery.Page.Pool == Pool)
                Kernel.Deliveries.End(delivery);
        }
    }

    /// <summary>A page pool that had pages out at the unbind is looked after by a worker that runs once a second.</summary>
    private void FreeIfDone()
    {
        if (IsBound || IsFreed || UserSockets > 0 || Pool.Inflight > 0 || _freeAt is not null)
            return;
        if (!_lags)
        {
            Free();
            return;
        }

        double seconds = (Kernel.Now - _unboundAt).TotalSeconds;
        _freeAt = _unboundAt.AddSeconds(Math.Floor(seconds) + 1);
    }

    private void Free()
    {
        _freeAt = null;
        IsFreed = true;
        Kernel.Forget(this);
    }
}
