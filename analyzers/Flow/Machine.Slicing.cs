using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Parts of a container: their elements get one more name and stay where they are.</summary>
internal sealed partial class Machine
{
    private void Slice(Slice op, List<Machine> next)
    {
        foreach (var path in Focused(op.Source))
        {
            if (path.IsRemembered(op.Memory))
                path.Copy(op.Target, op.Memory, op.Origin);
            else if (path.ContainerIn(op.Source) is { } site)
                path.Slice(site, op);
            else
                path.Overwrite(op.Target, op.Origin, LeakExit.Overwrite);
            next.Add(path);
        }
    }

    private void Slice(Site site, Slice op)
    {
        var part = _program.Sites[op.Site];
        DropElements(part, op.Origin, LeakExit.Overwrite);
        _facts.RemoveAll(fact => fact.Site == op.Site);
        Acquire(new Acquire(op.Origin, op.Target, op.Site));
        ForgetCount(part);
        if (op.Low < 0 || op.High < 0 || IsBulk(site))
            SliceSome(site, part, op);
        else
            SliceIndexed(site, part, op);
        Remember(op.Memory, op.Target, op.Origin);
    }

    private void SliceIndexed(Site site, Site part, Slice op)
    {
        for (var i = op.Low; i < op.High && i < Site.IndexedElements; i++)
            Copy(part.FirstElement + i - op.Low, site.FirstElement + i, op.Origin);
    }

    /// <summary>
    /// Which elements are in the part is not known: any may be, but those of the parts beside it, and all the others are where these are the rest. One that has ended is taken not to be, as with
    /// <see cref="PeekAny"/>.
    /// </summary>
    private void SliceSome(Site site, Site part, Slice op)
    {
        Fold(site, op.Origin);
        var beside = op.Beside.Select(ContainerIn).Where(other => other is not null).ToList();
        var isRest = op.IsRest && beside.Count == op.Beside.Count;
        foreach (var fact in _facts.FindAll(fact => IsElementOf(fact, site) && !beside.Exists(other => IsElementOf(fact, other!))))
        {
            var inside = fact.Named(fact.Aliases.With(part.Rest));
            if (isRest)
                Replace(fact, inside);
            else if (fact.Status == Status.Live && !IsContainer(fact))
                Split(fact, inside);
        }
    }

    /// <summary>On some of the paths that the state stands for it is the one, on others the other; of several, some are and some are not.</summary>
    private void Split(Fact fact, Fact other)
    {
        Replace(fact, Uncertain(fact));
        _facts.Add(Uncertain(other));
    }

    private Fact Uncertain(Fact fact) => fact with { Definite = false, Many = _layout.IsShared(fact.Aliases) };
}
