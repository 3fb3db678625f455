using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>
/// Which bindings of a compilation can be alive at the same time in different modes. Bindings of different bodies always can; of those in one body,
/// those can that flow shows together. Found once for the whole compilation, and told where each binding stands, so that it shows while typing.
/// </summary>
internal sealed class ModeConflicts
{
    private readonly Compilation _compilation;
    private readonly Modes _modes;
    private readonly BindingTurns _turns;
    private readonly Func<IOperation, ControlFlowGraph, IReadOnlyList<BoundProgram>> _programs;
    private readonly Func<SyntaxTree, OwnershipOptions> _options;
    private readonly Lazy<Dictionary<SyntaxNode, ModeConflict>> _conflicts;
    private readonly Dictionary<SyntaxNode, (ControlFlowGraph? Graph, IReadOnlyList<BoundProgram> Programs)> _bodies = [];

    public ModeConflicts(Compilation compilation, Modes modes, BindingTurns turns, Func<SyntaxTree, OwnershipOptions> options, Func<IOperation, ControlFlowGraph, IReadOnlyList<BoundProgram>> programs)
    {
        _compilation = compilation;
        _modes = modes;
        _turns = turns;
        _options = options;
        _programs = programs;
        _conflicts = new Lazy<Dictionary<SyntaxNode, ModeConflict>>(Find);
    }

    /// <summary>What the binding at <paramref name="call"/> clashes with, or null.</summary>
    public ModeConflict? At(SyntaxNode call) => _conflicts.Value.TryGetValue(call, out var conflict) ? conflict : null;

    private Dictionary<SyntaxNode, ModeConflict> Find()
    {
        var placed = _modes.Sites.Select(Place).OfType<Placed>().ToList();
        var found = new Dictionary<SyntaxNode, ModeConflict>();
        foreach (var site in placed)
        {
            var others = placed.Select(other => Between(site, other)).OfType<ModeConflict>().ToList();
            if ((others.Find(each => each.IsCertain) ?? WithOption(site.Site) ?? WithAssembly(site.Site) ?? others.FirstOrDefault()) is { } conflict)
                found[site.Site.Syntax] = conflict;
        }

        return found;
    }

    /// <summary>A site with what flow knows of it; null: nothing ever comes there.</summary>
    private Placed? Place(BindingSite site)
    {
        var root = site.Root;
        if (OwnershipAnalysis.HasErrors(root))
            return null;
        var body = BodyOf(root);
        var program = body.Programs.FirstOrDefault(each => each.Marks.Any(mark => mark.Syntax == site.Syntax));
        if (program is null)
            return body.Programs.Any(each => each.Lowered.Contains(site.Syntax)) || body.Graph is { } graph && !BodyGraphs.Reaches(graph, site.Syntax, default) ? null : new Placed(site, null);
        var traits = program.Marks.Where(mark => mark.Syntax == site.Syntax).Select(mark => mark.Trait).Distinct().ToList();
        var known = !site.SaysMode || traits.Exists(trait => trait < 0) ? site.Modes : ValueSet.OneOf(traits.Select(trait => ValueSet.Of(trait)));
        return new Placed(site with { Modes = known }, program);
    }

    private ModeConflict? Between(Placed site, Placed other)
    {
        if (!site.Site.SaysMode && !other.Site.SaysMode)
            return null;
        if (site.Program is { } program && other.Program == program)
            return Together(site, other, program);
        if (site == other)
            return OfCallers(site);
        if (_turns.AreInTurn(site.Site, site.Program, other.Site, other.Program, root => BodyOf(root).Programs))
            return null;
        return site.Site.Modes.Differs(other.Site.Modes) is not false and var differs ? Conflict(site.Site, site.Site.Modes, other.Site, other.Site.Modes, differs is true) : null;
    }

    private ModeConflict? Together(Placed site, Placed other, BoundProgram program)
    {
        ModeConflict? possible = site == other ? OfCallers(site) : null;
        foreach (var mark in program.Marks)
        {
            var isForward = mark.Syntax == site.Site.Syntax && mark.Other == other.Site.Syntax;
            if (!isForward && !(mark.Other == site.Site.Syntax && mark.Syntax == other.Site.Syntax))
                continue;
            var (own, others) = isForward ? (mark.Trait, mark.OtherTrait) : (mark.OtherTrait, mark.Trait);
            var (ownModes, otherModes) = (ModesOf(site.Site, own), ModesOf(other.Site, others));

            // Two that are both unknown may well be one: the same variable.
            if (own < 0 && others < 0 && (ownModes.Single is null || otherModes.Single is null))
                continue;
            if (ownModes.Differs(otherModes) is not false and var differs)
                possible = differs is true || possible is null ? Conflict(site.Site, ownModes, other.Site, otherModes, differs is true) : possible;
            if (possible is { IsCertain: true })
                break;
        }

        return possible;
    }

    private static ValueSet ModesOf(BindingSite site, int trait) => trait < 0 || !site.SaysMode ? site.Modes : ValueSet.Of(trait);

    /// <summary>One binding whose callers choose different modes.</summary>
    private ModeConflict? OfCallers(Placed placed)
    {
        var site = placed.Site;
        var isInTurn = new Lazy<bool>(() => _turns.AreInTurn(site, placed.Program, site, placed.Program, root => BodyOf(root).Programs));
        foreach (var (mode, chooser) in site.Modes.Chosen)
        {
            var other = site.Modes.Chosen.FirstOrDefault(each => each.Value != mode && each.Chooser is not null && chooser is not null && !isInTurn.Value && CanMeet(chooser, each.Chooser));
            if (other.Chooser is not null)
                return new ModeConflict(site, ValueSet.Of(mode), ModeOpponent.Itself, ModeNames.Of(other.Value), true) { Places = [chooser!.GetLocation(), other.Chooser.GetLocation()] };
        }

        return null;
    }

