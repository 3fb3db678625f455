using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Lowering;

/// <summary>A body as a flow program, and what its numbers mean in the source.</summary>
/// <param name="Program">The flow program.</param>
/// <param name="Origins">The syntax of each origin.</param>
/// <param name="Sites">What stands at each site.</param>
/// <param name="Inlined">The lambdas and local functions whose bodies are part of the program.</param>
internal sealed record LoweredBody(
    FlowProgram Program, IReadOnlyList<SyntaxNode> Origins, IReadOnlyList<SiteInfo> Sites, IReadOnlyCollection<SyntaxNode> Inlined)
{
    /// <summary>Of a probe: the ordinals of the parameters that the body does not write, by their places and by the places of their lengths.</summary>
    public IReadOnlyDictionary<int, int> ParameterPlaces { get; init; } = new Dictionary<int, int>();

    /// <summary>The origins of calls that stand for all that other members do that are lowered there.</summary>
    public IReadOnlyCollection<int> Calls { get; init; } = [];

    /// <summary>The members of the object that are followed, in the order of their observations.</summary>
    public IReadOnlyList<ISymbol> Members { get; init; } = [];

    /// <summary>Whether it makes an object, which is lost when an exception leaves.</summary>
    public bool IsMaker { get; init; }

    /// <summary>Whether the body gives a new value to something of the name of <paramref name="member"/>.</summary>
    public bool Writes(ISymbol member) => Origins.Any(origin => Targets(origin).Any(target => NameOf(target) == member.Name));

    private static IEnumerable<ExpressionSyntax> Targets(SyntaxNode origin) => origin switch
    {
        // What is only put where nothing was is still there.
        AssignmentExpressionSyntax assignment when assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression) => [],
        AssignmentExpressionSyntax { Left: TupleExpressionSyntax tuple } => tuple.Arguments.Select(argument => argument.Expression),
        AssignmentExpressionSyntax assignment => [assignment.Left],
        InvocationExpressionSyntax call => call.ArgumentList.Arguments.Where(argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None)).Select(argument => argument.Expression),
        _ => [],
    };

    private static string? NameOf(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };
}

/// <summary>What stands at a site.</summary>
/// <param name="Syntax">The expression that brings the resource.</param>
/// <param name="Handle">What its type says; null for a container.</param>
/// <param name="Kind">How it comes.</param>
internal sealed record SiteInfo(SyntaxNode Syntax, HandleType? Handle, ArrivalKind Kind)
{
    /// <summary>The method, parameter or field it comes through.</summary>
    public ISymbol? Via { get; init; }

    /// <summary>Whether what makes it need its parent are tokens, in an object that is none.</summary>
    public bool HoldsTokens { get; init; }

    /// <summary>Whether it stands in the body of another member, where it is judged by itself.</summary>
    public bool IsForeign { get; init; }

    /// <summary>The member of the object whose collection it was taken out of.</summary>
    public ISymbol? TakenFrom { get; init; }

    /// <summary>The variable that holds it first, if one does.</summary>
    public ISymbol? Variable { get; set; }
}

/// <summary>How a resource comes into a body.</summary>
internal enum ArrivalKind
{
    /// <summary>A call or a constructor brings it.</summary>
    Call,

    /// <summary>It is a parameter that this body must release.</summary>
    OwnedParameter,

    /// <summary>A member of the object holds it: the object's type answers for it.</summary>
    Member,

    /// <summary>It is somebody else's.</summary>
    Borrowed,

    /// <summary>It is an array or a collection.</summary>
    Container,
}
