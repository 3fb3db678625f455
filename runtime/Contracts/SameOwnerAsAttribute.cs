using System;

namespace Devmem;

/// <summary>This value must end before whatever another value must end before: a detached token has its batch's socket.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class SameOwnerAsAttribute : Attribute
{
    /// <summary>Names the value whose owner is shared.</summary>
    /// <param name="other"><c>"this"</c>, or the name of a parameter.</param>
    public SameOwnerAsAttribute(string other) => Other = other;

    /// <summary><c>"this"</c>, or the name of a parameter.</summary>
    public string Other { get; }
}
