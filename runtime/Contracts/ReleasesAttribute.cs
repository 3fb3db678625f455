using System;

namespace Devmem;

/// <summary>This call ends the obligation of its receiver (on a method) or of the argument (on a parameter).</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Parameter)]
public sealed class ReleasesAttribute : Attribute;
