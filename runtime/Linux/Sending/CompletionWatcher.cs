using System;
using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Threading;
using Devmem.Backends;
using Devmem.Linux.Interop;

namespace Devmem.Linux.Sending;

/// <summary>
/// One thread for all senders of the process that sleeps until some socket's error queue has news. The runtime's own sockets do not
/// report that state, and a thread per send would not do.
/// </summary>
internal sealed unsafe class CompletionWatcher
{
    private const int EPOLL_CTL_ADD = 1;
    private const int EPOLL_CTL_DEL = 2;
    private const int EPOLL_CLOEXEC = 0x80000;
    private const uint EPOLLET = 1u << 31;
    private const int Batch = 64;

    // struct epoll_event is packed on x86-64 only: events u32, then data u64 at 4 or at 8.
    private static readonly int s_dataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int s_eventLength = s_dataOffset + sizeof(ulong);
    private static readonly Lazy<CompletionWatcher> s_shared = new(() => new CompletionWatcher(LinuxSystemCalls.Instance), LazyThreadSafetyMode.PublicationOnly);

    private readonly ISystemCalls _calls;
    private readonly SafeDescriptor _epoll;
    private readonly ConcurrentDictionary<ulong, Action> _signals = new();
    private ulong _lastKey;

    internal CompletionWatcher(ISystemCalls calls)
    {
        _calls = calls;
        _epoll = SafeDescriptor.TryOpen(calls, c => c.EpollCreate(EPOLL_CLOEXEC), out int errno)
            ?? throw KernelError.Exception("watch for send completions", errno);
        new Thread(Run) { IsBackground = true, Name = "Devmem send completions" }.Start();
    }

    /// <summary>The process has one, from the first wait on.</summary>
    internal static CompletionWatcher Shared => s_shared.Value;

    /// <summary>
    /// Calls <paramref name="signal"/> whenever the socket's error queue may have news, beginning now. It must be short and must not throw.
    /// </summary>
    /// <returns>What <see cref="Remove"/> takes.</returns>
    internal ulong Add(SafeHandle socket, Action signal)
    {
        ulong key = Interlocked.Increment(ref _lastKey);
        _signals[key] = signal;

        // No event is asked for: errors and hang-ups come unasked. Edge-triggered, so that a hang-up is told once and not for ever.
        byte* registration = stackalloc byte[s_eventLength];
        *(uint*)registration = EPOLLET;
        *(ulong*)(registration + s_dataOffset) = key;
        int result = _calls.EpollControl(_epoll, EPOLL_CTL_ADD, socket, registration);
        if (result >= 0)
            return key;
        _signals.TryRemove(key, out _);
        throw KernelError.Exception("watch for send completions", -result);
    }

    /// <summary>Before the socket is closed. A signal that is under way may still come.</summary>
    internal void Remove(ulong key, SafeHandle socket)
    {
        _signals.TryRemove(key, out _);
        byte* ignored = stackalloc byte[s_eventLength];
        _ = _calls.EpollControl(_epoll, EPOLL_CTL_DEL, socket, ignored);
    }

    private void Run()
    {
        byte* events = (byte*)NativeMemory.Alloc((nuint)(Batch * s_eventLength));
        while (true)
        {
            int count = _calls.EpollWait(_epoll, events, Batch, Timeout.Infinite);
            if (count < 0 && count != -Errno.EINTR)
                throw KernelError.Exception("wait for send completions", -count); // EBADF or EINVAL: a defect of this library
            for (int i = 0; i < count; i++)
            {
                if (_signals.TryGetValue(*(ulong*)(events + (i * s_eventLength) + s_dataOffset), out Action? signal))
                    signal();
            }
        }
    }
}
