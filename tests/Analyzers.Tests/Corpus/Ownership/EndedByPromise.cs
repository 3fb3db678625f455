//# rules = DEVMEM001 DEVMEM004 DEVMEM008 DEVMEM011 DEVMEM015
using Devmem;

namespace Corpus.Ownership;

/// <summary>Types that have no `Dispose`, and end by a method that promises it.</summary>
sealed class Kept
{
    private readonly FragmentBatch _batch;

    public Kept(FragmentBatch batch) => _batch = batch;

    public int Count => _batch.Count;

    [Releases]
    public void Finish() => _batch.Release();
}

sealed class Promised
{
    [Owning]
    private readonly FragmentBatch _batch;

    public Promised([Owning] FragmentBatch batch) => _batch = batch;

    public int Count => _batch.Count;

    [Releases]
    public void Finish() => _batch.Release();
}

sealed class Forgetful
{
    [Owning]
    private readonly FragmentBatch _batch; //! DEVMEM011

    public Forgetful([Owning] FragmentBatch batch) => _batch = batch;

    [Releases]
    public void Finish()
    {
    }
}

static class EndedByPromise
{
    static int Never_finished(DevmemSocket socket, byte[] linear)
    {
        var kept = new Kept(socket.Receive(linear)); //! DEVMEM008
        return kept.Count;
    }

    static int Promised_and_never_finished(DevmemSocket socket, byte[] linear)
    {
        var kept = new Promised(socket.Receive(linear)); //! DEVMEM008
        return kept.Count;
    }

    static int Finished(DevmemSocket socket, byte[] linear)
    {
        var kept = new Kept(socket.Receive(linear));
        int count = kept.Count;
        kept.Finish();
        return count;
    }

    static int Promised_and_finished(DevmemSocket socket, byte[] linear)
    {
        var kept = new Promised(socket.Receive(linear));
        try
        {
            return kept.Count;
        }
        finally
        {
            kept.Finish();
        }
    }
}
