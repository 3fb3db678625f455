using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;

namespace Devmem.Conformance.Running;

/// <summary>Looks into the objects of a program for the handles that they hold.</summary>
internal static class Holdings
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    /// <summary>Notes at each handle in which members of an object it is.</summary>
    public static void Note(object holder, Run run) => Each(holder, run, (entry, member) =>
    {
        if (!entry.Members.Contains(member))
            entry.Members.Add(member);
    });

    /// <summary>The handles in an object's members now.</summary>
    public static HashSet<Entry> Of(object holder, Run run)
    {
        HashSet<Entry> held = [];
        Each(holder, run, (entry, _) => held.Add(entry));
        return held;
    }

    /// <summary>The handles that something is, contains, or has captured.</summary>
    public static void Handles(object? value, Action<Entry> found)
    {
        switch (value)
        {
            case IHandle { Entry: { } entry }:
                found(entry);
                break;
            case Delegate { Target: { } captured }:
                foreach (FieldInfo field in captured.GetType().GetFields(Own))
                    Handles(field.GetValue(captured), found);
                break;
            case IEnumerable many and not string and not byte[]:
                foreach (object? each in many)
                    Handles(each, found);
                break;
        }
    }

    private static void Each(object holder, Run run, Action<Entry, Member> found)
    {
        for (Type? type = holder.GetType(); type is not null; type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(Own | BindingFlags.DeclaredOnly))
                Handles(field.GetValue(holder), entry => found(entry, new Member(holder, run.LineOf(type.Name, NameOf(field)))));
        }
    }

    /// <summary>What the compiler keeps a property in bears the property's name.</summary>
    private static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
