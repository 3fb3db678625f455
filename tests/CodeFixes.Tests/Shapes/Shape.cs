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

    private const string Both = "\n    static void Both([Owning] RxBinding first, [Owning] RxBinding second) { first.Unbind(); second.Unbind(); }\n";

    /// <summary>The language version of the project.</summary>
    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    /// <summary>Whether there are errors in the file before.</summary>
    public bool HasErrors { get; init; }

    /// <summary>How often the statements stand in it.</summary>
    public int Places => Text.Count(each => each == '$');

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

    /// <summary>Those with a place for a single statement, without braces or behind an arrow.</summary>
    public static IReadOnlyList<Shape> Single { get; } =
    [
        Method("under an if", "if (linear.Length > 4)\n    $"),
        Method("under an else", "if (linear.Length > 4)\n    Console.WriteLine(1);\nelse\n    $ // otherwise"),
        Method("under both", "if (linear.Length > 4)\n    $\nelse\n    $"),
        Method("behind an if", "if (linear.Length > 4) $"),
        Method("under a for", "for (int i = 0; i < linear.Length; i++)\n    // Each.\n    $"),
        Method("under a foreach", "foreach (byte each in linear)\n    if (each > 4)\n        $"),
        Method("under a while", "while (Environment.TickCount < 0)\n    $"),
        Method("under a using", "using (raw)\n    $"),
        Method("under a lock", "lock (linear)\n    $"),
        Braces(Method("under an if with braces elsewhere", "if (linear.Length > 4)\n    $\nif (linear.Length > 5)\n{\n    Console.WriteLine(1);\n}")),
        Tabs(Method("under an if with tabs", "if (linear.Length > 4)\n    $")),
        Method("under an if in C# 7.3", "if (linear.Length > 4)\n    $") with { Language = LanguageVersion.CSharp7_3 },
        Broken(Method("under an if beside errors", "if (linear.Length > 4)\n    $")),
        Method("lambda with an expression", "Action run = () => $\nrun();"),
        Method("lambda in an argument", "new List<int> { 1 }.ForEach(each => $);"),
        Method("local function with an expression", "Run();\n\nvoid Run() => $"),
        Method("async local function with an expression", "await Run();\n\nasync Task Run() => await Task.Run(() => $);", "async Task"),
        new("method with an expression", $"{Usings}class Program\n{{\n{Work}\n    // All.\n    static void Run({Parameters}) => $ // end\n{Both}}}\n"),
        Tabs(new("method with an expression and tabs", $"{Usings}class Program\n{{\n{Work}\n    static void Run({Parameters})\n        => $\n{Both}}}\n")),
        new("constructor with an expression", $"{Usings}class Program\n{{\n{Work}\n    Program({Parameters}) => $\n{Both}}}\n"),
        new("accessor with an expression", $"{Usings}class Program({Parameters})\n{{\n{Work}\n    public int Value\n    {{\n        get => linear.Length;\n        set => $\n    }}\n{Both}}}\n"),
        new("file-scoped namespace", $"{Usings}namespace Some;\n\nclass Program\n{{\n{Work}\n    static void Run({Parameters}) => $\n{Both}}}\n"),
    ];

    private static Shape Method(string name, string body, string result = "void") =>
        new(name, $"{Usings}class Program\n{{\n{Work}\n    static {result} Run({Parameters})\n    {{\n{string.Join("\n", body.Split('\n').Select(line => line.Length == 0 || line[0] == '#' ? line : "        " + line))}\n    }}\n{Both}}}\n");

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
        IEnumerable<string> lines = Text.Split(end).Select(line => line.Trim() == "$" ? misuse.At(line[..line.IndexOf('$')]).Replace("\n", end)
            : line.Contains("$)") ? line.Replace("$", misuse.Statements[0].TrimEnd(';')) : line.Replace("$", string.Join(" ", misuse.Statements)));
        return string.Join(end, lines) + misuse.Declarations.Replace("\n", end);
    }
}
