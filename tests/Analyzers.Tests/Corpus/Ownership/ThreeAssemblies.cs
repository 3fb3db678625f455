//# rules = DEVMEM001 DEVMEM004 DEVMEM005 DEVMEM008 DEVMEM011 DEVMEM017
//# devmem.exceptions = none
//# assembly = Library
using System;
using System.Collections.Concurrent;
using Devmem;

namespace Lib;

/// <summary>A pool that takes what it is given and hands it out again.</summary>
[MustRelease]
public sealed class BatchPool : IDisposable
{
    private readonly ConcurrentQueue<FragmentBatch> _batches = new();

    public void Put([Owning] FragmentBatch batch) => _batches.Enqueue(batch);

    [return: Owning]
    public FragmentBatch? Take() => _batches.TryDequeue(out FragmentBatch? batch) ? batch : null;

    [Releases]
    public void Dispose()
    {
        while (_batches.TryDequeue(out FragmentBatch? batch))
            batch.Dispose();
    }
}
//# assembly = Wrapper
using System;
using Devmem;
using Lib;

namespace Wrap;

[MustRelease]
public sealed class Reader : IDisposable
{
    private readonly BatchPool _pool = new();

    public void Pump(DevmemSocket socket, byte[] linear) => _pool.Put(socket.Receive(linear));

    [return: Owning]
    public FragmentBatch? Next() => _pool.Take();

    [Releases]
    public void Dispose() => _pool.Dispose();
}

[MustRelease]
public sealed class ForgetfulReader : IDisposable
{
    private readonly BatchPool _pool = new(); //! DEVMEM011

    public void Pump(DevmemSocket socket, byte[] linear) => _pool.Put(socket.Receive(linear));

    [Releases]
    public void Dispose()
    {
    }
}
//# assembly = Program
using System;
using Devmem;
using Lib;
using Wrap;

internal static class ThreeAssemblies
{
    static void Right(DevmemSocket socket, byte[] linear)
    {
        using var reader = new Reader();
        reader.Pump(socket, linear);
        using FragmentBatch? batch = reader.Next();
    }

    static void Reader_forgotten(DevmemSocket socket, byte[] linear)
    {
        var reader = new Reader(); //! DEVMEM008
        reader.Pump(socket, linear);
    }

    static void Batch_forgotten(Reader reader)
    {
        FragmentBatch? batch = reader.Next(); //! DEVMEM001
        _ = batch?.Count;
    }

    static void Put_and_used(BatchPool pool, DevmemSocket socket, byte[] linear)
    {
        FragmentBatch batch = socket.Receive(linear);
        pool.Put(batch);
        _ = batch.Count; //! DEVMEM005
    }

    static void Taken_and_put_back(BatchPool pool)
    {
        if (pool.Take() is { } batch)
            pool.Put(batch);
    }
}
