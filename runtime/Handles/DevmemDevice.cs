using System;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux;

namespace Devmem;

/// <summary>A network interface whose receive queues can deliver into a dmabuf.</summary>
/// <remarks>Disposing the device takes nothing from bindings that it made; each holds what keeps it bound.</remarks>
public abstract class DevmemDevice : IDisposable
{
    private readonly DeviceBackend _backend;
    private int _disposed;

    private protected DevmemDevice(DeviceBackend backend) => _backend = backend;

    /// <summary>The interface's name.</summary>
    public string Name => _backend.Name;

    /// <summary>What kernel and driver offer: probed, never assumed.</summary>
    public DevmemCapabilities Capabilities => _backend.Capabilities;

    private protected DeviceBackend Backend
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            return _backend;
        }
    }

    /// <summary>Opens an interface of this machine.</summary>
    /// <param name="interfaceName">Its name in the network namespace of the process.</param>
    /// <exception cref="PlatformNotSupportedException">The operating system is not Linux, or its kernel has no devmem TCP.</exception>
    /// <exception cref="DevmemException">The kernel refused, for example ENODEV for an unknown name.</exception>
    public static DevmemDevice Open(string interfaceName)
    {
        ArgumentException.ThrowIfNullOrEmpty(interfaceName);
        return new KernelDevice(LinuxBackendFactory.OpenDevice(interfaceName));
    }

    /// <summary>Looks at everything a receive binding on an interface needs, changes nothing, and says how to repair what is missing.</summary>
    /// <param name="interfaceName">Its name in the network namespace of the process.</param>
    /// <returns>A report for a person to read; what is missing is a line of it, never an exception.</returns>
    public static PreflightReport Check(string interfaceName)
    {
        ArgumentException.ThrowIfNullOrEmpty(interfaceName);
        return LinuxBackendFactory.Check(interfaceName);
    }

    /// <summary>Binds a dmabuf to receive queues in the mode that the kernel takes by itself; <see cref="RxBinding.Autorelease"/> says which.</summary>
    /// <param name="dmabuf">The memory. The kernel keeps its own reference, so the handle may be disposed afterwards.</param>
    /// <param name="queues">At least one receive queue of the interface.</param>
    /// <exception cref="DevmemModeException">The system is locked into the other mode.</exception>
    /// <exception cref="DevmemException">The kernel refused: privilege, header split, a taken queue and so on.</exception>
    public RxBinding BindRx(Dmabuf dmabuf, ReadOnlySpan<int> queues) => BindRx(dmabuf, queues, requested: null);

    /// <summary>Binds a dmabuf to receive queues in the mode given.</summary>
    /// <param name="dmabuf">The memory. The kernel keeps its own reference, so the handle may be disposed afterwards.</param>
    /// <param name="queues">At least one receive queue of the interface.</param>
    /// <param name="autorelease">The mode. On works on every kernel.</param>
    /// <exception cref="NotSupportedException">Off was asked for and this kernel has only On.</exception>
    /// <exception cref="DevmemModeException">The system is locked into the other mode.</exception>
    /// <exception cref="DevmemException">The kernel refused: privilege, header split, a taken queue and so on.</exception>
    public RxBinding BindRx(Dmabuf dmabuf, ReadOnlySpan<int> queues, AutoreleaseMode autorelease)
    {
        if (autorelease is not (AutoreleaseMode.Off or AutoreleaseMode.On))
            throw new ArgumentOutOfRangeException(nameof(autorelease), autorelease, "The mode is Off or On.");
        return BindRx(dmabuf, queues, requested: autorelease);
    }

    /// <summary>Binds a dmabuf for zero-copy sending out of this interface.</summary>
    /// <param name="dmabuf">The memory. The kernel keeps its own reference, so the handle may be disposed afterwards.</param>
    /// <exception cref="DevmemException">The kernel or the driver refused.</exception>
    public TxBinding BindTx(Dmabuf dmabuf)
    {
        ArgumentNullException.ThrowIfNull(dmabuf);
        return new TxBinding(Backend.BindTx(dmabuf.Memory));
    }

    /// <summary>Closes the device handle. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _backend.Close();
        GC.SuppressFinalize(this);
    }

    private RxBinding BindRx(Dmabuf dmabuf, ReadOnlySpan<int> queues, AutoreleaseMode? requested)
    {
        ArgumentNullException.ThrowIfNull(dmabuf);
        if (queues.IsEmpty)
            throw new ArgumentException("A binding needs at least one receive queue.", nameof(queues));
        return new RxBinding(Backend.BindRx(dmabuf.Memory, queues, requested));
    }

    private sealed class KernelDevice(DeviceBackend backend) : DevmemDevice(backend);
}
