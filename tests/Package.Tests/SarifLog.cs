using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Devmem.Package.Tests;

/// <summary>The report that the compiler writes for machines (SARIF 2.1), reduced to our rules.</summary>
internal sealed class SarifLog(string path) : IDisposable
{
    private readonly JsonDocument _log = JsonDocument.Parse(File.ReadAllBytes(path));

    public string Version => _log.RootElement.GetProperty("version").GetString()!;

    /// <summary>In the order of the source; the compiler's own order changes from run to run.</summary>
    public IReadOnlyList<SarifResult> Results =>
        [.. Run.GetProperty("results").EnumerateArray()
            .Select(result => new SarifResult(result))
            .Where(result => result.Id.StartsWith("DEVMEM", StringComparison.Ordinal))
            .OrderBy(result => result.Line)];

    private JsonElement Run => _log.RootElement.GetProperty("runs")[0];

    /// <summary>The link that the report gives for a rule.</summary>
    public string HelpLink(string id) =>
        Run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()
            .Single(rule => rule.GetProperty("id").GetString() == id)
            .GetProperty("helpUri").GetString()!;

    public void Dispose() => _log.Dispose();
}

/// <summary>One finding in the report.</summary>
internal sealed record SarifResult(JsonElement Result)
{
    public string Id => Result.GetProperty("ruleId").GetString()!;

    public int Line => Physical(Result.GetProperty("locations")[0]).GetProperty("region").GetProperty("startLine").GetInt32();

    /// <summary>The files of the further locations: the path of the finding.</summary>
    public IReadOnlyList<string> PathFiles =>
        Result.TryGetProperty("relatedLocations", out JsonElement related)
            ? [.. related.EnumerateArray().Select(location => Physical(location).GetProperty("artifactLocation").GetProperty("uri").GetString()!)]
            : [];

    private static JsonElement Physical(JsonElement location) => location.GetProperty("physicalLocation");
}
