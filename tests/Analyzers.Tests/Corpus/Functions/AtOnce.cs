//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM013
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Devmem;

/// <summary>Delegates that the framework calls before it returns.</summary>
internal static class AtOnce
{
    static void Used_in_parallel(DevmemSocket socket, byte[] linear, int[] numbers)
    {
        using FragmentBatch batch = socket.Receive(linear);
        Parallel.ForEach(numbers, n => Console.WriteLine(n + batch.Count));
        Parallel.For(0, 3, n => Console.WriteLine(n + batch.Count));
        _ = numbers.Any(n => n == batch.Count);
    }

    static void Used_lazily(DevmemSocket socket, byte[] linear, int[] numbers, Action<IEnumerable<int>> sink)
    {
        using FragmentBatch batch = socket.Receive(linear);
        sink(numbers.Where(n => n == batch.Count)); //! DEVMEM013
    }

    static void Used_after_release(DevmemSocket socket, byte[] linear, int[] numbers)
    {
        FragmentBatch batch = socket.Receive(linear);
        batch.Release();
        _ = numbers.Any(n => n == batch.Count); //! DEVMEM005
    }

    static void Leaks_inside(DevmemSocket socket, byte[] linear, int[] numbers)
    {
        Parallel.ForEach(numbers, n =>
        {
            FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
            Console.WriteLine(batch.Count + n);
        });
    }

    static void Throws_inside(DevmemSocket socket, byte[] linear, int[] numbers)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM004
        Array.ForEach(numbers, n => Console.WriteLine(n));
        batch.Release();
    }

    static void Releases_many_times(DevmemSocket socket, byte[] linear, int[] numbers)
    {
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        Array.ForEach(numbers, n => batch.Release()); //! DEVMEM006
    }
}
