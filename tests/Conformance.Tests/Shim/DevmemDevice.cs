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
            Run.Current.Misuse(Harm.MixedModes, null);
            throw Run.Current.CutHere();
        }
    }

    public TxBinding BindTx(Dmabuf dmabuf)
    {
        Run.Current.MayThrow();
        return new TxBinding(Inner.BindTx(dmabuf.Inner));
    }

    public void Dispose()
    {
        // The run owns the device.
    }
}
