using System;
using System.Collections.Generic;
using Devmem;
using Devmem.Simulation;

Console.WriteLine(nameof(List<>));

internal static class Extensions
{
    extension(FragmentBatch batch)
    {
        public int Weight => batch.Count + batch.LinearBytes;

        public void Finish() => batch.Release();

        public void Look() => Console.WriteLine(batch.Count);

        public FragmentBatch Same() => batch;
    }

    extension(DevmemSocket socket)
    {
        public FragmentBatch Fetch(byte[] linear) => socket.Receive(linear);

        public bool TryFetch(byte[] linear, out FragmentBatch? batch) => socket.TryReceive(linear, out batch);
    }

    extension(SimulatedDevice)
    {
        public static SimulatedDevice Fresh() => new();
    }
}

internal sealed class Tally
{
    public int Count { get => field; set => field = value < 0 ? 0 : value; }

    public static Tally operator +(Tally left, int right) => new() { Count = left.Count + right };

    public void operator +=(int right) => Count += right;
}

internal partial class Named
{
    public partial Named(string name);
}

internal partial class Named
{
    public string Name { get; }

    public partial Named(string name) => Name = name;
}

internal static class Programs
{
    private delegate bool Attempt(byte[] linear, out FragmentBatch? batch);

    public static void Ended_by_an_extension(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Fetch(linear);
        batch.Finish();
    }

    public static void Read_by_an_extension(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Fetch(linear); // expect DEVMEM001
        _ = batch.Weight;
    }

    public static void Ended_by_an_extension_and_used(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Fetch(linear);
        batch.Finish();
        _ = batch.Count; // expect DEVMEM005
    }

    public static void Renamed_by_an_extension(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Fetch(linear);
        FragmentBatch same = batch.Same();
        same.Release();
        batch.Release(); // expect DEVMEM006
    }

    public static void Tried_by_an_extension(DevmemSocket socket, byte[] linear)
    {
        if (socket.TryFetch(linear, out FragmentBatch? batch)) // expect DEVMEM001
            _ = batch!.LinearBytes;
    }

    public static void Shown_by_an_extension(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Fetch(linear); // expect DEVMEM004
        batch.Look();
        batch.Release();
    }

    public static void Null_conditional_assignment(DevmemSocket socket, byte[] linear, Tally? tally)
    {
        FragmentBatch batch = socket.Receive(linear);
        tally?.Count = batch.Count;
        batch.Release();
    }

    public static void Null_conditional_assignment_on_one_way(DevmemSocket socket, byte[] linear, Tally? tally)
    {
        FragmentBatch batch = socket.Receive(linear); // expect DEVMEM001
        tally?.Count = End(batch);
    }

    public static void Compound_operator_of_an_instance(DevmemSocket socket, byte[] linear)
    {
        using FragmentBatch batch = socket.Receive(linear);
        Tally tally = new();
        tally += batch.Count;
    }

    public static void Array_where_a_span_is_asked_for(DevmemSocket socket, FragmentBatch source)
    {
        DevmemToken[] tokens = new DevmemToken[2];
        tokens[0] = source.Detach(0); // expect DEVMEM004
        tokens[1] = source.Detach(1);
        socket.Release(tokens);
    }

    public static void Lambda_with_a_modifier(DevmemSocket socket, byte[] linear)
    {
        Attempt attempt = (bytes, out batch) => socket.TryReceive(bytes, out batch);
        if (attempt(linear, out FragmentBatch? received))
            received!.Release();
    }

    public static void Partial_constructor(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear); // expect DEVMEM001
        Named named = new("one");
        if (named.Name == "two")
            batch.Release();
    }

    private static int End(FragmentBatch batch)
    {
        int count = batch.Count;
        batch.Release();
        return count;
    }
}
