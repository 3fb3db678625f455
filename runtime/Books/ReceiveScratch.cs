using System;
using Devmem.Backends;

namespace Devmem.Books;

/// <summary>One record buffer a thread, because a receive never waits while it holds one.</summary>
internal static class ReceiveScratch
{
    [ThreadStatic]
    private static RecordBuffer? s_records;

    internal static RecordBuffer Rent()
    {
        // Taken out while in use, so that a receive inside a receive (a handler of a first-chance exception, say) gets its own.
        RecordBuffer records = s_records ?? new RecordBuffer();
        s_records = null;
        records.Clear();
        return records;
    }

    internal static void Return(RecordBuffer records) => s_records = records;
}
