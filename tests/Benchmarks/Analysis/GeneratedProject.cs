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

    /// <summary>One method whose <paramref name="tokens"/> batches all live at once, through <paramref name="branches"/> branches.</summary>
    public static CSharpCompilation OneBodyAtOnce(int branches, int tokens)
    {
        var body = new StringBuilder("using Devmem;\nstatic class Large\n{\n    static void Run(DevmemSocket socket, byte[] linear, int n)\n    {\n");
        for (int i = 0; i < tokens; i++)
            body.Append($"        FragmentBatch b{i} = socket.Receive(linear);\n");
        for (int i = 0; i < branches; i++)
            body.Append($"        if (n == {i}) Count();\n");
        for (int i = 0; i < tokens; i++)
            body.Append($"        b{i}.Release();\n");
        return Compile([body.Append("    }\n    static void Count() { }\n}\n").ToString()], withTokens: true);
    }

    /// <summary>Chains of methods that hand a batch on, the last of which releases it.</summary>
    public static CSharpCompilation Chains(int chains, int length)
    {
        IEnumerable<string> files = Enumerable.Range(0, chains).Select(chain =>
        {
            var text = new StringBuilder($"using Devmem;\nstatic class Chain{chain}\n{{\n    static void Run(DevmemSocket socket, byte[] linear) => Pass0(socket.Receive(linear), linear.Length);\n");
            for (int i = 0; i < length - 2; i++)
                text.Append($"    static void Pass{i}(FragmentBatch batch, int n)\n    {{\n        if (n > {i})\n            n--;\n        Pass{i + 1}(batch, n);\n    }}\n");
            return text.Append($"    static void Pass{length - 2}(FragmentBatch batch, int n) => batch.Release();\n}}\n").ToString();
        });
        return Compile(files, withTokens: true);
    }

    /// <summary>Methods that call one another in one circle, until one of them releases the batch.</summary>
    public static CSharpCompilation Cycle(int methods)
    {
        IEnumerable<string> files = Enumerable.Range(0, methods / 50).Select(file =>
        {
            var text = new StringBuilder($"using Devmem;\nstatic partial class Circle\n{{\n");
            for (int i = file * 50; i < (file + 1) * 50; i++)
                text.Append($"    static void Pass{i}(FragmentBatch batch, int n)\n    {{\n        if (n == 0)\n        {{\n            batch.Release();\n            return;\n        }}\n\n        Pass{(i + 1) % methods}(batch, n - 1);\n    }}\n");
            return text.Append("}\n").ToString();
        });
        return Compile(files, withTokens: true);
    }

    private static CSharpCompilation Compile(IEnumerable<string> files, bool withTokens) => Compile(files.Select((text, i) => CSharpSyntaxTree.ParseText(text, path: $"File{i}.cs")), withTokens);

    /// <summary>A compilation of these files with the framework's references, and those of the runtime where asked.</summary>
    public static CSharpCompilation Compile(IEnumerable<SyntaxTree> files, bool withTokens) => CSharpCompilation.Create(
        "Generated", files,
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
