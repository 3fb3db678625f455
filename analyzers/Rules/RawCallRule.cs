using System.Linq;
using Devmem.Analyzers.Analysis;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Rules;

/// <summary>DEVMEM014.</summary>
internal static class RawDevmemCall
{
    public static readonly DiagnosticDescriptor Rule = OwnershipRule.Describe(
        RuleIds.RawCall,
        "Raw devmem call bypasses the typed handles",
        "{0} bypasses the typed handles{1}",
        "The raw calls have traps that the typed handles take away, and nothing that is done by number can be followed by the other rules.",
        DiagnosticSeverity.Info,
        RuleIds.Usage);

    public static Diagnostic Report(RawUse use)
    {
        var instead = use.Instead is null ? "" : $", use {use.Instead}";
        var traps = string.Join("; ", use.Traps.Where(trap => trap.Length > 0));
        return Diagnostic.Create(Rule, use.Call.Syntax.GetLocation(), $"{use.What} by number through '{use.Call.TargetMethod.Name}'", instead + (traps.Length == 0 ? "" : ": " + traps));
    }
}
