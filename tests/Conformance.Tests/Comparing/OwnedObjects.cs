using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Devmem.Conformance.Running;

namespace Devmem.Conformance.Comparing;

/// <summary>Which object of a program's own class holds which handle at the end of a run.</summary>
internal sealed class OwnedObjects
{
    private readonly Dictionary<Entry, Entry> _owners = [];

    public OwnedObjects(Run run)
    {
        foreach (Entry owner in run.Ledger.Entries.Where(entry => entry.Object is not null))
            Look(owner.Object!, owner, 0);
    }

    public Entry? OwnerOf(Entry entry) => _owners.GetValueOrDefault(entry);

    private void Look(object holder, Entry owner, int depth)
    {
        foreach (FieldInfo field in holder.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            Note(field.GetValue(holder), owner, depth);
    }

    private void Note(object? value, Entry owner, int depth)
    {
        switch (value)
        {
            case IHandle { Entry: { } entry }:
                _owners.TryAdd(entry, owner);
                break;
            case IEnumerable many and not string when depth < 3:
                foreach (object? each in many)
                    Note(each, owner, depth + 1);
                break;
        }
    }
}
