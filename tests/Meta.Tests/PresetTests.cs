using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Tests;
using Microsoft.CodeAnalysis;

namespace Devmem.Meta.Tests;

/// <summary>The severity presets of the package cover every rule, and follow from the default severities.</summary>
public sealed class PresetTests
{
    [Theory]
    [InlineData("None", "none", "none")]
    [InlineData("Default", "warning", "suggestion")]
    [InlineData("Strict", "error", "warning")]
    public void A_preset_gives_each_rule_the_severity_of_its_mode(string mode, string forWarning, string forInfo)
    {
        Dictionary<string, string> severities = Severities(mode);
        foreach (DiagnosticDescriptor rule in Product.Descriptors)
        {
            string expected = rule.DefaultSeverity == DiagnosticSeverity.Warning ? forWarning : forInfo;
            Assert.True(severities.TryGetValue(rule.Id, out string? actual), $"{mode} lacks {rule.Id}");
            Assert.True(expected == actual, $"{mode} sets {rule.Id} to {actual}, not {expected}");
        }
    }

    [Theory]
    [InlineData("None")]
    [InlineData("Default")]
    [InlineData("Strict")]
    public void A_preset_names_exactly_the_rules_that_have_a_page(string mode) =>
        Assert.Equal(RulePage.AllIds(), Severities(mode).Keys.Order(StringComparer.Ordinal));

    private static Dictionary<string, string> Severities(string mode)
    {
        const string Prefix = "dotnet_diagnostic.";
        const string Suffix = ".severity";
        return Repository.Read($"analyzers/package/buildTransitive/config/Devmem.{mode}.globalconfig")
            .Split('\n')
            .Where(line => line.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(line => line.Split(" = "))
            .ToDictionary(pair => pair[0][Prefix.Length..^Suffix.Length], pair => pair[1].Trim());
    }
}
