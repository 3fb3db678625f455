using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>
/// The arrows between the rooms of the analyzers: Rules -> Analysis -> {Lowering, Contracts, Options} -> Flow. A room uses the rooms to its right,
/// never one to its left.
/// </summary>
public sealed class ArrowTests
{
    private const string Base = "Devmem.Analyzers";

    /// <summary>For each room, the rooms it may use besides itself.</summary>
    private static readonly Dictionary<string, string[]> s_mayUse = new()
    {
        ["Rules"] = ["Analysis", "Lowering", "Contracts", "Options", "Flow"],
        ["Analysis"] = ["Lowering", "Contracts", "Options", "Flow"],
        ["Lowering"] = ["Contracts", "Options", "Flow"],
        ["Contracts"] = ["Flow"],
        ["Options"] = ["Flow"],
        ["Flow"] = [],
    };

    public static TheoryData<string> Rooms => [.. s_mayUse.Keys];

    private static IEnumerable<Type> OwnTypes => Product.Analyzers.GetTypes().Where(type => type.Namespace?.StartsWith(Base, StringComparison.Ordinal) == true);

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_uses_only_the_rooms_its_arrows_lead_to(string room)
    {
        string[] allowed = [room, .. s_mayUse[room]];
        IEnumerable<string> wrong =
            from type in TypesIn(room)
            from used in TypeUses.Of(type)
            where used.Assembly == Product.Analyzers && RoomOf(used) is { } other && !allowed.Contains(other)
            select $"{type} uses {used}";
        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_has_types_and_they_are_in_its_folder(string room)
    {
        Assert.NotEmpty(TypesIn(room));
        IEnumerable<string> elsewhere =
            from file in SourceTree.Files()
            where file.StartsWith("analyzers/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal)
            where Regex.IsMatch(Repository.Read(file), $@"^namespace {Base}\.{room}\b", RegexOptions.Multiline)
            where !file.StartsWith($"analyzers/{room}/", StringComparison.Ordinal)
            select file;
        Assert.Empty(elsewhere);
    }

    [Fact]
    public void Every_type_of_the_analyzers_is_in_a_room_or_at_the_root() =>
        Assert.DoesNotContain(OwnTypes, type => type.Namespace != Base && (RoomOf(type) is not { } room || !s_mayUse.ContainsKey(room)));

    [Fact]
    public void Flow_uses_no_type_of_the_compiler()
    {
        IEnumerable<string> wrong =
            from type in TypesIn("Flow")
            from used in TypeUses.Of(type)
            where used.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
            where used.Namespace?.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal) == true
            select $"{type} uses {used}";
        Assert.Empty(wrong);
    }

    /// <summary>The solver is for any ownership discipline: no name of the runtime's public surface, and no rule id, stands in its sources.</summary>
    [Fact]
    public void Flow_names_nothing_of_devmem()
    {
        string names = string.Join('|', Product.Runtime.GetExportedTypes().Select(type => type.Name).Append("dmabuf").Append("DEVMEM[0-9]{3}"));
        IEnumerable<string> wrong =
            from file in SourceTree.Files()
            where file.StartsWith("analyzers/Flow/", StringComparison.Ordinal)
            from match in Regex.Matches(Repository.Read(file), $@"\b({names})\b")
            select $"{file}: {match.Value}";
        Assert.Empty(wrong);
    }

    private static IEnumerable<Type> TypesIn(string room) => OwnTypes.Where(type => RoomOf(type) == room);

    private static string? RoomOf(Type type) =>
        type.Namespace is { } name && name.StartsWith(Base + ".", StringComparison.Ordinal) ? name[(Base.Length + 1)..].Split('.')[0] : null;
}
