using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Options;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>A contract that a member has by its body and does not say.</summary>
/// <param name="Target">A parameter, or the method or property itself.</param>
/// <param name="IsForReturn">Whether it is about what the method returns.</param>
/// <param name="Attribute">The full name of the attribute.</param>
/// <param name="Argument">What the attribute is given; null for nothing.</param>
public sealed record UnwrittenContract(ISymbol Target, bool IsForReturn, string Attribute, string? Argument = null);

/// <summary>What the bodies of a type show about ownership beyond what is written, and beyond what holds where nothing is written.</summary>
public static class InferredContracts
{
    /// <summary>The contracts that other assemblies would have to know about the public members of <paramref name="type"/>.</summary>
    /// <param name="type">A type of the compilation.</param>
    /// <param name="compilation">The compilation.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ImmutableArray<UnwrittenContract> Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        if (OwnershipAnalysis.Of(compilation, _ => new OwnershipOptions(null, true), cancellation) is not { } analysis)
            return [];
        var members = type.GetMembers().OfType<IMethodSymbol>().Where(method => !method.IsImplicitlyDeclared && method.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal);
        return [.. members.SelectMany(method => Of(method, analysis.ContractOf(method)))];
    }

    private static IEnumerable<UnwrittenContract> Of(IMethodSymbol method, MethodContract contract)
    {
        if (contract.Receiver is { Effect: Effect.Release or Effect.ReleaseOnce, When: Outcome.Always } && !method.Has(KnownAttributes.Releases) && method.Name is not ("Dispose" or "DisposeAsync" or "Close"))
            yield return new UnwrittenContract(method, false, KnownAttributes.Releases);
        foreach (var parameter in method.Parameters.Where(parameter => !Says(parameter)))
        {
            if (parameter.RefKind == RefKind.Out && contract.Outs[parameter.Ordinal] is { Owned: false })
                yield return new UnwrittenContract(parameter, false, KnownAttributes.NotOwning);
            else if (contract.Arguments[parameter.Ordinal] is { When: Outcome.Always, Effect: not Effect.Borrow and not Effect.FoundEmpty } argument)
                yield return new UnwrittenContract(parameter, false, argument.Effect is Effect.Take or Effect.Store ? KnownAttributes.Owning : KnownAttributes.Releases);
        }

        if (method.MethodKind != MethodKind.Ordinary || contract.Result is not { } result || Returns(method, KnownAttributes.Owning) || Returns(method, KnownAttributes.NotOwning))
            yield break;
        if (!result.Owned)
            yield return new UnwrittenContract(method, true, KnownAttributes.NotOwning);
        else if (result.Parent is { } parent && !Returns(method, KnownAttributes.OutlivedBy))
            yield return new UnwrittenContract(method, true, KnownAttributes.OutlivedBy, parent);
    }

    private static bool Says(IParameterSymbol parameter) => parameter.Has(KnownAttributes.Owning) || parameter.Has(KnownAttributes.NotOwning) || parameter.Has(KnownAttributes.Releases);

    private static bool Returns(IMethodSymbol method, string attribute) => method.ReturnAttribute(attribute) is not null;
}
