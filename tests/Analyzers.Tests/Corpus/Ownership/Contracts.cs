//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM017
using System;
using System.Collections.Generic;
using Devmem;

public abstract class Sink
{
    public abstract void Take([Owning] FragmentBatch batch);

    public abstract void Look([NotOwning] FragmentBatch batch);
}

public sealed class GoodSink : Sink
{
    public override void Take([Owning] FragmentBatch batch) => batch.Release();

    public override void Look([NotOwning] FragmentBatch batch) => _ = batch.Count;
}

public sealed class ForgetfulSink : Sink
{
    public override void Take([Owning] FragmentBatch batch) => _ = batch.Count; //! DEVMEM017

    public override void Look([NotOwning] FragmentBatch batch) => batch.Release(); //! DEVMEM017
}

internal static class Contracts
{
    static void Owning_parameter_released([Owning] FragmentBatch batch) => batch.Release();

    static void Owning_parameter_forgotten([Owning] FragmentBatch batch) //~ DEVMEM017
    {
        _ = batch.Count;
    }

    static void Owning_parameter_released_on_one_path([Owning] FragmentBatch batch, bool keep) //~ DEVMEM017
    {
        if (!keep)
            batch.Release();
    }

    static void Owning_parameter_lost_to_an_exception([Owning] FragmentBatch batch, Action work) //~ DEVMEM017
    {
        work();
        batch.Release();
    }

    static void Owning_parameter_protected([Owning] FragmentBatch batch, Action work)
    {
        using (batch)
            work();
    }

    static void Owning_parameter_handed_on([Owning] FragmentBatch batch, Sink sink) => sink.Take(batch);

    static void Owning_parameter_stored([Owning] FragmentBatch batch, List<FragmentBatch> sink) => sink.Add(batch);

    static FragmentBatch Owning_parameter_returned([Owning] FragmentBatch batch) => batch;

    static void Releasing_parameter_released([Releases] FragmentBatch batch) => batch.Dispose();

    static void Releasing_parameter_not_released([Releases] FragmentBatch batch, bool keep) //~ DEVMEM017
    {
        if (!keep)
            batch.Release();
    }

    static void Borrowed_parameter_only_read([NotOwning] FragmentBatch batch) => _ = batch.Count;

    static void Borrowed_parameter_released([NotOwning] FragmentBatch batch) //~ DEVMEM017
    {
        batch.Release();
    }

    static void Handed_to_an_owning_parameter(DevmemSocket socket, byte[] linear) => Owning_parameter_released(socket.Receive(linear));

    static void Handed_to_a_borrowing_parameter(DevmemSocket socket, byte[] linear, Sink sink)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        sink.Look(batch);
    }

    [return: Owning]
    static FragmentBatch Fresh_and_promised_as_owned(DevmemSocket socket, byte[] linear) => socket.Receive(linear);
}
