using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>
/// The analyzers do not reference the runtime; they know attributes and members of it by name. Each name is looked up here in the real assembly, so that neither can be
/// renamed alone.
/// </summary>
public sealed class RuntimeNameTests
{
    public static TheoryData<string> FullNames =>
        [.. Strings().Where(text => text.StartsWith("Devmem.", StringComparison.Ordinal) && !text.StartsWith("Devmem.Analyzers", StringComparison.Ordinal)).Distinct().Order()];

    [Theory]
    [MemberData(nameof(FullNames))]
    public void A_full_name_in_the_analyzers_names_something_of_the_runtime(string name) => Assert.True(IsType(name) || IsMember(name), name);

    /// <summary>Named arguments of the attributes are read by their bare names.</summary>
    [Fact]
    public void The_settings_of_the_attributes_are_read_under_the_names_they_have()
    {
        IEnumerable<string> settings =
            from type in Product.Runtime.GetExportedTypes()
            where type.IsSubclassOf(typeof(Attribute))
            from property in type.GetProperties()
            where property.CanWrite
            select property.Name;
        Assert.NotEmpty(settings);
        Assert.Subset(Strings().ToHashSet(), settings.ToHashSet());
    }

    /// <summary>What is about this API itself, and not about ownership, is named in one file: nothing else may know a type of the runtime.</summary>
    [Fact]
    public void Types_of_the_runtime_are_named_in_the_files_for_names_alone()
    {
        string names = string.Join('|', Product.Runtime.GetExportedTypes().Where(type => !type.IsNested).Select(type => type.Name));
        IEnumerable<string> wrong =
            from file in SourceTree.Files()
            where file.StartsWith("analyzers/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            where file is not ("analyzers/Contracts/RuntimeNames.cs" or "analyzers/Contracts/KnownAttributes.cs")
            from match in Regex.Matches(Repository.Read(file), $"\"([\\w.]*\\.)?({names})\"")
            select $"{file}: {match.Value}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Members_and_modes_have_the_names_and_values_that_the_runtime_gives_them()
    {
        Dictionary<string, object> constants = Product.Analyzers.GetType("Devmem.Analyzers.Contracts.RuntimeNames", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .ToDictionary(field => field.Name, field => field.GetRawConstantValue()!);
        IEnumerable<string> members = Product.Runtime.GetExportedTypes().SelectMany(type => type.GetMembers()).Select(member => member.Name);

        Assert.All(constants.Values.OfType<string>(), name => Assert.True(IsType(name) || members.Contains(name), name));
        Assert.Equal((long)AutoreleaseMode.Off, constants["DefaultMode"]);
        Assert.Equal((long)AutoreleaseMode.On, constants["AutoreleaseOn"]);
    }

    private static bool IsType(string name) => Product.Runtime.GetType(name) is not null;

    private static bool IsMember(string name)
    {
        int dot = name.LastIndexOf('.');
        return Product.Runtime.GetType(name[..dot]) is { } type && type.GetMember(name[(dot + 1)..]).Length > 0;
    }

    /// <summary>Every string in the rules and the fixes: literals in code, and constants that the compiler has already copied to their uses.</summary>
    private static IEnumerable<string> Strings() => StringsOf(Product.Analyzers.Location).Concat(StringsOf(Product.CodeFixes.Location));

    private static List<string> StringsOf(string path)
    {
        using PEReader image = new(File.OpenRead(path));
        MetadataReader reader = image.GetMetadataReader();
        List<string> strings = [];
        for (UserStringHandle handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = reader.GetNextHandle(handle))
            strings.Add(reader.GetUserString(handle));
        return strings;
    }
}
