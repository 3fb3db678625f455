using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Rules;

/// <summary>DEVMEM011. It speaks of a type, and so of no single body: it gets findings of its own kind.</summary>
internal static class OwnedMember
{
    /// <summary>The descriptor.</summary>
    public static readonly DiagnosticDescriptor Descriptor = new(
        RuleIds.FieldNotReleased,
        "Field that owns a handle is never released",
        "'{0}' owns {1}, {2}",
        RuleIds.Reliability,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "What an object stores in its own field as owned is lost when the object ends without releasing it, or when the field gets another value first.",
        RuleIds.HelpLink(RuleIds.FieldNotReleased));

    /// <summary>The diagnostic of <paramref name="finding"/>, at the member.</summary>
    public static Diagnostic Report(MemberFinding finding)
    {
        var places = new[] { finding.Store.Syntax, finding.Release is null ? null : finding.LostAt, finding.Harm == MemberHarm.Overwritten ? finding.LostAt : null }
            .OfType<SyntaxNode>().Concat(finding.Leak.Decisions.Select(step => step.Syntax)).Select(Place).Distinct();
        return Diagnostic.Create(Descriptor, finding.Member.Locations[0], places, PropertiesOf(finding), finding.Member.Name, What(finding), Harm(finding));
    }

    private static ImmutableDictionary<string, string?> PropertiesOf(MemberFinding finding)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties[FindingProperties.Variable] = finding.Member.Name;
        properties[FindingProperties.Harm] = finding.Harm.ToString();
        properties[FindingProperties.Exit] = finding.Leak.Finding.Exit.ToString();
        if (finding.Store.Handle is { } handle)
            properties[FindingProperties.ReleaseMethod] = Wording.ReleaseMethodOf(handle);
        var tree = finding.Member.Locations[0].SourceTree;
        if (finding.LostAt is { } lost && lost.SyntaxTree == tree)
            properties[finding.Harm == MemberHarm.Overwritten ? FindingProperties.LeaksAt : FindingProperties.ReleasedBy] = $"{lost.SpanStart}..{lost.Span.End}";
        return properties.ToImmutable();
    }

    private static string What(MemberFinding finding)
    {
        var store = finding.Store.Syntax;
        var handle = finding.Store.Handle?.Type.Name is { } type ? $"the {type} that" : "what";
        if (finding.Member.DeclaringSyntaxReferences.Any(declared => declared.Span == store.Span && declared.SyntaxTree == store.SyntaxTree) && store is not Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax)
            return $"{handle} others put there";
        var text = (store is EqualsValueClauseSyntax { Parent: { } declared } ? declared : store).ToString();
        return $"{handle} '{Wording.Short(text)}' stores at line {Wording.Line(store)}";
    }

    private static string Harm(MemberFinding finding) => finding.Harm switch
    {
        MemberHarm.Forgotten => $"but '{NameOf(finding)}' does not release it{On(finding)}",
        MemberHarm.NoRelease => $"but '{finding.Member.ContainingType.Name}' has no release method",
        _ => $"but loses it {Wording.HowMemberLoses(finding)}",
    };

    /// <summary>With its type, where that is another than the member's.</summary>
    private static string NameOf(MemberFinding finding) => (finding.StandsIn ?? finding.Release!.ContainingType) is var type && SymbolEqualityComparer.Default.Equals(type, finding.Member.ContainingType)
        ? finding.Release!.Name : $"{type.Name}.{finding.Release!.Name}";

    private static string On(MemberFinding finding) => Wording.LastCondition(finding.Leak) is { } condition ? $" {condition}" : "";

    /// <summary>A method is shown by its name.</summary>
    private static Location Place(SyntaxNode syntax) => syntax is MethodDeclarationSyntax method ? method.Identifier.GetLocation() : syntax.GetLocation();
}
