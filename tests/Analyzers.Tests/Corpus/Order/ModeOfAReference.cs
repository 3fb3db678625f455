//# rules = DEVMEM003
//# assembly = Library
using Devmem;

[assembly: DevmemMode(AutoreleaseMode.On)]

public static class Library
{
    public static int Version => 3;
}
//# assembly = Program
using System;
using Devmem;

internal static class ModeOfAReference
{
    static void Contradicts_the_library(DevmemDevice device, Dmabuf dmabuf)
    {
        _ = Library.Version;
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off); //! DEVMEM003
    }
}
