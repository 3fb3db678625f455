using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;

namespace Devmem.CodeFixes.Edits;

/// <summary>A kind of edit. It proposes; whether what it proposes is right is found out afterwards.</summary>
internal interface IEdit
{
    /// <summary>What could be done about <paramref name="target"/>, best first; nothing where this kind does not fit.</summary>
    /// <param name="target">The diagnostic.</param>
    /// <param name="recheck">Answers what the rules would say to a changed text.</param>
    /// <param name="cancellation">Stops the work.</param>
    Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation);

    /// <summary>Whether what it writes is read outside of the member.</summary>
    bool Reaches { get; }
}

/// <summary>An edit that needs no answers to make its proposals.</summary>
internal abstract class Edit : IEdit
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<Proposal>>([.. Propose(target)]);

    /// <inheritdoc/>
    public virtual bool Reaches => false;

    /// <summary>What could be done, best first.</summary>
    protected abstract IEnumerable<Proposal> Propose(FixTarget target);
}
