//# rules = DEVMEM001 DEVMEM005 DEVMEM006 DEVMEM008 DEVMEM011
//# devmem.exceptions = none
using System;
using Devmem;

// A release method finds what another method of the object has ended already.
sealed class Dropped_and_released_again : IDisposable
{
    private readonly FragmentBatch _batch;
    public Dropped_and_released_again(FragmentBatch batch) => _batch = batch;
    public void Drop() => _batch.Release();
    public void Dispose() => _batch.Release(); //! DEVMEM006
}
sealed class Dropped_and_disposed : IDisposable
{
    private readonly FragmentBatch _batch;
    public Dropped_and_disposed(FragmentBatch batch) => _batch = batch;
    public void Drop() => _batch.Release();
    public void Dispose() => _batch.Dispose();
}
sealed class Dropped_and_cleared : IDisposable
{
    private FragmentBatch? _batch;
    public Dropped_and_cleared(FragmentBatch batch) => _batch = batch;
    public void Drop() { _batch?.Release(); _batch = null; }
    public void Dispose() => _batch?.Release();
}
sealed class Dropped_under_a_flag : IDisposable
{
    private readonly FragmentBatch _batch;
    private bool _dropped;
    public Dropped_under_a_flag(FragmentBatch batch) => _batch = batch;
    public void Drop() { _batch.Release(); _dropped = true; }
    public void Dispose() { if (!_dropped) _batch.Release(); }
}
sealed class Dropped_under_a_flag_that_is_not_asked : IDisposable
{
    private readonly FragmentBatch _batch;
    private bool _dropped;
    public Dropped_under_a_flag_that_is_not_asked(FragmentBatch batch) => _batch = batch;
    public bool IsDropped => _dropped;
    public void Drop() { _batch.Release(); _dropped = true; }
    public void Dispose() => _batch.Release(); //! DEVMEM006
}
sealed class Drops_on_the_way_to_its_end : IDisposable
{
    private readonly FragmentBatch _batch;
    public Drops_on_the_way_to_its_end(FragmentBatch batch) => _batch = batch;
    private void Drop() => _batch.Release();
    public void Dispose() => Drop();
}
sealed class Counts_what_was_dropped : IDisposable
{
    private readonly FragmentBatch _batch;
    public Counts_what_was_dropped(FragmentBatch batch) => _batch = batch;
    public void Drop() => _batch.Release();
    public void Dispose()
    {
        Console.WriteLine(_batch.Count); //! DEVMEM005
        _batch.Dispose();
    }
}
sealed class Used_by_whoever_asks : IDisposable
{
    private readonly FragmentBatch _batch;
    public Used_by_whoever_asks(FragmentBatch batch) => _batch = batch;
    public int Count => _batch.Count;
    public void Drop() => _batch.Release();
    public void Dispose() => _batch.Dispose();
}
