namespace Devmem;

/// <summary>What the kernel does with the tokens that an application still holds when their socket closes.</summary>
/// <remarks>
/// The values are those of the netlink attribute that the January 2026 series proposes. Released kernels have no such attribute and
/// behave as <see cref="On"/>. The mode is one for the whole system.
/// </remarks>
public enum AutoreleaseMode : byte
{
    /// <summary>Nothing is returned by itself: what is held at the close stays pinned until the binding is unbound and every socket that used it has closed.</summary>
    Off = 0,

    /// <summary>The kernel returns what is still held when it destroys the socket.</summary>
    On = 1,
}
