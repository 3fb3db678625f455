using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace Devmem.Analyzers.Flow;

/// <summary>What the steps of a program as a whole tell: computed once for all states.</summary>
internal sealed class Layout
{
    private readonly bool[] _shared;
    private readonly Dictionary<Fact, Fact> _thrown = new(new SameObject());
    private readonly bool[] _elements;

    public Layout(FlowProgram program)
    {
        Program = program;
        AllLive = new Live(program.PlaceCount, all: true);
        Containers = [.. program.Sites.Where(site => site.Kind == SiteKind.Container)];
        _shared = new bool[program.PlaceCount];
        _elements = new bool[program.PlaceCount];
        foreach (var place in Containers.SelectMany(site => Enumerable.Range(site.FirstElement, Site.ElementPlaces)))
            _elements[place] = true;
        foreach (var site in Containers)
            _shared[site.Rest] = _shared[site.Visited] = true;
        if (program.Elsewhere >= 0)
            _shared[program.Elsewhere] = _elements[program.Elsewhere] = true;
        HasChildren = program.Blocks.Any(block => block.Ops.Any(op => op is Acquire { Parent: >= 0 } or Acquire { Sibling: >= 0 } or Tie));
    }

    /// <summary>Everything, for where nothing is to be forgotten.</summary>
    public Live AllLive { get; }

    public FlowProgram Program { get; }

    public Site[] Containers { get; }

    /// <summary>Whether anything is made from something else, so that it matters which resource of a site something came from.</summary>
    public bool HasChildren { get; }

    /// <summary>The fact after something that was called threw. Each step that may throw asks for it, so that it is made once.</summary>
    public Fact Thrown(Fact fact)
    {
        if (!_thrown.TryGetValue(fact, out var thrown))
            _thrown.Add(fact, thrown = fact with { Exceptional = true });
        return thrown;
    }

    /// <summary>Whether the place may hold several resources: the elements of unknown index.</summary>
    public bool IsShared(int place) => _shared[place];

    /// <summary>Whether no variable names it, but only a container holds it, here or elsewhere.</summary>
    public bool IsOnlyElement(PlaceSet aliases)
    {
        foreach (var place in aliases.Items)
        {
            if (!_elements[place])
                return false;
        }

        return true;
    }

    /// <summary>Whether several resources can have these names at once.</summary>
    public bool IsShared(PlaceSet aliases)
    {
        foreach (var place in aliases.Items)
        {
            if (!_shared[place])
                return false;
        }

        return true;
    }

    private sealed class SameObject : IEqualityComparer<Fact>
    {
        public bool Equals(Fact? left, Fact? right) => ReferenceEquals(left, right);

        public int GetHashCode(Fact fact) => RuntimeHelpers.GetHashCode(fact);
    }
}
