using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.Benchmarks.Analysis;

/// <summary>Makes programs of a given size: ordinary methods, and one in twenty that receives.</summary>
internal static class GeneratedProject
{
    private const int MethodsPerFile = 50;

    private static readonly ImmutableArray<MetadataReference> s_framework =
        [.. Directory.EnumerateFiles(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "System*.dll").Where(IsManaged).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>About 20,000 lines for a size of 1.</summary>
    public static CSharpCompilation Of(int size, bool withTokens)
    {
        IEnumerable<string> files = Enumerable.Range(0, size * 27).Select(file => Text(file, withTokens));
        return Compile(files, withTokens);
    }

    /// <summary>One method: <paramref name="tokens"/> batches that live through <paramref name="branches"/> branches.</summary>
    public static CSharpCompilation OneBody(int branches, int tokens)
    {
        var body = new StringBuilder("using Devmem;\nstatic class Large\n{\n    static void Run(DevmemSocket socket, byte[] linear, int n)\n    {\n");
        for (int i = 0; i < tokens; i++)
            body.Append($"        FragmentBatch b{i} = socket.Receive(linear);\n        try {{\n");
        for (int i = 0; i < branches; i++)
            body.Append($"        if (n == {i}) Count();\n");
        for (int i = tokens - 1; i >= 0; i--)
            body.Append($"        }} finally {{ b{i}.Release(); }}\n");
        return Compile([body.Append("    }\n    static void Count() { }\n}\n").ToString()], withTokens: true);
    }

    /// <summary>One method whose <paramref name="tokens"/> batches come one after the other, among <paramref name="branches"/> branches.</summary>
    public static CSharpCompilation OneBodyInTurn(int branches, int tokens)
    {
        var body = new StringBuilder("using Devmem;\nstatic class Large\n{\n    static void Run(DevmemSocket socket, byte[] linear, int n)\n    {\n");
        for (int i = 0; i < tokens; i++)
        {
            body.Append($"        FragmentBatch b{i} = socket.Receive(linear);\n");
            for (int k = 0; k < branches / tokens; k++)
                body.Append($"        if (n == {k}) Count();\n");
            body.Append($"        b{i}.Release();\n");
        }

        return Compile([body.Append("    }\n    static void Count() { }\n}\n").ToString()], withTokens: true);
    }

    private static CSharpCompilation Compile(IEnumerable<string> files, bool withTokens) => CSharpCompilation.Create(
        "Generated", files.Select((text, i) => CSharpSyntaxTree.ParseText(text, path: $"File{i}.cs")),
        withTokens ? s_framework.Add(MetadataReference.CreateFromFile(Assembly.Load("Devmem").Location)) : s_framework,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    private static string Text(int file, bool withTokens)
    {
        var text = new StringBuilder("using System;\nusing System.Collections.Generic;\n" + (withTokens ? "using Devmem;\n" : "") + $"internal sealed class Type{file}\n{{\n    private readonly List<int> _items = new();\n");
        for (int i = 0; i < MethodsPerFile; i++)
            text.Append(withTokens && i % 20 == 7 ? Receiving(i) : Ordinary(i));
        return text.Append("}\n").ToString();
    }

    private static string Ordinary(int i) =>
        $$"""
            public int Method{{i}}(int first, string text, Dictionary<string, int> map)
            {
                int sum = first;
                foreach (int item in _items)
                {
                    if (item > {{i}} && map.TryGetValue(text, out int found))
                        sum += found * item;
                    else if (text.Length == item)
                        _items.Add(sum);
                }

                try { sum += int.Parse(text); }
                catch (FormatException) { sum = -1; }
                return sum;
            }

        """;

    private static string Receiving(int i) =>
        $$"""
            public int Method{{i}}(DevmemSocket socket, byte[] linear, int wanted)
            {
                int total = 0;
                while (total < wanted)
                {
                    FragmentBatch batch = socket.Receive(linear);
                    try
                    {
                        foreach (Fragment fragment in batch)
                            total += fragment.Length;
                    }
                    finally { batch.Release(); }
                }

                return total;
            }

        """;

    private static bool IsManaged(string path) => !Path.GetFileName(path).Contains(".Native", StringComparison.Ordinal);
}
