using System.Collections.Immutable;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Rules;

/// <summary>DEVMEM003.</summary>
internal static class MixedModes
{
    public static readonly DiagnosticDescriptor Rule = OwnershipRule.Describe(
        RuleIds.MixedModes,
        "Bindings mix autorelease modes",
        "{0}, but {1}: the system has one autorelease mode at a time",
        "A binding in another mode than the one that the system is in is refused, until all that was bound in that mode is freed.");

    public static Diagnostic Report(ModeConflict conflict)
    {
        var properties = conflict is { IsCertain: true, OtherMode: "On" or "Off" } ? ImmutableDictionary<string, string?>.Empty.Add(FindingProperties.OtherMode, conflict.OtherMode) : null;
        return Diagnostic.Create(Rule, conflict.Site.Syntax.GetLocation(), conflict.Places, properties, This(conflict), Other(conflict));
    }

    private static string This(ModeConflict conflict)
    {
        var site = conflict.Site;
        var handle = Wording.Handle(site.Call);
        if (!site.SaysMode)
            return $"{handle} says no mode, which counts as {ModeNames.Of(conflict.Modes)}";
        return site.Modes.IsOpen ? $"{handle} is possibly bound in mode {ModeNames.Of(conflict.Modes)}, which is chosen at run time" : $"{handle} is bound in mode {ModeNames.Of(conflict.Modes)}";
    }

    private static string Other(ModeConflict conflict) => conflict switch
    {
        { With: ModeOpponent.Option } => $"'devmem.autorelease' says {conflict.OtherMode.ToLowerInvariant()} for this file",
        { With: ModeOpponent.Assembly, Assembly: { } assembly } => $"assembly '{assembly.Name}' declares mode {conflict.OtherMode}",
        { With: ModeOpponent.Itself, Other: null } => $"also in mode {conflict.OtherMode}, by its callers at {Where(conflict, 0)} and {Where(conflict, 1)}",
        { With: ModeOpponent.Itself } => $"an earlier one from here is possibly alive in mode {conflict.OtherMode}",
        { Other: { SaysMode: false } other } => $"{Wording.Handle(other.Call, Where(conflict, 0))} says none, which counts as {conflict.OtherMode}",
        { Other: { } other } => $"{Wording.Handle(other.Call, Where(conflict, 0))} is {(other.Modes.IsOpen ? "possibly " : "")}in mode {conflict.OtherMode}",
        _ => conflict.OtherMode,
    };

    /// <summary>A place as seen from the binding: with its file only if that is another.</summary>
    private static string Where(ModeConflict conflict, int place)
    {
        var span = conflict.Places[place].GetLineSpan();
        var line = $"line {span.StartLinePosition.Line + 1}";
        return conflict.Places[place].SourceTree == conflict.Site.Syntax.SyntaxTree ? line : $"{line} of {System.IO.Path.GetFileName(span.Path)}";
    }
}

/// <summary>DEVMEM012.</summary>
internal static class DefaultMode
{
    public static readonly DiagnosticDescriptor Rule = OwnershipRule.Describe(
        RuleIds.DefaultMode,
        "Autorelease mode is left to the default",
        "{0} does not say its autorelease mode: what the kernel does by itself differs",
        "The same program leaks on one kernel and not on the other.",
        DiagnosticSeverity.Info,
        RuleIds.Usage);

    public static bool Reports(IInvocationOperation call) => RuntimeNames.TakesDefaultMode(call.TargetMethod);

    public static Diagnostic Report(IInvocationOperation call) => Diagnostic.Create(Rule, call.Syntax.GetLocation(), Wording.Handle(call));
}
