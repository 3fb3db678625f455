extern alias Real;

using System;
using Devmem.Conformance.Running;

namespace Devmem;

/// <summary>The runtime's device as programs under test see it: each call may throw, each handle is entered in the run's ledger.</summary>
public class DevmemDevice : IDisposable
{
    internal DevmemDevice(Real::Devmem.DevmemDevice real) => Inner = real;

    internal Real::Devmem.DevmemDevice Inner { get; }

    public string Name => Inner.Name;

    public RxBinding BindRx(Dmabuf dmabuf, ReadOnlySpan<int> queues) => BindRx(dmabuf, queues, AutoreleaseMode.Off);

    public RxBinding BindRx(Dmabuf dmabuf, ReadOnlySpan<int> queues, AutoreleaseMode autorelease)
    {
        Run.Current.MayThrow();
        try
        {
            return new RxBinding(Inner.BindRx(dmabuf.Inner, queues, (Real::Devmem.AutoreleaseMode)autorelease), autorelease);
        }
        catch (Real::Devmem.DevmemModeException)
        {
            NoteMixed(Run.Current, autorelease);
            throw Run.Current.CutHere();
        }
    }

    public TxBinding BindTx(Dmabuf dmabuf)
    {
        Run.Current.MayThrow();
        return new TxBinding(Inner.BindTx(dmabuf.Inner));
    }

    /// <summary>It takes two: this one, and each that the kernel has not freed yet.</summary>
    private static void NoteMixed(Run run, AutoreleaseMode mode)
    {
        run.Misuse(Harm.MixedModes, null);
        foreach (Entry other in run.Ledger.Entries.FindAll(entry => entry.Kind == HandleKind.RxBinding && entry.Mode != mode && IsAlive(entry)))
            run.Misuse(Harm.MixedModes, null, other.Acquired);
    }

    private static bool IsAlive(Entry entry) => !entry.HasEnded || entry.Children.Exists(IsAlive);

    public void Dispose()
    {
        // The run owns the device.
    }
}
