//# devmem.exceptions = none
using System;
using System.Collections.Generic;
using Devmem;

/// <summary>Elements that leave a list without being handed over.</summary>
internal static class Removed
{
    static void Remove_by_value(DevmemSocket socket, byte[] linear)
    {
        var list = new List<FragmentBatch>();
        FragmentBatch batch = socket.Receive(linear);
        list.Add(batch);
        list.Remove(batch);
        batch.Release();
    }

    static void Remove_by_value_forgotten(DevmemSocket socket, byte[] linear)
    {
        var list = new List<FragmentBatch>();
        FragmentBatch batch = socket.Receive(linear); //! DEVMEM001
        list.Add(batch);
        list.Remove(batch);
        foreach (var b in list)
            b.Release();
    }

    static void Remove_at_loop(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            list.Add(socket.Receive(linear));
        for (int i = list.Count - 1; i >= 0; i--)
        {
            list[i].Release();
            list.RemoveAt(i);
        }
    }

    static void Remove_at_front_loop(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            list.Add(socket.Receive(linear));
        while (list.Count > 0)
        {
            FragmentBatch first = list[0];
            list.RemoveAt(0);
            first.Release();
        }
    }

    static void Remove_at_front_loop_forgets(DevmemSocket socket, byte[] linear, int n)
    {
        var list = new List<FragmentBatch>();
        for (int i = 0; i < n; i++)
            list.Add(socket.Receive(linear)); //! DEVMEM001
        while (list.Count > 0)
            list.RemoveAt(0);
    }

}
