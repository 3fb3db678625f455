//# langversion = preview
using System;
using Devmem;

internal static class PreviewExtensions
{
    extension(FragmentBatch batch)
    {
        public void Finish() => batch.Release();

        public int Weight => batch.Count + batch.LinearBytes;
    }

    extension(DevmemSocket socket)
    {
        public FragmentBatch Fetch(byte[] linear) => socket.Receive(linear);
    }
}

internal sealed class Box
{
    public int Value { get => field; set => field = value; }
}

internal static class Preview
{
    static void Extension_member_ends_it(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Fetch(linear);
        batch.Finish();
    }

    static void Extension_property_only_reads(DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Fetch(linear); //! DEVMEM001
        _ = batch.Weight;
    }

    static void Null_conditional_assignment(DevmemSocket socket, byte[] linear, Box? box)
    {
        FragmentBatch batch = socket.Receive(linear);
        box?.Value = batch.Count;
        batch.Release();
    }

    static void Field_keyword_property(DevmemSocket socket, byte[] linear, Box box)
    {
        FragmentBatch batch = socket.Receive(linear);
        box.Value = batch.Count;
        batch.Release();
    }
}
