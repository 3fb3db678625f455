namespace Devmem.Analyzers.Lowering;

/// <summary>What an expression was lowered to; its place is -1 where there is nothing to follow.</summary>
internal readonly record struct Lowered(int Place);
