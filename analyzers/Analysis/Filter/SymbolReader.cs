using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Devmem.Analyzers.Analysis.Filter;

/// <summary>Reads what a referenced assembly declares.</summary>
internal static class SymbolReader
{
    /// <summary>The types that <paramref name="assembly"/> shows.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="internals">Whether it shows what is internal too.</param>
    public static IReadOnlyList<TypeNames> Read(IAssemblySymbol assembly, bool internals)
    {
        var types = new List<TypeNames>();
        var spaces = new Stack<INamespaceOrTypeSymbol>([assembly.GlobalNamespace]);
        while (spaces.Count > 0)
        {
            var space = spaces.Pop();
            if (space is INamedTypeSymbol type)
                types.Add(Read(type, internals));
            foreach (var inner in space is INamespaceSymbol outer ? outer.GetMembers() : space.GetTypeMembers().CastArray<INamespaceOrTypeSymbol>())
            {
                if (inner is INamespaceSymbol || IsShown(inner, internals))
                    spaces.Push(inner);
            }
        }

        return types;
    }

    private static bool IsShown(ISymbol symbol, bool internals) => symbol.DeclaredAccessibility switch
    {
        Accessibility.Private => false,
        Accessibility.Internal or Accessibility.ProtectedAndInternal => internals,
        _ => true,
    };

    private static TypeNames Read(INamedTypeSymbol type, bool internals)
    {
        var members = type.TypeKind == TypeKind.Delegate && type.DelegateInvokeMethod is { } invoke
            ? [new Member(0, Reach.Implicit, [.. NamesIn(invoke.ReturnType), .. invoke.Parameters.SelectMany(each => NamesIn(each.Type))], [])]
            : type.GetMembers().Where(member => IsShown(member, internals)).Select(member => Read(member, type)).OfType<Member>().ToArray();
        return new TypeNames(
            Words.NumberOf(type.Name),
            [.. NamesIn(type.BaseType), .. type.Interfaces.SelectMany(NamesIn)],
            [.. type.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes).SelectMany(NamesIn)],
            [.. type.GetAttributes().Select(each => each.AttributeClass).OfType<INamedTypeSymbol>().Select(each => Words.NumberOf(each.Name))],
            [.. members.Select(member => new Signature([.. member.Types, .. member.Arguments], () => [member]))])
        { IsDelegate = type.TypeKind == TypeKind.Delegate };
    }

    private static Member? Read(ISymbol member, INamedTypeSymbol type)
    {
        var name = Words.NumberOf(member.Name);
        var reach = DeclarationReader.IsImplicit(member.Name) ? Reach.Implicit : Reach.Named;
        var read = member switch
        {
            IFieldSymbol field => new Member(name, Reach.Named, NamesIn(field.Type), []),
            IEventSymbol each => new Member(name, Reach.Named, NamesIn(each.Type), []),
            IPropertySymbol { IsIndexer: true } property => SignatureOf(name, Reach.Implicit, property.Type, property.Parameters),
            IPropertySymbol property => new Member(name, reach, NamesIn(property.Type), []),
            IMethodSymbol { AssociatedSymbol: not null } => null,
            IMethodSymbol { MethodKind: MethodKind.Constructor } method => SignatureOf(Words.NumberOf(type.Name), Reach.Constructor, null, method.Parameters),
            IMethodSymbol { MethodKind: MethodKind.UserDefinedOperator or MethodKind.Conversion } method =>
                new Member(0, Reach.Implicit, [.. NamesIn(method.ReturnType), .. method.Parameters.SelectMany(each => NamesIn(each.Type))], []) { Converts = method.Name == WellKnownMemberNames.ImplicitConversionName },
            IMethodSymbol method => Method(name, reach, method),
            _ => null,
        };

        // Blocks of extensions come as types of a kind that this compiler's library does not know yet.
        return read is not null && type.TypeKind > TypeKind.FunctionPointer ? read with { Receivers = [], ExtendsAnything = true } : read;
    }

    private static Member Method(int name, Reach reach, IMethodSymbol method)
    {
        var signature = SignatureOf(name, reach, method.ReturnType, method.Parameters);
        signature = signature with { Types = [.. signature.Types, .. method.TypeParameters.SelectMany(parameter => parameter.ConstraintTypes).SelectMany(NamesIn)] };
        if (!method.IsExtensionMethod)
            return signature;
        var receiver = method.Parameters[0].Type;
        return signature with { Receivers = [.. NamesIn(receiver)], ExtendsAnything = receiver is ITypeParameterSymbol || receiver.SpecialType != SpecialType.None };
    }

    private static Member SignatureOf(int name, Reach reach, ITypeSymbol? result, IEnumerable<IParameterSymbol> parameters)
    {
        var types = new List<int>(NamesIn(result));
        var arguments = new List<int>();
        foreach (var parameter in parameters)
            (parameter.RefKind == RefKind.None && parameter.Type is INamedTypeSymbol { IsGenericType: false } ? arguments : types).AddRange(NamesIn(parameter.Type));
        return new Member(name, reach, [.. types], [.. arguments]);
    }

    private static int[] NamesIn(ITypeSymbol? type)
    {
        var names = new List<int>();
        Add(type, names);
        return [.. names];
    }

    private static void Add(ITypeSymbol? type, List<int> names)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Add(array.ElementType, names);
                break;
            case IPointerTypeSymbol pointer:
                Add(pointer.PointedAtType, names);
                break;
            case IFunctionPointerTypeSymbol { Signature: var signature }:
                Add(signature.ReturnType, names);
                foreach (var parameter in signature.Parameters)
                    Add(parameter.Type, names);
                break;
            case INamedTypeSymbol named:
                Add(named.ContainingType, names);
                names.Add(Words.NumberOf(named.Name));
                foreach (var argument in named.TypeArguments)
                    Add(argument, names);
                break;
        }
    }
}
