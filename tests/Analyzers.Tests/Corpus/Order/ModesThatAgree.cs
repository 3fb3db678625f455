//# rules = DEVMEM003 DEVMEM012
//# devmem.exceptions = none
using System;
using Devmem;

/// <summary>All are Off, however they say it.</summary>
internal sealed class ModesThatAgree(DevmemDevice device, Dmabuf dmabuf, AutoreleaseMode given)
{
    private static readonly AutoreleaseMode House = AutoreleaseMode.Off;
    private readonly AutoreleaseMode _mode = House;
    private AutoreleaseMode _set;

    private AutoreleaseMode Mode => AutoreleaseMode.Off;

    public static ModesThatAgree Make(DevmemDevice device, Dmabuf dmabuf) => new(device, dmabuf, AutoreleaseMode.Off);

    public void Set() => _set = AutoreleaseMode.Off;

    public void By_field()
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], _mode);
        using RxBinding second = device.BindRx(dmabuf, [1], _set);
    }

    public void By_property()
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], Mode);
    }

    public void By_primary_parameter()
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], given);
    }

    public void By_parameter()
    {
        Run(AutoreleaseMode.Off);
        Run(House);
        using RxBinding binding = Bind((AutoreleaseMode)0);
    }

    public void By_both_branches(bool automatic)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], automatic ? House : AutoreleaseMode.Off);
    }

    public void Unreachable()
    {
        const bool never = false;
        if (never)
        {
#pragma warning disable CS0162
            using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
#pragma warning restore CS0162
        }
    }

    private void Run(AutoreleaseMode mode)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], mode);
        using RxBinding second = device.BindRx(dmabuf, [1], mode);
    }

    private RxBinding Bind(AutoreleaseMode mode) => device.BindRx(dmabuf, [0], mode);
}
