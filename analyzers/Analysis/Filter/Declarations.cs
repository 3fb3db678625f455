using System;
using System.Collections.Generic;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>What a member needs to be written for it to be reached.</summary>
internal enum Reach
{
    /// <summary>Its name.</summary>
    Named,

    /// <summary>Nothing: `foreach`, `await`, an operator, an index, a query, a deconstruction reach it through the type alone.</summary>
    Implicit,

    /// <summary>The name of its type, or a `new` without one.</summary>
    Constructor,
}

/// <summary>A member, as far as its signature goes. Names are word numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Reach">How it is reached.</param>
/// <param name="Types">The names in its signature through which a handle can come in, or be made by its types alone.</param>
/// <param name="Arguments">The names of the types of plain parameters: what is passed for one has its type already, but for a `new` without a type.</param>
internal sealed record Member(int Name, Reach Reach, int[] Types, int[] Arguments)
{
    /// <summary>Whose member it is where that is not the type that declares it, as with extensions.</summary>
    public int[]? Receivers { get; init; }

    /// <summary>Whether it is an extension of every type, or of one that has no name.</summary>
    public bool ExtendsAnything { get; init; }

    /// <summary>Whether it converts without being written.</summary>
    public bool Converts { get; init; }
}

/// <summary>What is read of a declaration at first: its words. Its members are told apart when one of the words matters.</summary>
/// <param name="Words">At least the names in its signature.</param>
/// <param name="Read">Reads its members; each time anew.</param>
internal sealed record Signature(int[] Words, Func<IReadOnlyList<Member>> Read)
{
    private IReadOnlyList<Member>? _members;

    /// <summary>What it declares.</summary>
    public IReadOnlyList<Member> Members => _members ??= Read();
}

/// <summary>A type, as far as its declaration goes. Names are word numbers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bases">The names in its list of bases.</param>
/// <param name="Constraints">The names in the constraints of its type parameters.</param>
/// <param name="Attributes">The names in its attributes.</param>
/// <param name="Signatures">Its members, those of other parts of it apart.</param>
internal sealed record TypeNames(int Name, int[] Bases, int[] Constraints, int[] Attributes, IReadOnlyList<Signature> Signatures)
{
    /// <summary>Whether lambdas and method groups convert to it.</summary>
    public bool IsDelegate { get; init; }

    /// <summary>Where in its tree it stands; empty for a type out of metadata.</summary>
    public Microsoft.CodeAnalysis.Text.TextSpan Span { get; init; }

    /// <summary>The parameters beside its name, which its members may use by that name.</summary>
    public IReadOnlyList<(int Name, int[] Types)> Captured { get; init; } = [];
}

/// <summary>Another name for a type.</summary>
/// <param name="Name">The name.</param>
/// <param name="Target">The names in what it stands for.</param>
/// <param name="IsPlain">Whether it stands for a type by its mere name.</param>
internal sealed record Alias(int Name, int[] Target, bool IsPlain);

/// <summary>What a file declares.</summary>
/// <param name="Types">Its types, nested ones too.</param>
/// <param name="Aliases">The other names that it gives.</param>
/// <param name="Opened">The names of the types whose members it uses without their type.</param>
/// <param name="OpenedEverywhere">The same, for all files.</param>
/// <param name="Native">The methods whose body is elsewhere.</param>
internal sealed record FileNames(IReadOnlyList<TypeNames> Types, IReadOnlyList<Alias> Aliases, int[] Opened, int[] OpenedEverywhere, int[] Native);
