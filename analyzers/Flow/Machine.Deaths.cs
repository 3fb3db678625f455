using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Flow;

/// <summary>Where resources leak: a name is lost, the body ends, something throws.</summary>
internal sealed partial class Machine
{
    /// <summary>Each resource that is owed leaves the body with this exit.</summary>
    public void LeaveBody(int origin, LeakExit exit)
    {
        if (exit != LeakExit.Throw)
            TellAlive(-1);
        foreach (var fact in _facts.Where(fact => fact.MustBeReleased).ToArray())
            Findings.Leaks(fact, origin, exit);
    }

    /// <summary>Something that was called throws: what leaks from here on leaks because of it.</summary>
    public void MarkThrown()
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (_facts[i].Owed && !_facts[i].Exceptional)
                _facts[i] = _layout.Thrown(_facts[i]);
        }
    }

    /// <summary>The promise in <paramref name="place"/> failed: what it would have brought never was, and its names hold a promise of nothing.</summary>
    public void Fail(int place)
    {
        foreach (var fact in WithElements(place).FindAll(fact => fact.Pending))
        {
            _facts.Remove(fact);
            foreach (var name in fact.Aliases.Items)
                HoldNothing(name);
        }
    }

    private void HoldNothing(int place)
    {
        if (Array.Find(_layout.Containers, container => place >= container.FirstElement && place <= container.Visited) is { } site)
        {
            _values.Remove(site.Visited);
            return;
        }

        var symbol = _symbols.OfPlace(place);
        Renew(symbol);
        _values[place] = Value.Of(symbol);
        _known[symbol] = Range.Between(1, long.MaxValue);
    }

    /// <summary>The place gets another value, or none: it no longer names what it named.</summary>
    private void Overwrite(int place, int origin, LeakExit exit)
    {
        _values.Remove(place);
        Stack<Site>? dropped = null;
        Unname(place, origin, exit, ref dropped);
        while (dropped is { Count: > 0 })
        {
            var site = dropped.Pop();
            ForgetShape(site);
            for (var element = site.FirstElement; element <= site.Visited; element++)
                Unname(element, origin, exit, ref dropped);
        }
    }

    private void Unname(int place, int origin, LeakExit exit, ref Stack<Site>? dropped)
    {
        for (var i = _facts.Count - 1; i >= 0; i--)
        {
            if (!_facts[i].Aliases.Contains(place))
                continue;
            _facts[i] = _facts[i].Named(_facts[i].Aliases.Without(place));
            if (!_facts[i].Aliases.IsEmpty)
                continue;
            var fact = _facts[i];
            _facts.RemoveAt(i);
            if (fact.MustBeReleased)
            {
                Findings.Leaks(fact, origin, exit);
                if (LivingOn(fact) is { Aliases.IsEmpty: false } left)
                    _facts.Add(left with { Owed = false });
            }

            if (!IsContainer(fact))
                continue;
            if (_facts.Exists(other => other.Site == fact.Site))
                MayDrop(_program.Sites[fact.Site], origin, exit);
            else
                (dropped ??= new Stack<Site>()).Push(_program.Sites[fact.Site]);
        }
    }

    /// <summary>On some of the paths that were joined the container is gone: its elements leak there, and are kept for the others.</summary>
    private void MayDrop(Site site, int origin, LeakExit exit)
    {
        for (var i = 0; i < _facts.Count; i++)
        {
            if (!IsElementOf(_facts[i], site))
                continue;
            if (_facts[i].MustBeReleased && Array.TrueForAll(_facts[i].Aliases.Items, place => place >= site.FirstElement && place <= site.Visited))
                Findings.Leaks(_facts[i], origin, exit);
            _facts[i] = _facts[i] with { Definite = false };
        }
    }
}
