using System;

namespace Devmem;

// The runtime's attributes, so that programs that carry them compile here too. They say nothing to an execution.
#pragma warning disable CS1591, CA1018

[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class MustReleaseAttribute(params string[] methods) : Attribute
{
    public string[] Methods { get; } = methods;

    public bool AutoreleasedOnClose { get; set; }
}

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class OwningAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class NotOwningAttribute : Attribute;

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class ReleasesAttribute : Attribute;

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = true)]
public sealed class OutlivedByAttribute(string owner) : Attribute
{
    public string Owner { get; } = owner;
}

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class SameOwnerAsAttribute(string other) : Attribute
{
    public string Other { get; } = other;
}

[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Method)]
public sealed class OwesNothingWhenAttribute(object value) : Attribute
{
    public object Value { get; } = value;
}

[AttributeUsage(AttributeTargets.Assembly)]
public sealed class DevmemModeAttribute(AutoreleaseMode mode) : Attribute
{
    public AutoreleaseMode Mode { get; } = mode;
}

public enum AutoreleaseMode : byte
{
    Off = 0,
    On = 1,
}
