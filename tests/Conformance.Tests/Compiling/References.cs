extern alias Real;

using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.Conformance.Compiling;

/// <summary>What programs are compiled against: the runtime for the analyzers, its stand-in of this assembly for the execution.</summary>
internal static class References
{
    public static readonly ImmutableArray<MetadataReference> Framework = [.. Directory.EnumerateFiles(ReferencePack(), "*.dll").Select(path => MetadataReference.CreateFromFile(path))];

    private static readonly Lazy<(ImmutableArray<MetadataReference> References, byte[] Image)> Made = new(() => Make(typeof(Real::Devmem.RxBinding).Assembly.Location, []));

    private static readonly Lazy<(ImmutableArray<MetadataReference> References, byte[] Image)> Executed = new(() => Make(typeof(RxBinding).Assembly.Location, ["EXECUTE"]));

    public static ImmutableArray<MetadataReference> ForAnalysis => Made.Value.References;

    public static ImmutableArray<MetadataReference> ForExecution => Executed.Value.References;

    /// <summary>The support library as programs call it, loaded once.</summary>
    public static Assembly Support { get; } = LoadSupport();

    private static Assembly LoadSupport()
    {
        Assembly support = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(Executed.Value.Image));
        return support;
    }

    private static (ImmutableArray<MetadataReference> References, byte[] Image) Make(string devmem, string[] symbols)
    {
        ImmutableArray<MetadataReference> references = Framework.Add(MetadataReference.CreateFromFile(devmem));
        using Stream source = typeof(References).Assembly.GetManifestResourceStream("Support.cs")!;
        SyntaxTree tree = CSharpSyntaxTree.ParseText(new StreamReader(source).ReadToEnd(), new CSharpParseOptions(LanguageVersion.Latest, preprocessorSymbols: symbols));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Support", [tree], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using MemoryStream image = new();
        var result = compilation.Emit(image);
        if (!result.Success)
            throw new InvalidOperationException(string.Join("\n", result.Diagnostics));
        return (references.Add(MetadataReference.CreateFromImage(image.ToArray())), image.ToArray());
    }

    private static string ReferencePack() =>
        typeof(References).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ReferencePack").Value!;
}
