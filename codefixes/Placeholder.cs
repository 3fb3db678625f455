namespace Devmem.CodeFixes;

internal static class Placeholder;
