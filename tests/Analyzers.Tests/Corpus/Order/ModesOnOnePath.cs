//# rules = DEVMEM003
//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Threading.Tasks;
using Devmem;

/// <summary>Only pairs within one member matter here: each is in a compilation of its own.</summary>
internal static class ModesOnOnePath
{
    static async Task Alive_when_the_next_binds(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        DevmemSocket socket;
        using (RxBinding first = device.BindRx(dmabuf, [0], AutoreleaseMode.On)) //! DEVMEM003
        {
            socket = first.Attach(raw);
            using FragmentBatch batch = await socket.ReceiveAsync(linear);
        }

        await using var other = new Later();
        RxBinding second = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM003
        socket.Close();
        second.Unbind();
    }
}

internal sealed class Later : IAsyncDisposable
{
    public ValueTask DisposeAsync() => default;
}
