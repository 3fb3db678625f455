//# rules = DEVMEM013
using System;
using System.Collections.Generic;
using Devmem;

public interface IUnknown
{
    void Accept(FragmentBatch batch);

    void AcceptOwned([Owning] FragmentBatch batch);

    void AcceptBorrowed([NotOwning] FragmentBatch batch);

    void Later(Action action);
}

internal static class Trust
{
    static void Passed_to_what_cannot_be_seen(DevmemSocket socket, byte[] linear, IUnknown unknown)
    {
        using FragmentBatch batch = socket.Receive(linear);
        unknown.Accept(batch); //! DEVMEM013
    }

    static void Passed_under_a_contract(DevmemSocket socket, byte[] linear, IUnknown unknown)
    {
        using FragmentBatch batch = socket.Receive(linear);
        unknown.AcceptBorrowed(batch);
    }

    static void Passed_under_an_owning_contract(DevmemSocket socket, byte[] linear, IUnknown unknown)
    {
        unknown.AcceptOwned(socket.Receive(linear));
    }

    static void Captured_by_an_escaping_delegate(DevmemSocket socket, byte[] linear, IUnknown unknown)
    {
        FragmentBatch batch = socket.Receive(linear);
        unknown.Later(() => batch.Release()); //~ DEVMEM013
    }

    static void Passed_to_dynamic(DevmemSocket socket, byte[] linear, dynamic unknown)
    {
        using FragmentBatch batch = socket.Receive(linear);
        unknown.Accept(batch); //! DEVMEM013
    }

    static void Passed_to_what_can_be_seen(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        _ = Count(batch);
    }

    static void Nothing_leaves(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        _ = batch.Count;
    }

    private static int Count(FragmentBatch batch) => batch.Count;
}
