using System;

namespace Devmem;

/// <summary>This value must end before another one does: a socket before its binding, a batch before its socket.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class OutlivedByAttribute : Attribute
{
    /// <summary>Names the value that must live longer.</summary>
    /// <param name="owner"><c>"this"</c>, or the name of a parameter or a field.</param>
    public OutlivedByAttribute(string owner) => Owner = owner;

    /// <summary><c>"this"</c>, or the name of a parameter or a field.</summary>
    public string Owner { get; }
}
