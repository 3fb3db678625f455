using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Rules;

/// <summary>A rule: which findings it reports, and in what words. What is wrong was found before it is asked.</summary>
internal abstract class OwnershipRule
{
    /// <summary>The descriptor.</summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Whether the rule reports <paramref name="finding"/>.</summary>
    public abstract bool Reports(BodyFinding finding);

    /// <summary>The arguments of the message.</summary>
    protected abstract object[] Arguments(BodyFinding finding);

    /// <summary>Where a person would start to fix.</summary>
    protected virtual SyntaxNode Location(BodyFinding finding) => finding.Site.Syntax;

    /// <summary>The same, where it is less than a whole node.</summary>
    protected virtual Location Place(BodyFinding finding) => Location(finding).GetLocation();

    /// <summary>The diagnostic of <paramref name="finding"/>.</summary>
    public Diagnostic Report(BodyFinding finding)
    {
        var location = Place(finding);
        var path = finding.Decisions.Select(step => step.Syntax.GetLocation()).Where(each => each != location).Distinct();
        return Diagnostic.Create(Descriptor, location, path, PropertiesOf(finding), Arguments(finding));
    }

    /// <summary>Findings with the same key are one to the reader: only the first is reported.</summary>
    public virtual object Key(BodyFinding finding) => Place(finding).SourceSpan;

    internal static DiagnosticDescriptor Describe(string id, string title, string message, string description, DiagnosticSeverity severity = DiagnosticSeverity.Warning, string category = RuleIds.Reliability) =>
        new(id, title, message, category, severity, isEnabledByDefault: true, description, RuleIds.HelpLink(id));

    private static ImmutableDictionary<string, string?> PropertiesOf(BodyFinding finding)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        if (Wording.VariableOf(finding.Site) is { } variable)
            properties[FindingProperties.Variable] = variable;
        if (finding.Finding.Parent >= 0 && Wording.VariableOf(finding.Body.Sites[finding.Finding.Parent]) is { } parent)
            properties[FindingProperties.Parent] = parent;
        if (finding.Site.Handle is { } handle)
            properties[FindingProperties.ReleaseMethod] = Wording.ReleaseMethodOf(handle);
        AddPlaces(properties, FindingProperties.Releases, finding, finding.Finding.Ends);
        AddPlaces(properties, FindingProperties.HandOvers, finding, finding.Finding.HandOvers);
        AddPlaces(properties, FindingProperties.EndedAt, finding, [finding.Finding.EndedAt]);
        properties[FindingProperties.Path] = string.Join(" ", finding.Decisions.Select(step => $"{step.Kind}:{step.Syntax.SpanStart}..{step.Syntax.Span.End}"));
        if (finding.Finding.Kind == FindingKind.Leak)
        {
            AddPlaces(properties, FindingProperties.LeaksAt, finding, [finding.Finding.Origin]);
            properties[FindingProperties.Exit] = finding.Finding.Exit.ToString();
            properties[FindingProperties.Exceptional] = finding.AlsoWithoutException ? "false" : "true";
        }

        return properties.ToImmutable();
    }

    private static void AddPlaces(ImmutableDictionary<string, string?>.Builder properties, string key, BodyFinding finding, IReadOnlyList<int> origins)
    {
        var spans = origins.Select(finding.SyntaxOf).OfType<SyntaxNode>().Select(syntax => $"{syntax.SpanStart}..{syntax.Span.End}").Distinct();
        if (string.Join(" ", spans) is { Length: > 0 } places)
            properties[key] = places;
    }
}
