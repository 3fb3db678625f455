using Devmem;

[assembly: DevmemMode(AutoreleaseMode.Off)]

namespace Core;

public static class Binding
{
    public static int Receive(DevmemDevice device, Dmabuf memory)
    {
        using RxBinding binding = device.BindRx(memory, [0], AutoreleaseMode.Off);
        return (int)binding.DmabufId;
    }
}
