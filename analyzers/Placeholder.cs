namespace Devmem.Analyzers;

internal static class Placeholder;
