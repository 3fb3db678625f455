using System.Collections.Generic;

namespace Devmem.Analyzers.Flow;

/// <summary>Names for unknown numbers. The same question always gets the same symbol, whatever path asks it, so that their number is bounded by the program.</summary>
internal sealed class SymbolTable
{
    private readonly Dictionary<(Source Source, int First, int Second), int> _ids = [];
    private readonly List<(Source Source, int First, int Second)> _symbols = [];

    private enum Source
    {
        Place,
        Step,
        Merge,
        Member,
        FormerMember,
        Comparison,
    }

    /// <summary>What the place holds since it was last written.</summary>
    public int OfPlace(int place) => Intern(Source.Place, place, 0);

    /// <summary>What the step that writes <paramref name="target"/> at <paramref name="index"/> of <paramref name="block"/> brought.</summary>
    public int OfStep(int block, int index) => Intern(Source.Step, block, index);

    /// <summary>What the place holds where several paths met.</summary>
    public int OfMerge(int block, int place) => Intern(Source.Merge, block, place);

    /// <summary>The member of the resource of a site.</summary>
    public int OfMember(int site, int member) => Intern(Source.Member, site, member);

    /// <summary>The member of the resource of a site as it was before something was done with the resource.</summary>
    public int OfFormerMember(int site, int member) => Intern(Source.FormerMember, site, member);

    /// <summary>How two symbols compare: -1, 0 or 1.</summary>
    public int OfComparison(int left, int right) => Intern(Source.Comparison, left, right);

    /// <summary>The place that <paramref name="symbol"/> is what that held since it was last written, or -1.</summary>
    public int PlaceOf(int symbol) => _symbols[symbol] is (Source.Place, var place, _) ? place : -1;

    /// <summary>Whether <paramref name="symbol"/> is a member, and of what.</summary>
    public bool IsMember(int symbol, out int site, out int member)
    {
        (var source, site, member) = _symbols[symbol];
        return source == Source.Member;
    }

    /// <summary>Whether <paramref name="symbol"/> is a member as it was once, and of what.</summary>
    public bool IsFormerMember(int symbol, out int site, out int member)
    {
        (var source, site, member) = _symbols[symbol];
        return source == Source.FormerMember;
    }

    /// <summary>The two symbols that <paramref name="symbol"/> compares.</summary>
    public (int Left, int Right) OperandsOf(int symbol) => (_symbols[symbol].First, _symbols[symbol].Second);

    /// <summary>Whether <paramref name="symbol"/> says how two others compare.</summary>
    public bool IsComparison(int symbol) => _symbols[symbol].Source == Source.Comparison;

    /// <summary>Whether <paramref name="symbol"/> changes its meaning when <paramref name="changed"/> does.</summary>
    public bool DependsOn(int symbol, int changed)
    {
        if (symbol == changed)
            return true;
        var (source, first, second) = _symbols[symbol];
        return source == Source.Comparison && (first == changed || second == changed);
    }

    /// <summary>Whether <paramref name="symbol"/> compares two symbols that may both be asked for again, so that the same comparison can come again too.</summary>
    public bool IsComparisonOf(int symbol, System.Func<int, bool> isAsked)
    {
        var (source, first, second) = _symbols[symbol];
        return source == Source.Comparison && isAsked(first) && isAsked(second);
    }

    private int Intern(Source source, int first, int second)
    {
        if (!_ids.TryGetValue((source, first, second), out var id))
        {
            id = _symbols.Count;
            _ids.Add((source, first, second), id);
            _symbols.Add((source, first, second));
        }

        return id;
    }
}
