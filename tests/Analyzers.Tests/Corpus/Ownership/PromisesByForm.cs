//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM017
using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using Devmem;

/// <summary>Promises in every place that can bear them.</summary>
internal static class PromisesByForm
{
    static void Collection_drained([Owning] List<FragmentBatch> batches)
    {
        foreach (FragmentBatch batch in batches)
            batch.Release();
    }

    static void Collection_forgotten([Owning] List<FragmentBatch> batches) => _ = batches.Count; //! DEVMEM017

    static void Tokens_released(DevmemSocket socket, [Releases] DevmemToken[] tokens) => socket.Release(tokens);

    static void Tokens_released_on_a_path(DevmemSocket socket, [Releases] DevmemToken[] tokens, bool x) //! DEVMEM017
    {
        if (x) socket.Release(tokens);
    }

    static void Queue_drained([Owning] Queue<FragmentBatch> batches)
    {
        while (batches.TryDequeue(out var batch))
            batch.Release();
    }

    static void Collection_handed_on([Owning] List<FragmentBatch> batches, Dictionary<int, List<FragmentBatch>> sink) => sink.Add(1, batches);

    static void Lambdas_and_local_functions()
    {
        Action<FragmentBatch> a = ([Owning] FragmentBatch batch) => _ = batch.Count; //! DEVMEM017
        Action<FragmentBatch> b = ([Owning] FragmentBatch batch) => batch.Release();
        static void Local([Owning] FragmentBatch batch) => _ = batch.Count; //! DEVMEM017
        static void Local2([NotOwning] FragmentBatch batch) => batch.Dispose(); //! DEVMEM017
        _ = (a, b);
    }

    static void Local_called(DevmemSocket socket, byte[] linear)
    {
        Eat(socket.Receive(linear));
        static void Eat([Owning] FragmentBatch batch) => _ = batch.Count; //~ DEVMEM017
    }

    static async IAsyncEnumerable<int> Iterator_abandoned([Owning] FragmentBatch batch, Task x) //! DEVMEM017
    {
        yield return 1;
        batch.Release();
        await x;
    }

    static void Type_parameter<T>([Owning] T item) where T : IDisposable => item.Dispose();


    static void Loop_that_may_not_run([Owning] FragmentBatch batch, int n) //! DEVMEM017
    {
        for (int i = 0; i < n; i++)
        {
            if (i == 3)
            {
                batch.Release();
                return;
            }
        }
    }

    static void Caught_and_forgotten([Owning] FragmentBatch batch, Action work) //! DEVMEM017
    {
        try
        {
            work();
            batch.Release();
        }
        catch (InvalidOperationException)
        {
        }
    }

    static void Overwritten([Owning] FragmentBatch batch, DevmemSocket socket, byte[] linear) //! DEVMEM017
    {
        batch = socket.Receive(linear);
        batch.Release();
    }

    static void By_reference([Owning] ref FragmentBatch batch) => _ = batch.Count;

    static bool TryGet([NotOwning] out FragmentBatch? batch, DevmemSocket socket, byte[] linear) => socket.TryReceive(linear, out batch); //! DEVMEM017
}

internal sealed class PromisingProperties
{
    private FragmentBatch? _b;

    [Owning]
    public FragmentBatch? Current
    {
        get => _b; //! DEVMEM017
        set => _ = value?.Count; //! DEVMEM017
    }

    [NotOwning]
    public FragmentBatch? Current2
    {
        get => _b;
        set => value?.Release(); //! DEVMEM017
    }
}

internal class PromisingConstructors
{
    public PromisingConstructors([Owning] FragmentBatch b) => _ = b.Count; //! DEVMEM017
    public PromisingConstructors([NotOwning] DevmemSocket b) => b.Close(); //! DEVMEM017
    public PromisingConstructors([Owning] FragmentBatch b, int x) : this(b) { }
}
internal class PromisingPrimary([Owning] FragmentBatch b) : IDisposable
{
    public int Count => b.Count;

    public void Dispose() => b.Dispose();
}
