using System;
using System.Collections.Generic;

namespace Devmem.Simulation;

/// <summary>One simulated kernel: the binding ids and the autorelease mode are its, not an interface's.</summary>
public sealed class SimulatedKernel
{
    private readonly List<SimulatedRxBinding> _receiveBindings = [];
    private readonly Dictionary<uint, SimulatedTxBinding> _transmitBindings = [];
    private readonly TimeProvider _clock;
    private readonly long[] _numbers = new long[Enum.GetValues<HandleKind>().Length];
    private uint _lastBindingId;

    /// <summary>A kernel that has just booted.</summary>
    /// <param name="profile">Which kernel's books it keeps.</param>
    /// <param name="clock">Its clock, for what a worker does once a second; null for the system's.</param>
    public SimulatedKernel(KernelProfile profile = KernelProfile.AutoreleaseSeriesV10, TimeProvider? clock = null)
    {
        Profile = profile;
        _clock = clock ?? TimeProvider.System;
        Key = DefaultMode;
        Signal = new Signal(Gate);
    }

    /// <summary>Which kernel's books it keeps.</summary>
    public KernelProfile Profile { get; }

    /// <summary>Everything of this kernel is changed under this lock.</summary>
    internal object Gate { get; } = new();

    /// <summary>Raised when a page comes free, a send completes, or a socket or binding ends.</summary>
    internal Signal Signal { get; }

    internal HarmReport Harm { get; } = new();

    internal DeliveryBook Deliveries { get; } = new();

    /// <summary>What a binding gets that does not say its mode.</summary>
    internal AutoreleaseMode DefaultMode => Profile == KernelProfile.Released ? AutoreleaseMode.On : AutoreleaseMode.Off;

    /// <summary>The series' static key: the mode of the last binding, by which returns are treated.</summary>
    internal AutoreleaseMode Key { get; private set; }

    internal DateTimeOffset Now => _clock.GetUtcNow();

    internal long NextNumber(HandleKind kind) => ++_numbers[(int)kind];

    /// <summary>Every attempt that gets as far as the mapping takes an id, also when it fails afterwards.</summary>
    internal uint NextBindingId() => ++_lastBindingId;

    /// <summary>The mode that is locked: of any receive binding that is not finally freed. Released kernels lock nothing, having one mode.</summary>
    internal AutoreleaseMode? LockedMode()
    {
        RunWorker();
        return _receiveBindings.Count == 0 ? null : _receiveBindings[0].Autorelease;
    }

    internal void Enter(SimulatedRxBinding binding)
    {
        _receiveBindings.Add(binding);
        Key = binding.Autorelease;
    }

    internal void Enter(SimulatedTxBinding binding) => _transmitBindings.Add(binding.DmabufId, binding);

    internal void Forget(SimulatedTxBinding binding) => _transmitBindings.Remove(binding.DmabufId);

    /// <summary>Ids are the whole system's: any socket may send out of any transmit binding.</summary>
    internal SimulatedTxBinding? FindTxBinding(uint id) => _transmitBindings.GetValueOrDefault(id);

    internal void Forget(SimulatedRxBinding binding) => _receiveBindings.Remove(binding);

    /// <summary>The worker that frees what was returned after an unbind. It runs when somebody looks, with the same result.</summary>
    internal void RunWorker()
    {
        for (int i = _receiveBindings.Count - 1; i >= 0; i--)
            _receiveBindings[i].FreeIfDue();
    }
}
