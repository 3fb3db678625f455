namespace Devmem.Books;

/// <summary>One batch or one token that waits for its fence.</summary>
[MustRelease("End")]
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

    /// <summary>The socket that received it.</summary>
    [NotOwning]
    internal DevmemSocket Socket => _batch?.Socket ?? _token.Owner!;

    /// <summary>Whether it was released, by whomever.</summary>
    internal bool HasEnded => _batch?.IsReleased ?? !_token.IsHeld;

    /// <summary>Releases it by itself.</summary>
    [Releases]
    internal void End()
    {
        _batch?.Dispose();
        _token.Dispose();
    }

    /// <summary>Puts what it holds into a return of many.</summary>
    internal void AddTo(GroupReturn group)
    {
        if (_batch is not null)
            group.Add(_batch);
        else
            group.Add(_token);
    }
}
