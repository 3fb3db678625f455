using System.Collections.Generic;

namespace Devmem.Runtime.Tests;

/// <summary>One row of the behaviour table.</summary>
internal sealed record BehaviourRow(string Id, string Source, string Title)
{
    internal List<string> Needs { get; } = [];

    /// <summary>Empty for all profiles.</summary>
    internal List<string> Only { get; } = [];

    internal int Pages { get; set; } = 16;

    /// <summary>Options of the simulated NIC: readable, linear, bytes, share.</summary>
    internal Dictionary<string, int> Nic { get; } = [];

    internal List<BehaviourStep> Steps { get; } = [];

    /// <summary>The row is about receiving, and a binding X is made first.</summary>
    internal bool BindsFirst => Needs.Exists(static need => need is "devmem" or "nic" or "books" or "raw" or "silence");

    internal bool IsFor(string profile) => Only.Count == 0 || Only.Contains(profile);
}
