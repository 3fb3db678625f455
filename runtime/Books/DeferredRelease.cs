namespace Devmem.Books;

/// <summary>One batch or one token that waits for its fence.</summary>
internal readonly struct DeferredRelease
{
    [Owning]
    private readonly FragmentBatch? _batch;

    [Owning]
    private readonly DevmemToken _token;

    internal DeferredRelease([Owning] FragmentBatch? batch, [Owning] DevmemToken token, IReleaseFence fence)
    {
        _batch = batch;
        _token = token;
        Fence = fence;
    }

    internal IReleaseFence Fence { get; }

    [Releases]
    internal void End()
    {
        _batch?.Dispose();
        _token.Dispose();
    }
}
