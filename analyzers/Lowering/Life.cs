using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Lowering;

/// <summary>What can happen to an object from its making to its end, as far as one of its members is concerned.</summary>
internal sealed class Life
{
    public Life(INamedTypeSymbol type, FollowedMembers members, bool isStatic)
    {
        Type = type;
        Members = members;
        IsStatic = isStatic;
        Syntax = type.DeclaringSyntaxReferences[0].GetSyntax();
    }

    /// <summary>The type of the object.</summary>
    public INamedTypeSymbol Type { get; }

    /// <summary>The members that are followed.</summary>
    public FollowedMembers Members { get; }

    /// <summary>Whether the member is the type's own and so lives as long as the process.</summary>
    public bool IsStatic { get; }

    /// <summary>The declaration of the type.</summary>
    public SyntaxNode Syntax { get; }

    /// <summary>The constructors; null for one that nobody wrote.</summary>
    public IReadOnlyList<IMethodSymbol?> Makers { get; init; } = [];

    /// <summary>The methods that may run at any time in between.</summary>
    public IReadOnlyList<IMethodSymbol> Methods { get; init; } = [];

    /// <summary>The methods that end it.</summary>
    public IReadOnlyList<IMethodSymbol> Ends { get; init; } = [];

    /// <summary>Where nothing is a release method by contract: the methods that may serve as one.</summary>
    public IReadOnlyList<IMethodSymbol> Stops { get; init; } = [];

    /// <summary>The syntax that stands for the end by <paramref name="method"/>, or for the want of any.</summary>
    public SyntaxNode SyntaxOf(IMethodSymbol? method) => method?.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() ?? Syntax;

    /// <summary>Whether the constructor begins with another one of its type, which runs the initialisers.</summary>
    public static bool CallsAnother(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax() is ConstructorDeclarationSyntax { Initializer.RawKind: (int)SyntaxKind.ThisConstructorInitializer });
}
