using System;

namespace Devmem;

/// <summary>This assembly binds in this mode. The kernel allows one mode at a time, so an assembly that uses it must agree.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class DevmemModeAttribute : Attribute
{
    /// <summary>States the mode.</summary>
    /// <param name="mode">The mode of every binding that the assembly makes.</param>
    public DevmemModeAttribute(AutoreleaseMode mode) => Mode = mode;

    /// <summary>The mode of every binding that the assembly makes.</summary>
    public AutoreleaseMode Mode { get; }
}
