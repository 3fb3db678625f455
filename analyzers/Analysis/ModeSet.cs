using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>The modes that a value can be.</summary>
internal sealed class ModeSet
{
    /// <summary>Any: it is chosen when the program runs.</summary>
    public static readonly ModeSet Open = new([], true);

    private ModeSet(IReadOnlyList<(long Mode, SyntaxNode? Chooser)> chosen, bool isOpen)
    {
        Chosen = chosen;
        IsOpen = isOpen;
    }

    /// <summary>The modes that the source says, each with the call that says it where it comes through a parameter.</summary>
    public IReadOnlyList<(long Mode, SyntaxNode? Chooser)> Chosen { get; }

    /// <summary>Whether it can also be a mode that is only known when the program runs.</summary>
    public bool IsOpen { get; }

    /// <summary>The only mode, or null.</summary>
    public long? Single => !IsOpen && Chosen.Count > 0 && Chosen.All(each => each.Mode == Chosen[0].Mode) ? Chosen[0].Mode : null;

    public static ModeSet Of(long mode) => new([(mode, null)], false);

    /// <summary>What several callers say: each is meant.</summary>
    public static ModeSet OfCallers(IEnumerable<(ModeSet Modes, SyntaxNode Caller)> callers)
    {
        var all = callers.ToList();
        return all.Count == 0 ? Open
            : new ModeSet([.. all.SelectMany(each => each.Modes.Chosen.Select(mode => (mode.Mode, mode.Chooser ?? (SyntaxNode?)each.Caller)))], all.Exists(each => each.Modes.IsOpen));
    }

    /// <summary>What one of several values is: known only if they agree, else chosen when the program runs.</summary>
    public static ModeSet OneOf(IEnumerable<ModeSet> values)
    {
        var all = values.ToList();
        return all.Count > 0 && all[0].Single is { } mode && all.TrueForAll(each => each.Single == mode) ? Of(mode) : Open;
    }

    /// <summary>Whether a value of this and one of the other differ for sure; null if only perhaps.</summary>
    public bool? Differs(ModeSet other)
    {
        if (Chosen.Any(mine => other.Chosen.Any(theirs => theirs.Mode != mine.Mode)))
            return true;
        return (IsOpen && other.Chosen.Count > 0) || (other.IsOpen && Chosen.Count > 0) ? null : false;
    }

    /// <summary>In words: `On`, `Off`, either.</summary>
    public override string ToString() => IsOpen || Chosen.Select(each => each.Mode).Distinct().Count() > 1 ? "On or Off" : NameOf(Chosen[0].Mode);

    public static string NameOf(long mode) => mode == RuntimeNames.AutoreleaseOn ? "On" : mode == RuntimeNames.DefaultMode ? "Off" : mode.ToString();
}
