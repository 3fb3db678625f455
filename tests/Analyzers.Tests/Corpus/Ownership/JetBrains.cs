//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008
using System;
using Devmem;
using JetBrains.Annotations;

/// <summary>The annotations of another vendor, known by name, beside a type of ours so that the analysis is switched on.</summary>
[MustDisposeResource]
public class Handle : IDisposable
{
    public int Number { get; }

    public void Dispose()
    {
    }
}

public interface IShop
{
    [MustDisposeResource]
    Handle Buy();

    void Give([HandlesResourceDisposal] Handle handle);

    void Show(Handle handle);
}

internal static class Shoppers
{
    static void Ours(DevmemSocket socket, byte[] linear) => socket.Receive(linear).Release();

    static void Bought_and_forgotten(IShop shop)
    {
        Handle handle = shop.Buy(); //! DEVMEM008
        _ = handle.Number;
    }

    static void Bought_and_disposed(IShop shop)
    {
        using Handle handle = shop.Buy();
    }

    static void Bought_and_given(IShop shop)
    {
        Handle handle = shop.Buy();
        shop.Give(handle);
    }

    static void Bought_and_shown(IShop shop)
    {
        Handle handle = shop.Buy(); //! DEVMEM008
        shop.Show(handle);
    }

    static void Made_and_forgotten()
    {
        var handle = new Handle(); //! DEVMEM008
        _ = handle.Number;
    }
}
//# tree = Annotations.cs
using System;

namespace JetBrains.Annotations
{
    [AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Constructor | AttributeTargets.Method | AttributeTargets.Parameter)]
    internal sealed class MustDisposeResourceAttribute : Attribute
    {
    }

    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
    internal sealed class HandlesResourceDisposalAttribute : Attribute
    {
    }
}
