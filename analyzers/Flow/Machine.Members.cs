namespace Devmem.Analyzers.Flow;

/// <summary>What is known of a resource by its members, and by which of the resources of one site it is.</summary>
internal sealed partial class Machine
{
    /// <summary>The site makes another resource: those of before, and what was made from them, must not be taken for the new one and what will be made from it.</summary>
    private void Age(int site)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Site == site && !_facts[i].Old)
                _facts[i] = _facts[i] with { Old = true };
            if (_facts[i].Parent == site && !_facts[i].ParentOld)
                _facts[i] = _facts[i] with { ParentOld = true };
        }
    }

    private void RenewMembers(int site)
    {
        for (var member = 0; member < _program.Members.Count; member++)
        {
            Renew(_symbols.OfMember(site, member));
            Renew(_symbols.OfFormerMember(site, member));
        }
    }

    private void Touch(int place)
    {
        foreach (var fact in Holders(place))
        {
            for (var member = 0; member < _program.Members.Count; member++)
                MakeFormer(_symbols.OfMember(fact.Site, member), _symbols.OfFormerMember(fact.Site, member));
        }
    }

    /// <summary>What was read before still tells whether the resource owed anything then, and so ever.</summary>
    private void MakeFormer(int own, int former)
    {
        if (IsUsed(own) && !IsUsed(former))
            Retell(own, former);
        Renew(own);
    }
}
