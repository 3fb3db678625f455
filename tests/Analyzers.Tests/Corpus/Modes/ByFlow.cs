using System;
using System.Net.Sockets;
using Devmem;

/// <summary>The mode follows the binding through locals, sockets, batches and tokens.</summary>
internal static class ByFlow
{
    static void Off_is_off(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.Off);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void On_is_on(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void On_through_a_local(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        AutoreleaseMode mode = AutoreleaseMode.On;
        using RxBinding binding = device.BindRx(dmabuf, [0], mode);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void On_for_a_detached_token(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        DevmemToken token = batch.Detach(0); //! DEVMEM015
        _ = token.Length;
    }

    static void On_through_an_alias(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        RxBinding same = binding;
        using DevmemSocket socket = same.Attach(raw);
        DevmemSocket alias = socket;
        FragmentBatch batch = alias.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void On_by_a_cast_of_its_number(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], (AutoreleaseMode)1);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM015
        _ = batch.Count;
    }

    static void Either_counts_as_off(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear, bool automatic)
    {
        AutoreleaseMode mode = automatic ? AutoreleaseMode.On : AutoreleaseMode.Off;
        using RxBinding binding = device.BindRx(dmabuf, [0], mode);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void From_a_parameter_counts_as_off(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear, AutoreleaseMode mode)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], mode);
        using DevmemSocket socket = binding.Attach(raw);
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        _ = batch.Count;
    }

    static void On_and_released(DevmemDevice device, Dmabuf dmabuf, Socket raw, byte[] linear)
    {
        using RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On);
        using DevmemSocket socket = binding.Attach(raw);
        using FragmentBatch batch = socket.Receive(linear);
        _ = batch.Count;
    }

    static void Bindings_themselves_are_the_same_in_either_mode(DevmemDevice device, Dmabuf dmabuf)
    {
        RxBinding binding = device.BindRx(dmabuf, [0], AutoreleaseMode.On); //! DEVMEM008
        _ = binding.Autorelease;
    }
}
