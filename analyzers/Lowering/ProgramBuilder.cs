using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Lowering;

/// <summary>Collects the blocks, places, sites and origins of a program that is being made.</summary>
internal sealed class ProgramBuilder
{
    private const int MostBlocks = 40_000;

    /// <summary>What is added to the parts of a site that stands in another member's body.</summary>
    private const int ForeignPart = 100_000;

    private readonly List<List<Op>> _blocks = [];
    private readonly List<Terminator?> _ends = [];
    private readonly List<Site> _sites = [];
    private readonly List<SiteInfo> _infos = [];
    private readonly List<Member> _members = [];
    private readonly List<SyntaxNode> _origins = [];
    private readonly Dictionary<SyntaxNode, int> _originNumbers = [];
    private readonly Dictionary<(SyntaxNode Syntax, int Part), int> _siteNumbers = [];
    private readonly Dictionary<ISymbol, int> _memberNumbers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<string, long> _texts = [];
    private readonly List<(List<int> Sites, Func<SiteInfo, bool> Is)> _kinds = [];
    private readonly List<int> _temporaries = [];
    private readonly List<int> _handlers = [];
    private int _places;

    /// <summary>The block that steps are added to.</summary>
    public int Current { get; set; }

    public IReadOnlyList<SiteInfo> Infos => _infos;

    /// <summary>While another member's body is lowered where it is called: the call, which all its steps stand for; else -1.</summary>
    public int Call { get; set; } = -1;

    private readonly HashSet<int> _calls = [];

    public int NewBlock()
    {
        if (_blocks.Count >= MostBlocks)
            throw new BodyTooLargeException();
        _blocks.Add([]);
        _ends.Add(null);
        return _blocks.Count - 1;
    }

    public int NewPlace() => _places++;

    /// <summary>A place that ends with its statement.</summary>
    public int NewTemporary()
    {
        _temporaries.Add(_places);
        return _places++;
    }

    public void Emit(Op op) => _blocks[Current].Add(op);

    /// <summary>Adds a step that comes before all others.</summary>
    public void EmitAtEntry(Op op) => _blocks[0].Insert(0, op);

    public void End(Terminator terminator)
    {
        if (_ends[Current] is null)
            _ends[Current] = terminator;
    }

    /// <summary>Ends the current block and goes on in <paramref name="next"/>.</summary>
    public void Continue(Terminator terminator, int next)
    {
        End(terminator);
        Current = next;
    }

    /// <summary>On entry of <paramref name="block"/>, a handler, the temporaries of the statement that threw are gone.</summary>
    public void MarkHandler(int block) => _handlers.Add(block);

    public int Origin(SyntaxNode syntax)
    {
        if (Call >= 0)
        {
            _calls.Add(Call);
            return Call;
        }

        if (!_originNumbers.TryGetValue(syntax, out var number))
        {
            number = _origins.Count;
            _origins.Add(syntax);
            _originNumbers.Add(syntax, number);
        }

        return number;
    }

    /// <summary>The site at <paramref name="syntax"/>: the same for each copy of the code that is made.</summary>
    public int SiteAt(SyntaxNode syntax, int part, SiteKind kind, SiteInfo info, bool isArray = false)
    {
        if (Call >= 0)
            (part, info) = (part + ForeignPart, info with { IsForeign = true });
        if (_siteNumbers.TryGetValue((syntax, part), out var number))
            return number;
        number = _sites.Count;
        var first = -1;
        if (kind == SiteKind.Container)
        {
            first = _places;
            _places += Site.ElementPlaces;
        }

        _sites.Add(new Site(number, Origin(syntax), kind, first, isArray));
        _infos.Add(info);
        _siteNumbers.Add((syntax, part), number);
        return number;
    }

    /// <summary>The sites that are so, those that are yet to come included.</summary>
    public IReadOnlyList<int> SitesThatAre(Func<SiteInfo, bool> kind)
    {
        var sites = new List<int>();
        _kinds.Add((sites, kind));
        return sites;
    }

    public int MemberOf(ISymbol symbol, Func<Member> make)
    {
        if (!_memberNumbers.TryGetValue(symbol, out var number))
        {
            number = _members.Count;
            _members.Add(make());
            _memberNumbers.Add(symbol, number);
        }

        return number;
    }

    /// <summary>A number for a text: equal texts have equal numbers, and none is 0.</summary>
    public long NumberOf(string text)
    {
        if (!_texts.TryGetValue(text, out var number))
            _texts.Add(text, number = _texts.Count + 1);
        return number;
    }

    public LoweredBody Build(IReadOnlyCollection<SyntaxNode> inlined)
    {
        foreach (var (sites, kind) in _kinds)
            sites.AddRange(Enumerable.Range(0, _infos.Count).Where(site => kind(_infos[site])));

        if (_temporaries.Count > 0)
        {
            var all = PlaceSet.Of(_temporaries);
            foreach (var handler in _handlers)
                _blocks[handler].Insert(0, new Kill(-1, all, LeakExit.Discard));
        }

        var blocks = _blocks.Select((ops, i) => new Block(ops, _ends[i] ?? new Exit(-1, ExitKind.Halt))).ToList();
        var elsewhere = NeedsElsewhere(blocks) ? NewPlace() : -1;
        return new LoweredBody(new FlowProgram(blocks, _sites, _members, _places) { Elsewhere = elsewhere }, _origins, _infos, inlined) { Calls = _calls };
    }

    /// <summary>Whether it matters what lives on where nobody here names it: bindings that may meet, what is put where it outlives what it came from, and what reads on until a promise ends.</summary>
    private static bool NeedsElsewhere(List<Block> blocks)
    {
        var acquired = blocks.SelectMany(block => block.Ops).OfType<Acquire>().ToList();
        return acquired.Exists(acquire => acquire.Trait >= 0)
            || (acquired.Exists(acquire => acquire.Parent >= 0) && blocks.Exists(block => block.Ops.Any(op => op is Put)))
            || blocks.Exists(block => block.Ops.Any(op => op is Release { Promise: >= 0 } or Transfer { Outlives: true } or Tie { Idle: false }));
    }
}
