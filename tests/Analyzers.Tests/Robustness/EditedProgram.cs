using System;
using System.Collections.Generic;
using System.Linq;

namespace Devmem.Analyzers.Tests.Robustness;

/// <summary>A program of several files whose bodies are edited at random: what ends, makes, keeps and throws, each asking others for it, in circles too.</summary>
internal sealed class EditedProgram
{
    private const int PerFile = 4;
    private const int Steps = 12;

    private readonly Random _random;
    private readonly List<Body> _bodies;

    public EditedProgram(int seed)
    {
        _random = new Random(seed);
        _bodies =
        [
            .. Enumerable.Range(0, Steps).Select(i => new Body($"public static void Step{i}(FragmentBatch batch, int n)", i / PerFile, Ending)),
            .. Enumerable.Range(0, 4).Select(i => new Body($"public static FragmentBatch Make{i}(DevmemSocket socket, byte[] linear)", 3, Making)),
            .. Enumerable.Range(0, 4).Select(i => new Body($"public static void Check{i}(int n)", 4, Checking)),
            new Body("public Box(FragmentBatch batch, int n)", 5, () => Any("_batch = batch;", "_batch = batch; Program.Check0(n);", "Program.Check1(n); _batch = batch;")),
            new Body("public void Dispose()", 5, () => Any("_batch?.Release();", "Close();", "")),
            new Body("public void Close()", 5, () => Any("_batch?.Release();", "", "Dispose();")),
            .. Enumerable.Range(0, Steps).Select(i => new Body($"public static void Run{i}(DevmemSocket socket, byte[] linear, int n)", 6, () => $"Step{i}(Make{_random.Next(4)}(socket, linear), n);")),
        ];
        foreach (Body body in _bodies)
            body.Text = body.Make();
    }

    /// <summary>Gives one body, now and then two, another text.</summary>
    public void Edit()
    {
        for (int i = _random.Next(4) == 0 ? 2 : 1; i > 0; i--)
        {
            Body body = _bodies[_random.Next(_bodies.Count)];
            body.Text = body.Make();
        }
    }

    public IEnumerable<(string Path, string Text)> Files() => _bodies.GroupBy(body => body.File).Select(file => ($"/edits/File{file.Key}.cs",
        $"using System;\nusing Devmem;\n{(file.Key == 5 ? "sealed class Box : IDisposable\n{\n    private readonly FragmentBatch? _batch;" : "static partial class Program\n{")}\n{string.Concat(file.Select(body => $"    {body.Head} {{ {body.Text} }}\n"))}}}\n"));

    private string Ending() => Any(
        "batch.Release();", "batch.Release();", "", "if (n > 2) batch.Release();", $"Step{_random.Next(Steps)}(batch, n - 1);", $"Step{_random.Next(Steps)}(batch, n - 1);",
        $"if (n > 1) Step{_random.Next(Steps)}(batch, n - 1); else Step{_random.Next(Steps)}(batch, n);", $"Check{_random.Next(4)}(n); batch.Release();",
        $"try {{ Check{_random.Next(4)}(n); }} finally {{ batch.Release(); }}", "new Box(batch, n).Dispose();", "using var box = new Box(batch, n);", "throw new InvalidOperationException();");

    private string Making() => Any(
        "return socket.Receive(linear);", $"FragmentBatch batch = socket.Receive(linear); Check{_random.Next(4)}(1); return batch;", $"return Make{_random.Next(4)}(socket, linear);");

    private string Checking() => Any("", "if (n > 3) throw new ArgumentException();", $"Check{_random.Next(4)}(n);", "Console.WriteLine(n);", "ArgumentNullException.ThrowIfNull(n);");

    private string Any(params string[] texts) => texts[_random.Next(texts.Length)];

    private sealed record Body(string Head, int File, Func<string> Make)
    {
        public string Text { get; set; } = "";
    }
}
