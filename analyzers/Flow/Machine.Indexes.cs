using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Elements by their index, and those whose index is only known to be one seen before.</summary>
internal sealed partial class Machine
{
    /// <summary>Puts at an index. An unknown one may be that of any element that is known by its index, so there is one path for each; what was put at an unknown index before is taken to be elsewhere.</summary>
    private void PutAtIndex(Site site, Put op, List<Machine> next)
    {
        if (!IsBulk(site) && IndexIn(op.Index) is { } index)
        {
            Overwrite(site.FirstElement + index, op.Origin, LeakExit.Overwrite);
            Copy(site.FirstElement + index, op.Source, op.Origin);
            NoteNull(site, op.Source);
            if (CountOf(site) is not { } count || index >= count)
                ForgetCount(site);
            Remember(op.Memory, op.Source, op.Origin);
            next.Add(this);
            return;
        }

        // Unknown indexes are taken to be different, but where something ended its place is free again.
        ForgetEnded(site);
        if (IsRemembered(op.Memory))
        {
            PutInPlaceOfRemembered(site, op);
            next.Add(this);
            return;
        }

        if (op.Wraps)
            LoseWhatIsReplaced(site, op.Origin);
        var range = IndexesIn(op.Index);
        foreach (var replaced in IndexesHeld(site).Where(held => range.Contains(held)))
        {
            var path = Copy();
            path.Overwrite(site.FirstElement + replaced, op.Origin, LeakExit.Overwrite);
            path.ForgetCount(site);
            path.AddToRest(site, op.Source, op.Origin);
            next.Add(path);
        }

        ForgetCount(site);
        AddToRest(site, op.Source, op.Origin);
        Remember(op.Memory, op.Source, op.Origin);
        next.Add(this);
    }

    private bool IsRemembered(int memory) => memory >= 0 && (_values.ContainsKey(memory) || _facts.Exists(fact => fact.Aliases.Contains(memory)));

    private void Remember(int memory, int element, int origin)
    {
        if (memory >= 0)
            Copy(memory, element, origin);
    }

    private void PutInPlaceOfRemembered(Site site, Put op)
    {
        foreach (var fact in Holders(op.Memory))
            Replace(fact, fact.Named(WithoutElements(fact.Aliases, site)));
        Overwrite(op.Memory, op.Origin, LeakExit.Overwrite);
        ForgetCount(site);
        AddToRest(site, op.Source, op.Origin);
        Remember(op.Memory, op.Source, op.Origin);
    }

    /// <summary>Any of the elements may be the one whose index has come round. The paths on which it is are no others than those on which it is not, with one resource less.</summary>
    private void LoseWhatIsReplaced(Site site, int origin)
    {
        foreach (var fact in _facts.FindAll(fact => fact.MustBeReleased && fact.Aliases.Contains(site.Rest) && WithoutElements(fact.Aliases, site).IsEmpty))
            Findings.Leaks(fact, origin, LeakExit.Overwrite);
    }
}
