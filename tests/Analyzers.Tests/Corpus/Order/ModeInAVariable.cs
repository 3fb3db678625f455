//# rules = DEVMEM003
//# devmem.exceptions = none
using Devmem;

internal static class ModeInAVariable
{
    static void Set_again_between_two_that_end(DevmemDevice device, Dmabuf dmabuf)
    {
        AutoreleaseMode mode = AutoreleaseMode.On;
        using (RxBinding first = device.BindRx(dmabuf, [0], mode))
        {
        }

        mode = AutoreleaseMode.Off;
        using RxBinding second = device.BindRx(dmabuf, [0], mode);
    }
}
