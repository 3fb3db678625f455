namespace Devmem;

/// <summary>Says when a GPU, or whoever else reads the memory, is done with it.</summary>
public interface IReleaseFence
{
    /// <summary>True once everything before the fence is done; then for ever. Does not wait.</summary>
    bool IsSignalled { get; }

    /// <summary>Waits until <see cref="IsSignalled"/>.</summary>
    void Wait();
}
