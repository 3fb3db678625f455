namespace Devmem.Analyzers;

/// <summary>The keys of what a diagnostic tells a fix, so that no fix has to find it out again.</summary>
public static class FindingProperties
{
    /// <summary>The variable that holds the handle first; missing where none does.</summary>
    public const string Variable = "variable";

    /// <summary>The method that releases it, such as `Dispose`.</summary>
    public const string ReleaseMethod = "release";

    /// <summary>How it leaves: the name of a <see cref="Flow.LeakExit"/>.</summary>
    public const string Exit = "exit";

    /// <summary>"true" where it only leaks after a call threw.</summary>
    public const string Exceptional = "exceptional";

    /// <summary>Where it is released on any path: spans in its file, such as `120..135 210..225`.</summary>
    public const string Releases = "releases";

    /// <summary>Where somebody else gets it on any path: spans, as in <see cref="Releases"/>.</summary>
    public const string HandOvers = "handOvers";

    /// <summary>Of a binding in a wrong mode: the other mode, `On` or `Off`; missing where the other is not one.</summary>
    public const string OtherMode = "otherMode";

    /// <summary>The decisions of the path in order, each the name of a <see cref="Flow.StepKind"/> and a span: `WhenTrue:120..135 CallThrew:210..225`.</summary>
    public const string Path = "path";

    /// <summary>Of a use or a release after the end: the span of what ended it.</summary>
    public const string EndedAt = "endedAt";

    /// <summary>Of a leak: the span of what lets the handle go, such as the statement that overwrites its variable.</summary>
    public const string LeaksAt = "leaksAt";

    /// <summary>The variable that holds what the handle came from, where the finding is about both.</summary>
    public const string Parent = "parent";

    /// <summary>Of a member that lets go what it owns: the name of a <see cref="Analysis.MemberHarm"/>.</summary>
    public const string Harm = "harm";

    /// <summary>Of a member that a release method forgets: the span of that method, where it stands in the file of the member.</summary>
    public const string ReleasedBy = "releasedBy";
}
