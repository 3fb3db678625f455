using System;

namespace Devmem;

/// <summary>A value of this type carries an obligation: somebody must end it, on every path, exactly once.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface)]
public sealed class MustReleaseAttribute : Attribute
{
    /// <summary>Marks the type.</summary>
    /// <param name="methods">
    /// The methods that end the obligation. None named: the methods marked <see cref="ReleasesAttribute"/>, else <c>Dispose</c>,
    /// <c>DisposeAsync</c> and <c>Close</c>.
    /// </param>
    public MustReleaseAttribute(params string[] methods) => Methods = methods;

    /// <summary>The names of the methods that end the obligation; empty where the methods' own attributes say it.</summary>
    public string[] Methods { get; }

    /// <summary>
    /// In <see cref="AutoreleaseMode.On"/> the kernel ends the obligation together with the socket. Such a handle is reported as a
    /// token (DEVMEM001, 004, 007, 015), any other as a binding or socket (DEVMEM008).
    /// </summary>
    public bool AutoreleasedOnClose { get; set; }
}