    /// <summary>Whether what two calls make can be alive together: as flow shows it where both stand in one body and bring what it follows, else where one call can come after the other.</summary>
    private bool CanMeet(SyntaxNode call, SyntaxNode other)
    {
        if (!_turns.CanFollow(call, other))
            return false;
        if (_turns.RootOf(call) is not { } root || !root.Syntax.Span.Contains(other.Span))
            return true;
        var program = BodyOf(root).Programs.FirstOrDefault(each => IsMarked(each, call) && IsMarked(each, other));
        return program is null || program.Marks.Any(mark => (mark.Syntax == call && mark.Other == other) || (mark.Syntax == other && mark.Other == call));
    }

    private static bool IsMarked(BoundProgram program, SyntaxNode call) => program.Marks.Any(mark => mark.Syntax == call);

    private (ControlFlowGraph? Graph, IReadOnlyList<BoundProgram> Programs) BodyOf(IOperation root)
    {
        if (!_bodies.TryGetValue(root.Syntax, out var body))
            _bodies.Add(root.Syntax, body = BodyGraphs.Of(root, default) is { } made ? (made, _programs(root, made)) : (null, []));
        return body;
    }

    private static ModeConflict Conflict(BindingSite site, ValueSet modes, BindingSite other, ValueSet otherModes, bool certain) =>
        new(site, modes, site.Syntax == other.Syntax ? ModeOpponent.Itself : ModeOpponent.Binding, ModeNames.Of(otherModes), certain) { Other = other, Places = [other.Syntax.GetLocation()] };

    private ModeConflict? WithOption(BindingSite site)
    {
        if (!site.SaysMode || _options(site.Syntax.SyntaxTree).AutoreleaseOn is not { } on)
            return null;
        var option = ValueSet.Of(on ? RuntimeNames.AutoreleaseOn : RuntimeNames.DefaultMode);
        return site.Modes.Differs(option) is true ? new ModeConflict(site, site.Modes, ModeOpponent.Option, ModeNames.Of(option), true) : null;
    }

    private ModeConflict? WithAssembly(BindingSite site)
    {
        ModeConflict? possible = null;
        foreach (var (assembly, mode, place) in Declared)
        {
            if (site.Modes.Differs(ValueSet.Of(mode)) is not (not false and var differs))
                continue;
            var conflict = new ModeConflict(site, site.Modes, ModeOpponent.Assembly, ModeNames.Of(mode), differs is true) { Assembly = assembly, Places = place is null ? [] : [place] };
            if (conflict.IsCertain)
                return conflict;
            possible ??= conflict;
        }

        return possible;
    }

    /// <summary>The modes that this assembly and those it refers to declare.</summary>
    private IReadOnlyList<(IAssemblySymbol Assembly, long Mode, Location? Place)> Declared => _declared ??=
    [
        .. from assembly in new[] { _compilation.Assembly }.Concat(_compilation.SourceModule.ReferencedAssemblySymbols.OrderBy(each => each.Name, StringComparer.Ordinal))
           let attribute = assembly.Attribute(RuntimeNames.DevmemMode)
           where attribute is { ConstructorArguments.Length: 1 } && attribute.ConstructorArguments[0].Value is not null
           select (assembly, Convert.ToInt64(attribute.ConstructorArguments[0].Value), attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation()),
    ];

    private IReadOnlyList<(IAssemblySymbol Assembly, long Mode, Location? Place)>? _declared;

    private sealed record Placed(BindingSite Site, BoundProgram? Program);
}

/// <summary>What flow shows of the bindings in one program.</summary>
/// <param name="Marks">Each binding that is reached, and what may be alive then.</param>
/// <param name="Lowered">The calls that are part of the program.</param>
internal sealed record BoundProgram(IReadOnlyList<BoundMark> Marks, IReadOnlyCollection<SyntaxNode> Lowered)
{
    /// <summary>The calls of bindings with the calls of other methods that run while they are alive, or null for the end of the body.</summary>
    public IReadOnlyList<(SyntaxNode Binding, SyntaxNode? Call)> Visits { get; init; } = [];

    /// <summary>Reads what a solution says.</summary>
    public static BoundProgram Of(Solution solution, Lowering.LoweredBody body) => new(
        [.. solution.Marks.OrderBy(mark => (mark.Site, mark.Trait, mark.Other, mark.OtherTrait)).Select(mark =>
            new BoundMark(body.Sites[mark.Site].Syntax, mark.Trait, mark.Other < 0 ? null : body.Sites[mark.Other].Syntax, mark.OtherTrait))],
        [.. body.Sites.Select(site => site.Syntax)])
    {
        Visits = [.. solution.Visits.OrderBy(visit => visit).Select(visit => (body.Sites[visit.Root].Syntax, visit.Origin < 0 ? null : body.Origins[visit.Origin]))],
    };
}

/// <summary>A binding that is reached.</summary>
/// <param name="Syntax">The call.</param>
/// <param name="Trait">The mode that it has then, or negative.</param>
/// <param name="Other">The call of another binding that may be alive then, or null.</param>
/// <param name="OtherTrait">The mode of that, or negative.</param>
internal sealed record BoundMark(SyntaxNode Syntax, int Trait, SyntaxNode? Other, int OtherTrait);
