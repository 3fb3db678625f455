using System;

namespace Devmem;

/// <summary>A handle whose member has this value owes nothing: an empty batch, a <c>default</c> token.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class OwesNothingWhenAttribute : Attribute
{
    /// <summary>Names the value.</summary>
    /// <param name="value">A constant of the member's type.</param>
    public OwesNothingWhenAttribute(object value) => Value = value;

    /// <summary>A constant of the member's type.</summary>
    public object Value { get; }
}
