using System.Threading;
using System.Threading.Tasks;

namespace Devmem.Simulation;

/// <summary>Wakes all who wait for a change under the kernel's lock, with and without a thread.</summary>
internal sealed class Signal(object gate)
{
    private TaskCompletionSource? _next;

    /// <summary>Under the lock: how many changes there were. Who decided to wait before the last one must not wait for it.</summary>
    internal long Changes { get; private set; }

    /// <summary>Under the lock.</summary>
    internal void Raise()
    {
        Changes++;
        Monitor.PulseAll(gate);
        _next?.SetResult();
        _next = null;
    }

    /// <summary>Under the lock, which it gives up meanwhile. False: the time is over.</summary>
    internal bool Wait(int milliseconds) => Monitor.Wait(gate, milliseconds);

    /// <summary>Under the lock: a task that ends with the next change.</summary>
    internal Task Next() => (_next ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
}
