using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>A finding of the solver with what it means in the source: all that a rule needs.</summary>
internal sealed class BodyFinding
{
    public BodyFinding(Finding finding, LoweredBody body, bool autoreleaseOn)
    {
        Finding = finding;
        Body = body;
        AutoreleaseOn = autoreleaseOn;
    }

    public Finding Finding { get; }

    public LoweredBody Body { get; }

    /// <summary>The member, lambda or local function whose body it was found in.</summary>
    public ISymbol? Owner { get; init; }

    /// <summary>Whether the handle comes from a binding that returns tokens when their socket closes.</summary>
    public bool AutoreleaseOn { get; }

    public SiteInfo Site => Body.Sites[Finding.Site.Id];

    /// <summary>Whether the same resource also leaks where nothing that was called threw.</summary>
    public bool AlsoWithoutException { get; set; }

    /// <summary>Whether the kernel may end the handle itself.</summary>
    public bool IsToken => Site.Handle is { IsAutoreleased: true };

    /// <summary>Whether what must end in time is a token, or something that holds tokens.</summary>
    public bool IsOfTokens => IsToken || Site.HoldsTokens || (Finding.Beside >= 0 && Body.Sites[Finding.Beside].Handle is { IsAutoreleased: true });

    /// <summary>The syntax of an origin; null for -1.</summary>
    public SyntaxNode? SyntaxOf(int origin) => origin < 0 ? null : Body.Origins[origin];

    /// <summary>The decisions of the path that stand in the source, in order.</summary>
    public IEnumerable<(StepKind Kind, SyntaxNode Syntax)> Decisions => Finding.Path
        .Where(step => step.Origin >= 0 && step.Kind is not (StepKind.Plain or StepKind.Chosen))
        .Select(step => (step.Kind, Body.Origins[step.Origin]));
}
