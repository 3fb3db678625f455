using System;
using System.Globalization;
using Devmem.Linux.Tests.Support;

namespace Devmem.Linux.Tests.Parsers;

/// <summary>Random and mutated bytes. What fails is told with its seed and its bytes.</summary>
internal static class Fuzz
{
    private const int Largest = 2048;

    internal delegate void Target(ReadOnlySpan<byte> bytes, Random random);

    /// <summary>A few seeds that are always run, and one that nobody has run before; DEVMEM_FUZZ_SEED replaces the latter.</summary>
    internal static TheoryData<int> Seeds =>
        new(1, 2, 3, int.TryParse(Environment.GetEnvironmentVariable("DEVMEM_FUZZ_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Environment.TickCount);

    /// <summary>Inputs of each seed; DEVMEM_FUZZ_INPUTS for a longer run.</summary>
    private static int Iterations { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("DEVMEM_FUZZ_INPUTS"), CultureInfo.InvariantCulture, out int given) ? given : 15_000;

    internal static void Run(int seed, ReadOnlySpan<byte[]> corpus, Target target)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {Iterations} inputs");
        var random = new Random(seed);
        using var memory = new GuardedMemory(Largest);
        for (int i = 0; i < Iterations; i++)
        {
            byte[] bytes = Next(random, corpus);
            try
            {
                target(memory.Place(bytes, first: i % 4 == 0), random);
            }
            catch (DevmemProtocolException)
            {
                // The one answer to bytes that do not hold together.
            }
            catch (Exception exception)
            {
                Assert.Fail($"seed {seed}, input {i}, bytes {Convert.ToHexString(bytes)}: {exception}");
            }
        }
    }

    private static byte[] Next(Random random, ReadOnlySpan<byte[]> corpus)
    {
        byte[] bytes;
        if (random.Next(4) == 0)
        {
            bytes = new byte[random.Next(Largest / 8)];
            random.NextBytes(bytes);
            return bytes;
        }

        bytes = (byte[])corpus[random.Next(corpus.Length)].Clone();
        for (int changes = random.Next(4); changes > 0 && bytes.Length > 0; changes--)
            bytes = Mutate(random, bytes, corpus);
        return bytes.Length <= Largest ? bytes : bytes[..Largest];
    }

    private static byte[] Mutate(Random random, byte[] bytes, ReadOnlySpan<byte[]> corpus)
    {
        int at = random.Next(bytes.Length);
        switch (random.Next(6))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                return bytes[..at];
            case 2:
                return [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(16))..]];
            case 3:
                return [.. bytes, .. corpus[random.Next(corpus.Length)]];
            case 4:
                bytes[at] = (byte)(random.Next(2) * 255);
                return bytes;
            default:
                byte[] extreme = random.Next(4) switch { 0 => [0, 0, 0, 0], 1 => [255, 255, 255, 255], 2 => [255, 255, 255, 127], _ => [0, 0, 0, 128] };
                extreme.AsSpan(0, Math.Min(4, bytes.Length - at)).CopyTo(bytes.AsSpan(at));
                return bytes;
        }
    }
}
