using System.Collections.Generic;

namespace Devmem.Linux.Tests.Support;

/// <summary>The real kernel, with books of the descriptors the library opened and closed.</summary>
internal sealed class CountingCalls : PassThroughCalls
{
    private readonly HashSet<int> _open = [];

    internal IReadOnlyCollection<int> StillOpen => _open;

    internal int Opened { get; private set; }

    public override int Socket(int domain, int type, int protocol) => Enter(base.Socket(domain, type, protocol));

    public override int Open(string path, int flags) => Enter(base.Open(path, flags));

    public override int CreateMemoryFile(string name, uint flags) => Enter(base.CreateMemoryFile(name, flags));

    public override int Close(int descriptor)
    {
        Assert.True(_open.Remove(descriptor), $"descriptor {descriptor} was not open");
        return base.Close(descriptor);
    }

    private int Enter(int descriptor)
    {
        if (descriptor < 0)
            return descriptor;
        Opened++;
        _open.Add(descriptor);
        return descriptor;
    }
}
