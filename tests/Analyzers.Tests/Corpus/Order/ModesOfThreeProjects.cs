//# rules = DEVMEM003 DEVMEM012
//# assembly = Core
using Devmem;

[assembly: DevmemMode(AutoreleaseMode.Off)]

public static class Core
{
    public static void Receive(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
    }
}
//# assembly = Net
using Devmem;

public static class Net
{
    private const AutoreleaseMode Mode = AutoreleaseMode.On;

    public static void Receive(DevmemDevice device, Dmabuf dmabuf)
    {
        Core.Receive(device, dmabuf);
        using RxBinding binding = device.BindRx(dmabuf, [1], Mode); //! DEVMEM003
    }
}
//# assembly = App
using Devmem;

internal static class App
{
    static void Main_receive(DevmemDevice device, Dmabuf dmabuf)
    {
        Net.Receive(device, dmabuf);
        using RxBinding binding = device.BindRx(dmabuf, [2], AutoreleaseMode.Off);
        using RxBinding silent = device.BindRx(dmabuf, [3]); //! DEVMEM012
    }
}
