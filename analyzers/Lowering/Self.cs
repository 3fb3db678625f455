namespace Devmem.Analyzers.Lowering;

/// <summary>The object on which code runs.</summary>
/// <param name="IsOther">Whether it is another one than the object whose body is lowered, so that its members are not that object's.</param>
/// <param name="Place">The place that names another one, or -1.</param>
internal readonly record struct Self(bool IsOther, int Place);
