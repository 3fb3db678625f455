//# rules = DEVMEM003
//# tree = First.cs
using Devmem;

internal static class First
{
    static void Bind(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM003
    }
}
//# tree = Second.cs
using Devmem;

internal static class Second
{
    static readonly AutoreleaseMode s_mode = First_or_second(1);

    static AutoreleaseMode First_or_second(int which) => AutoreleaseMode.Off;

    static void Bind(DevmemDevice device, Dmabuf dmabuf)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], s_mode); //! DEVMEM003
    }
}
