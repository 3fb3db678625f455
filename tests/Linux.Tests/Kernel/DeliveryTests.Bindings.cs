using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Linux.Tests.Support;
using Devmem.Runtime.Tests;

namespace Devmem.Linux.Tests.Kernel;

/// <summary>What a NIC that delivers says of bindings and of itself.</summary>
public partial class DeliveryTests
{
    [Fact]
    public void Each_refusal_of_a_binding_has_its_reason()
    {
        using Delivery delivery = new(pages: 8);
        using Dmabuf memory = Dmabuf.CreateUdmabuf(8 * Page);
        Assert.Equal(BindRefusal.QueueTaken, Refusal(() => delivery.Device.BindRx(memory, [Delivery.Queue])).Reason);
        Assert.Equal(BindRefusal.NoSuchQueue, Refusal(() => delivery.Device.BindRx(memory, [999])).Reason);
        using (Dmabuf noDmabuf = Memfd.AsDmabuf())
            Assert.Equal(BindRefusal.WrongDescriptor, Refusal(() => delivery.Device.BindRx(noDmabuf, [Delivery.Queue + 1])).Reason);
        if (delivery.Binding.Autorelease == AutoreleaseMode.On && !delivery.Device.Capabilities.CanTurnAutoreleaseOff)
            Assert.Throws<NotSupportedException>(() => delivery.Device.BindRx(memory, [Delivery.Queue + 1], AutoreleaseMode.Off));
        using RxBinding free = delivery.Device.BindRx(memory, [Delivery.Queue + 1]); // and none of them left the queue in use
    }

    [Fact]
    public void Check_and_capabilities_know_a_NIC_that_is_ready()
    {
        using Delivery delivery = new();
        DevmemCapabilities capabilities = delivery.Device.Capabilities;
        Assert.NotEqual(false, capabilities.CanBindRx);
        Assert.True(capabilities.HasHeaderSplit);
        Assert.True(capabilities.HasPrivilege);
        Assert.True(capabilities.RxQueues >= 4);
        PreflightReport report = DevmemDevice.Check(delivery.Nic.Name);
        TestContext.Current.TestOutputHelper?.WriteLine(report.ToString());
        Assert.True(report.IsReady, report.ToString());
    }

    [Fact]
    public void A_NIC_that_does_not_split_headers_is_told_so()
    {
        using Delivery delivery = new(pages: 8);
        using Dmabuf memory = Dmabuf.CreateUdmabuf(8 * Page);
        delivery.Binding.Dispose();
        delivery.Nic.SplitHeaders(false);
        try
        {
            DevmemBindException refused = Refusal(() => delivery.Device.BindRx(memory, [Delivery.Queue]));
            Assert.Equal(BindRefusal.HeaderSplitOff, refused.Reason);
            Assert.Contains("tcp-data-split on", refused.Message, StringComparison.Ordinal);
            Assert.False(DevmemDevice.Check(delivery.Nic.Name).IsReady);
        }
        finally
        {
            delivery.Nic.SplitHeaders(true);
        }
    }

    [Fact]
    public void A_dropped_binding_is_undone_by_its_finalizer()
    {
        using Delivery delivery = new(pages: 8);
        using Dmabuf memory = Dmabuf.CreateUdmabuf(8 * Page);
        Drop(delivery.Device, memory);
        for (int i = 0; i < 50; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            try
            {
                delivery.Device.BindRx(memory, [Delivery.Queue + 1]).Dispose();
                return;
            }
            catch (DevmemBindException taken) when (taken.Reason == BindRefusal.QueueTaken)
            {
                Thread.Sleep(100);
            }
        }

        Assert.Fail("the queue stayed taken");
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static void Drop(DevmemDevice device, Dmabuf memory) => _ = device.BindRx(memory, [Delivery.Queue + 1]);

    private static bool TryBind(DevmemDevice device, Dmabuf memory, out RxBinding? binding)
    {
        binding = null;
        try
        {
            binding = device.BindRx(memory, [Delivery.Queue], AutoreleaseMode.On);
            return true;
        }
        catch (DevmemModeException)
        {
            return false;
        }
    }

    private static DevmemBindException Refusal(Func<RxBinding> bind) => Assert.ThrowsAny<DevmemBindException>(() => { using RxBinding binding = bind(); });
}
