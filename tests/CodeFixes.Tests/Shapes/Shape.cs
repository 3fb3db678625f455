using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests.Shapes;

/// <summary>A file with a place for statements that do something wrong.</summary>
/// <param name="Name">What is special about the place.</param>
/// <param name="Text">The file; the line with `$` is the place, and its indentation that of the statements.</param>
public sealed record Shape(string Name, string Text)
{
    private const string Parameters = "DevmemDevice device, Dmabuf memory, [NotOwning] RxBinding binding, [NotOwning] DevmemSocket socket, [NotOwning] DevmemSocket other, Socket raw, byte[] linear";
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Net.Sockets;\nusing System.Threading.Tasks;\nusing Devmem;\n\n";
    private const string Work = "    static void Work() { if (Environment.TickCount < 0) throw new NotSupportedException(); }\n";

    /// <summary>The language version of the project.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    /// <summary>Whether there are errors in the file before.</summary>
    public bool HasErrors { get; init; }

    /// <summary>How often the statements stand in it.</summary>
    public int Places => Text.Split('\n').Count(line => line.Trim() == "$");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Shape> All { get; } =
    [
        Method("plain", "$"),
        Method("comments and directives", "// Before.\n#if DEBUG\nConsole.WriteLine(1);\n#endif\n$\n\n#region Rest\n// After.\nConsole.WriteLine(2);\n#endregion"),
        Method("lambda", "Action run = () =>\n{\n    $\n};\nrun();"),
        Method("local function", "Run();\n\nvoid Run()\n{\n    $\n}"),
        Method("async", "await Task.Yield();\n$", "async Task"),
        Method("iterator", "yield return 1;\n$", "IEnumerable<int>"),
        Method("switch section", "switch (linear.Length)\n{\n    case 0:\n        break;\n    default:\n    {\n        $\n        break;\n    }\n}"),
        Method("switch section without a block", "switch (linear.Length)\n{\n    case 0:\n        break;\n    default:\n        $\n        break;\n}"),
        Method("nested try", "try\n{\n    try\n    {\n        $\n    }\n    finally\n    {\n        Console.WriteLine(1);\n    }\n}\ncatch (InvalidOperationException)\n{\n    Console.WriteLine(2);\n}"),
        Method("loop", "for (int i = 0; i < linear.Length; i++)\n{\n    $\n}"),
        Method("two findings in one body", "if (linear.Length > 4)\n{\n    $\n}\nelse\n{\n    $\n}"),
        Broken(Method("unrelated errors", "$")),
        Method("C# 7.3", "$") with { Language = LanguageVersion.CSharp7_3 },
        Braces(Method("braces at the end of lines", "if (linear.Length > 4)\n{\n    $\n}")),
        Tabs(Method("tabs and CRLF", "if (linear.Length > 4)\n{\n    $\n}")),
        new("constructor", Usings + "class Program\n{\n" + Work + "\n    Program(" + Parameters + ")\n    {\n        $\n    }\n}\n"),
        new("accessor", Usings + "class Program(" + Parameters + ")\n{\n" + Work + "\n    public int Value\n    {\n        get\n        {\n            $\n            return linear.Length;\n        }\n    }\n}\n"),
        new("top level", Usings + string.Concat(Parameters.Split(", ").Select(each => each.Replace("[NotOwning] ", "")).Select(each => $"{each} = Given.Of<{each.Split(' ')[0]}>();\n"))
            + "$\nstatic void Work() { if (Environment.TickCount < 0) throw new NotSupportedException(); }\n\nstatic class Given\n{\n    [return: NotOwning]\n    public static T Of<T>() => (T)AppContext.GetData(typeof(T).Name)!;\n}\n"),
    ];

    private static Shape Method(string name, string body, string result = "void") =>
        new(name, $"{Usings}class Program\n{{\n{Work}\n    static {result} Run({Parameters})\n    {{\n{string.Join("\n", body.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "        " + line))}\n    }}\n}}\n");

    private static Shape Broken(Shape shape) => shape with { Text = shape.Text.Replace("    static void Run", "    static int Broken() => Missing(1;\n\n    static void Run") + "class Other { Unknown field = ; }\n", HasErrors = true };

    private static Shape Braces(Shape shape) => shape with { Text = string.Join("\n", shape.Text.Split('\n').Aggregate(new List<string>(), Join)) };

    private static List<string> Join(List<string> lines, string line)
    {
        if (line.Trim() == "{")
            lines[^1] += " {";
        else
            lines.Add(line);
        return lines;
    }

    private static Shape Tabs(Shape shape) => shape with { Text = shape.Text.Replace("    ", "\t").Replace("\n", "\r\n") };

    /// <summary>The file with some statements in its places.</summary>
    public string With(Misuse misuse)
    {
        string end = Text.Contains("\r\n") ? "\r\n" : "\n";
        IEnumerable<string> lines = Text.Split(end).Select(line => line.Trim() == "$" ? misuse.At(line[..line.IndexOf('$')]).Replace("\n", end) : line);
        return string.Join(end, lines);
    }
}
