using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;

namespace Devmem.Meta.Tests;

/// <summary>
/// Which types a type of an assembly uses: in its base types, attributes, signatures, locals and instructions. It is read from the compiled assembly, so that
/// an alias, a global using or an inferred type hides nothing; a constant, and a name in <c>nameof</c>, leave no trace there.
/// </summary>
internal static class TypeUses
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> Of(Type type) =>
        Bases(type)
            .Concat(type.GetMembers(Declared).Prepend(type).SelectMany(Attributes))
            .Concat(type.GetFields(Declared).Select(field => field.FieldType))
            .Concat(type.GetMethods(Declared).SelectMany(Signature))
            .Concat(type.GetConstructors(Declared).SelectMany(Signature))
            .SelectMany(Parts)
            .Distinct();

    private static IEnumerable<Type> Bases(Type type) =>
        type.GetInterfaces().Concat(type.BaseType is { } parent ? [parent] : []).Concat(Constraints(type.IsGenericType ? type.GetGenericArguments() : []));

    private static IEnumerable<Type> Attributes(MemberInfo member) => member.CustomAttributes.Select(attribute => attribute.AttributeType);

    private static IEnumerable<Type> Signature(MethodBase method) =>
        method.GetParameters().Select(parameter => parameter.ParameterType)
            .Concat(method is MethodInfo { ReturnType: { } result } ? [result] : [])
            .Concat(method.IsGenericMethodDefinition ? Constraints(method.GetGenericArguments()) : [])
            .Concat(method.GetMethodBody() is { } body ? Body(method, body) : []);

    private static IEnumerable<Type> Constraints(Type[] parameters) =>
        parameters.Where(parameter => parameter.IsGenericParameter).SelectMany(parameter => parameter.GetGenericParameterConstraints());

    private static IEnumerable<Type> Body(MethodBase method, MethodBody body) =>
        body.LocalVariables.Select(local => local.LocalType)
            .Concat(body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType!))
            .Concat(Instructions.MembersNamedBy(method, body).SelectMany(Named));

    private static IEnumerable<Type> Named(MemberInfo member) => member switch
    {
        Type type => [type],
        FieldInfo field => [field.DeclaringType!, field.FieldType],
        MethodInfo method => [method.DeclaringType!, method.ReturnType, .. method.IsGenericMethod ? method.GetGenericArguments() : []],
        _ => member.DeclaringType is { } declaring ? [declaring] : [],
    };

    /// <summary>The type itself and what it is made of: elements of arrays and references, generic arguments, the types around it.</summary>
    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        if (type.IsGenericParameter)
            return [];
        IEnumerable<Type> arguments = type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [];
        return arguments.Prepend(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
    }
}
