using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Devmem.Runtime.Tests;

/// <summary>Writes a type's public members, with the attributes that mean something to an analyzer, one line each.</summary>
internal static class SurfaceText
{
    internal static IEnumerable<string> Of(Type type)
    {
        yield return Head(type);
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
        {
            foreach (FieldInfo value in type.GetFields(BindingFlags.Public | BindingFlags.Static))
                yield return $"{type.Name}: {value.Name} = {Convert.ToInt32(value.GetRawConstantValue(), null)}";
            yield break;
        }

        foreach (ConstructorInfo made in type.GetConstructors())
            yield return $"{type.Name}: .ctor({Parameters(made)})";
        foreach (PropertyInfo property in type.GetProperties(Declared))
            yield return $"{type.Name}: {Property(property)}";
        foreach (MethodInfo method in type.GetMethods(Declared).Where(method => !method.IsSpecialName))
            yield return $"{type.Name}: {Method(method)}";
    }

    private static string Head(Type type)
    {
        string attributes = Attributes(type.GetCustomAttributesData());
        if (type.IsEnum)
            return $"{attributes}enum {Enum.GetUnderlyingType(type).Name.ToLowerInvariant()} {type.Name}";
        string kind = type.IsInterface ? "interface"
            : type.IsValueType ? (type.IsDefined(typeof(IsReadOnlyAttribute), false) ? "readonly struct" : "struct")
            : (type.IsSealed ? "sealed " : type.IsAbstract ? "abstract " : "") + "class";
        string[] interfaces = [.. type.GetInterfaces().Select(Name).Order(StringComparer.Ordinal)];
        return $"{attributes}{kind} {type.Name}{(interfaces.Length == 0 ? "" : " : " + string.Join(", ", interfaces))}";
    }

    private static string Property(PropertyInfo property)
    {
        string index = property.GetIndexParameters() is { Length: > 0 } indices ? $"[{string.Join(", ", indices.Select(Parameter))}]" : "";
        string set = property.SetMethod is { IsPublic: true } ? " set;" : "";
        return $"{Attributes(property.GetCustomAttributesData())}{Name(property.PropertyType)} {property.Name}{index} {{ get;{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        string attributes = Attributes(method.GetCustomAttributesData()) + Attributes(method.ReturnParameter.GetCustomAttributesData());
        return $"{attributes}{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string many = parameter.IsDefined(typeof(ParamArrayAttribute), false) ? "params " : "";
        string by = parameter.IsOut ? "out " : "";
        string otherwise = parameter.HasDefaultValue ? $" = {parameter.DefaultValue ?? "null"}" : "";
        return $"{Attributes(parameter.GetCustomAttributesData())}{many}{by}{Name(parameter.ParameterType)} {parameter.Name}{otherwise}";
    }

    private static string Attributes(IEnumerable<CustomAttributeData> all)
    {
        string[] told = [.. all.Where(IsTold).Select(Attribute).Order(StringComparer.Ordinal)];
        return told.Length == 0 ? "" : $"[{string.Join(", ", told)}] ";
    }

    private static bool IsTold(CustomAttributeData attribute) =>
        attribute.AttributeType.Assembly == typeof(MustReleaseAttribute).Assembly
            ? attribute.AttributeType.IsPublic
            : attribute.AttributeType.Name is "NotNullWhenAttribute" or "AttributeUsageAttribute";

    private static string Attribute(CustomAttributeData attribute)
    {
        IEnumerable<string> values = attribute.ConstructorArguments.Select(Value)
            .Concat(attribute.NamedArguments.Select(named => $"{named.MemberName} = {named.TypedValue.Value}"))
            .Where(value => value.Length > 0 && value != "Inherited = True");
        string list = string.Join(", ", values);
        string name = attribute.AttributeType.Name[..^"Attribute".Length];
        return list.Length == 0 ? name : $"{name}({list})";
    }

    private static string Value(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        string text => $"\"{text}\"",
        int flags when argument.ArgumentType == typeof(AttributeTargets) => ((AttributeTargets)flags).ToString(),
        IReadOnlyCollection<CustomAttributeTypedArgument> list => string.Join(", ", list.Select(Value)),
        object value => value.ToString()!,
        null => "null",
    };

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return Name(type.GetElementType()!);
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
