using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Devmem.Tests;

namespace Devmem.Meta.Tests;

/// <summary>The files of the source tree as a clean clone has them: without what builds and editors leave behind.</summary>
internal static class SourceTree
{
    private static readonly string[] s_notSource = [".git", "bin", "obj", "artifacts", "TestResults", ".vs", ".idea"];

    /// <summary>Relative to the root, with forward slashes, sorted.</summary>
    public static IReadOnlyList<string> Files() =>
        [.. Below(new DirectoryInfo(Repository.Root))
            .Select(file => Path.GetRelativePath(Repository.Root, file.FullName).Replace('\\', '/'))
            .Order(StringComparer.Ordinal)];

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => file.Name != ".git")
            .Concat(folder.EnumerateDirectories().Where(child => !s_notSource.Contains(child.Name)).SelectMany(Below));
}
