using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis;

/// <summary>A member that promises less than its base.</summary>
/// <param name="Location">Where to correct it.</param>
/// <param name="Subject">Whose contract it is, in words.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="Base">The base's parameter or member.</param>
internal sealed record WeakerPromise(Location Location, string Subject, string Text, ISymbol Base);

/// <summary>
/// Finds overrides and implementations whose own words contradict their base's. Where a member says nothing, its base's words hold for it, and its body is
/// checked against them.
/// </summary>
internal static class WeakerPromises
{
    public static IEnumerable<WeakerPromise> Of(INamedTypeSymbol type, HandleTypes handles, CancellationToken cancellation)
    {
        if (type.TypeKind is not (TypeKind.Class or TypeKind.Struct))
            yield break;
        foreach (var method in type.GetMembers().OfType<IMethodSymbol>().Where(method => Mentions(method, handles)))
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var each in Promises.BasesOf(method))
            {
                foreach (var broken in Compare(method, each, handles))
                    yield return broken;
            }
        }

        foreach (var (method, member) in Inherited(type, handles))
        {
            foreach (var broken in Compare(method, member, handles))
                yield return broken with { Location = type.Locations[0], Subject = $"'{method.ContainingType.Name}.{method.Name}', which implements '{member.ContainingType.Name}' here" };
        }
    }

    private static bool Mentions(IMethodSymbol method, HandleTypes handles) =>
        handles.MayHold(method.ReturnType) || method.Parameters.Any(parameter => handles.MayHold(parameter.Type));

    /// <summary>Members of base classes that implement an interface that only this class names.</summary>
    private static IEnumerable<(IMethodSymbol Method, IMethodSymbol Member)> Inherited(INamedTypeSymbol type, HandleTypes handles)
    {
        foreach (var each in type.Interfaces)
        {
            foreach (var member in each.GetMembers().OfType<IMethodSymbol>().Where(member => Mentions(member, handles)))
            {
                if (type.FindImplementationForInterfaceMember(member) is IMethodSymbol method && method.ContainingType.TypeKind == TypeKind.Class
                    && !SymbolEqualityComparer.Default.Equals(method.ContainingType, type))
                    yield return (method, member);
            }
        }
    }

    private static IEnumerable<WeakerPromise> Compare(IMethodSymbol method, IMethodSymbol member, HandleTypes handles)
    {
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var (own, promised) = (Promises.Written(method.Parameters[i]), Promises.Written(member.Parameters[i]));
            if (handles.MayHold(method.Parameters[i].Type) && Contradict(own, promised, member.OriginalDefinition.Parameters[i]))
                yield return new WeakerPromise(PlaceOf(method.Parameters[i], method), $"parameter '{method.Parameters[i].Name}'", Text(own, promised, member), member.Parameters[i]);
        }

        var (result, promisedResult) = (Promises.WrittenOfResult(method), Promises.WrittenOfResult(member));
        if (handles.CarriedBy(method.ReturnType) is not null && ContradictOut(result, promisedResult, member))
            yield return new WeakerPromise(method.Locations[0], $"what '{method.Name}' returns", Text(result, promisedResult, member), member);
        if (method.ReturnAttribute(KnownAttributes.OutlivedBy) is { } limit && member.ReturnAttribute(KnownAttributes.OutlivedBy) is null && handles.CarriedBy(member.ReturnType) is not null)
            yield return new WeakerPromise(method.Locations[0], $"what '{method.Name}' returns", $"it must end before '{limit.Text()}', which '{Name(member)}' does not say", member);
    }

    private static bool Contradict(Promise own, Promise promised, IParameterSymbol parameter)
    {
        if (parameter.RefKind == RefKind.Out)
            return (own == Promise.NotOwning) != (promised == Promise.NotOwning) && own != Promise.None;
        var (ends, mustEnd) = (own is Promise.Owning or Promise.Releases, promised is Promise.Owning or Promise.Releases);

        // A base of any type that says nothing was not written with handles in mind: its callers are told that they trust.
        return own != Promise.None && ends != mustEnd && (promised != Promise.None || parameter.Type is not ITypeParameterSymbol);
    }

    /// <summary>Where nothing is written, a method's result is the caller's and an accessor's is not.</summary>
    private static bool ContradictOut(Promise own, Promise promised, IMethodSymbol member)
    {
        var isOwned = promised == Promise.None ? member.MethodKind != MethodKind.PropertyGet : promised == Promise.Owning;
        return own != Promise.None && own == Promise.Owning != isOwned && (promised != Promise.None || member.OriginalDefinition.ReturnType is not ITypeParameterSymbol);
    }

    private static Location PlaceOf(IParameterSymbol parameter, IMethodSymbol method) => parameter.DeclaringSyntaxReferences.IsEmpty ? method.Locations[0] : parameter.Locations[0];

    private static string Text(Promise own, Promise promised, IMethodSymbol member) =>
        $"it is {Word(own)}, but {(promised == Promise.None ? "unmarked" : Word(promised))} in '{Name(member)}', which it {(member.ContainingType.TypeKind == TypeKind.Interface ? "implements" : "overrides")}";

    private static string Word(Promise promise) => $"[{promise}]";

    private static string Name(IMethodSymbol member) => $"{member.ContainingType.Name}.{(member.AssociatedSymbol ?? member).Name}";
}
