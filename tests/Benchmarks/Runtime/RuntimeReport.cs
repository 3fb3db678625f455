using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace Devmem.Benchmarks.Runtime;

/// <summary>Runs library and comparison program in turns, so that both see the same machine, and prints the quietest round of each and their ratio.</summary>
internal static class RuntimeReport
{
    private const int Rounds = 15;
    private const int Receives = 16_000;

    private static readonly (int Records, int Bytes)[] s_shapes = [(1, 4096), (16, 4096), (16, 16384), (128, 16384), (512, 65536)];

    internal static void Print()
    {
        Receive();
        Parse();
    }

    private static void Receive()
    {
        ComparisonProgram? program = ComparisonProgram.Build();
        if (program is null)
            Console.WriteLine("No gcc here: the library is measured alone.");
        Console.WriteLine($"receive and release, ns each (the quietest of {Rounds} rounds in turns)");
        Console.WriteLine("fragments   bytes   library        C    ratio   allocated");
        WarmUp();
        foreach ((int records, int bytes) in s_shapes)
        {
            var library = new List<double>();
            var other = new List<double>();
            double allocated = 0;
            int receives = Math.Max(2000, Receives * 16 / Math.Max(16, records * 2));
            for (int i = 0; i < Rounds; i++)
            {
                (double nanoseconds, allocated) = ReceiveBenchmark.Run(receives, records, bytes);
                library.Add(nanoseconds);
                if (program is not null)
                    other.Add(program.Run(receives, records, bytes));
            }

            string ratio = program is null ? "-" : Format(Quietest(library) / Quietest(other), "0.000");
            Console.WriteLine($"{records,9} {bytes,7} {Format(Quietest(library), "0"),9} {(program is null ? "-" : Format(Quietest(other), "0")),8} {ratio,8} {Format(allocated, "0.0"),9} B");
        }

        program?.Delete();
    }

    /// <summary>Until the compiler has made its last version of what runs: a pause lets its own thread come to it.</summary>
    private static void WarmUp()
    {
        for (int i = 0; i < 4; i++)
        {
            foreach ((int records, int bytes) in s_shapes)
                ReceiveBenchmark.Run(2000, records, bytes);
            Thread.Sleep(300);
        }
    }

    private static void Parse()
    {
        Console.WriteLine("record parsing against a plain copy of the bytes, ns a record (quietest round)");
        foreach (int records in (int[])[16, 1024])
        {
            var rounds = Enumerable.Range(0, Rounds * 3).Select(_ => ParseBenchmark.Run(records)).Skip(Rounds).ToList();
            double parse = Quietest([.. rounds.Select(round => round.Parse)]), copy = Quietest([.. rounds.Select(round => round.Copy)]);
            Console.WriteLine($"{records,9} records {Format(parse, "0.00"),9} {Format(copy, "0.00"),8} {Format(parse / copy, "0.0"),8}");
        }
    }

    /// <summary>Others on the machine only ever add time.</summary>
    private static double Quietest(List<double> values) => values.Min();

    private static string Format(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
