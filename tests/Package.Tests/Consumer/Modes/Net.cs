using Devmem;

namespace Net;

public sealed class Options
{
    public const AutoreleaseMode Mode = AutoreleaseMode.On;
}

public static class Transport
{
    public static int Receive(DevmemDevice device, Dmabuf memory)
    {
        int first = Core.Binding.Receive(device, memory);
        using RxBinding binding = device.BindRx(memory, [1], Options.Mode); // expect DEVMEM003
        return first + (int)binding.DmabufId;
    }
}
