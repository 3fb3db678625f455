using System;
using System.Diagnostics;
using Devmem.Backends;
using Devmem.Linux.Receiving;

namespace Devmem.Benchmarks.Runtime;

/// <summary>Reading the records out of a control buffer, against a plain copy of the same bytes.</summary>
internal static class ParseBenchmark
{
    private const int Repetitions = 2000;

    /// <returns>Nanoseconds a record: parsed, and copied.</returns>
    internal static (double Parse, double Copy) Run(int records)
    {
        byte[] control = ScriptedRecords.Script(records, records * 100);
        byte[] copy = new byte[control.Length];
        var parser = new DevmemRecords(ScriptedRecords.DmabufId, 1 << 30);
        var buffer = new RecordBuffer();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Repetitions; i++)
        {
            buffer.Clear();
            parser.Parse(control, records * 100, linearLength: 0, buffer);
        }

        long middle = Stopwatch.GetTimestamp();
        for (int i = 0; i < Repetitions; i++)
            control.CopyTo(copy, 0);
        long end = Stopwatch.GetTimestamp();
        double scale = 1e9 / Stopwatch.Frequency / Repetitions / records;
        return ((middle - start) * scale, (end - middle) * scale);
    }
}
