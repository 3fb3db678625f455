using System.IO;
using System.Linq;
using System.Reflection;

namespace Devmem.Tests;

/// <summary>The source tree these tests were built from: it is what they check, or pack.</summary>
internal static class Repository
{
    /// <summary>Ends with a separator.</summary>
    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>An absolute path from one that starts at the root and uses forward slashes.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative.Replace('/', Path.DirectorySeparatorChar));

    public static string Read(string relative) => File.ReadAllText(PathOf(relative));
}
