namespace Devmem.Simulation;

/// <summary>What kind of handle an audit found held.</summary>
public enum HandleKind
{
    /// <summary>An <see cref="Devmem.RxBinding"/> that was not unbound.</summary>
    RxBinding,

    /// <summary>A <see cref="Devmem.TxBinding"/> that was not unbound.</summary>
    TxBinding,

    /// <summary>A <see cref="DevmemSocket"/> that was not closed.</summary>
    Socket,

    /// <summary>A <see cref="FragmentBatch"/> that still has tokens.</summary>
    Batch,

    /// <summary>A <see cref="DevmemToken"/> that was detached and not released.</summary>
    Token,

    /// <summary>A <see cref="DevmemSender"/> that was not closed.</summary>
    Sender,

    /// <summary>A <see cref="Devmem.SendOperation"/> that nobody waited for.</summary>
    SendOperation,
}
