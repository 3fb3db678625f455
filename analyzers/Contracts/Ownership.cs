using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Devmem.Analyzers.Contracts;

/// <summary>What types and methods of one compilation mean for ownership: the one thing that lowering asks.</summary>
internal sealed class Ownership
{
    public Ownership(Compilation compilation, CancellationToken cancellation)
    {
        Compilation = compilation;
        Bodies = new Bodies(compilation, cancellation);
        Writes = new MemberWrites(Bodies);
        Handles = new HandleTypes();
        Exceptions = new Exceptions(Handles, Bodies, cancellation);
        Methods = new MethodContracts(Handles, Exceptions);
        Owners = new OwnerTypes(this);
        Handles.Owners = Owners;
        Methods.Owners = Owners;
    }

    /// <summary>Whether exceptions from calls count (`devmem.exceptions`).</summary>
    public bool CallsThrow { get; init; } = true;

    public Compilation Compilation { get; }

    public Bodies Bodies { get; }

    /// <summary>Which members calls may write.</summary>
    public MemberWrites Writes { get; }

    /// <summary>The method that takes a value apart in a deconstruction, or null where the value is a tuple.</summary>
    public IMethodSymbol? DeconstructionOf(SyntaxNode syntax) => syntax is AssignmentExpressionSyntax assignment && Compilation.ContainsSyntaxTree(syntax.SyntaxTree)
        ? Bodies.ModelOf(syntax.SyntaxTree).GetDeconstructionInfo(assignment).Method : null;

    /// <summary>The method by which others call <paramref name="function"/>, a lambda; null: it is none, or becomes no delegate.</summary>
    public IMethodSymbol? DelegateOf(IMethodSymbol function)
    {
        if (function.MethodKind != MethodKind.AnonymousFunction || function.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is not { } syntax || !Compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            return null;
        var type = Bodies.ModelOf(syntax.SyntaxTree).GetTypeInfo(syntax).ConvertedType as INamedTypeSymbol;
        return type is { Name: "Expression", TypeArguments: [INamedTypeSymbol shown] } ? shown.DelegateInvokeMethod : type?.DelegateInvokeMethod;
    }

    /// <summary>What holds for <paramref name="parameter"/>; for that of a lambda that says nothing, what its delegate says.</summary>
    public Promise PromiseOf(IParameterSymbol parameter) => parameter.PromiseOf() is var own and not Promise.None ? own
        : parameter.ContainingSymbol is IMethodSymbol function && DelegateOf(function) is { } called && parameter.Ordinal < called.Parameters.Length ? called.Parameters[parameter.Ordinal].PromiseOf() : Promise.None;

    /// <summary>What holds for what <paramref name="method"/> returns; for a lambda that says nothing, what its delegate says.</summary>
    public Promise ResultPromiseOf(IMethodSymbol method) => method.ResultPromise() is var own and not Promise.None ? own : DelegateOf(method)?.ResultPromise() ?? Promise.None;

    public HandleTypes Handles { get; }

    /// <summary>What types do with the handles in their own members.</summary>
    public OwnerTypes Owners { get; }

    public Exceptions Exceptions { get; }

    public MethodContracts Methods { get; }
}
