using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;

namespace Devmem.Analyzers.Tests.CorpusHarness;

/// <summary>The members of the corpus on which the analyzers are known to be wrong still; the list can only shrink.</summary>
public sealed class Pending
{
    private readonly ILookup<string, string> _members;

    /// <param name="text">Lines of "topic/File.cs Member reason"; '#' begins a comment.</param>
    public Pending(string text) =>
        _members = (from line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    where !line.StartsWith('#')
                    select line.Split(' ', 3)).ToLookup(parts => parts[0], parts => parts[1]);

    /// <summary>The names of the cases that the list speaks of.</summary>
    public IEnumerable<string> Cases => _members.Select(entry => entry.Key);

    /// <summary>The differences that the list does not excuse.</summary>
    public IEnumerable<Difference> NotExcused(string name, ImmutableArray<Difference> differences) =>
        differences.Where(difference => !_members[name].Contains(difference.Member));

    /// <summary>The members that the list excuses although nothing is wrong with them any more.</summary>
    public IEnumerable<string> Outdated(string name, ImmutableArray<Difference> differences) =>
        _members[name].Except(differences.Select(difference => difference.Member));
}
