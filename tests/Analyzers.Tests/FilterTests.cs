using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Tests.CorpusHarness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.Analyzers.Tests;

/// <summary>
/// Bodies are told apart by their words before anything is bound. The filter may let through what has nothing to do with handles; it must not drop what has.
/// </summary>
public class FilterTests
{
    private static readonly ImmutableArray<MetadataReference> s_references =
        [.. Directory.EnumerateFiles(ReferencePack(), "*.dll").Append(Assembly.Load("Devmem").Location).Select(path => MetadataReference.CreateFromFile(path))];

    public static IEnumerable<TheoryDataRow<string>> Cases => CorpusCatalogue.Names.Select(name => new TheoryDataRow<string>(name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void No_body_of_the_corpus_is_dropped(string name)
    {
        foreach (CSharpCompilation compilation in CorpusCompiler.Compile(CorpusCatalogue.Load(name), sources => sources))
            Assert.Empty(Dropped(compilation));
    }

    /// <summary>Each `Touches` has to do with a handle by what is in the other text, which is in another file. `Far` has not, and is not bound.</summary>
    [Theory]
    [InlineData("void Touches() { var x = Helper.Make(); }", "static class Helper { public static FragmentBatch Make() => null!; }")]
    [InlineData("void Touches() { Helper.Make(out var x); }", "static class Helper { public static void Make(out FragmentBatch b) => b = null!; }")]
    [InlineData("void Touches() { Helper.Each(x => { var y = x; }); }", "static class Helper { public static void Each(System.Action<FragmentBatch> each) { } }")]
    [InlineData("void Touches() { Helper.Each(x => { var y = x; }); }", "static class Helper { public static void Each(Eater each) { } } delegate void Eater(FragmentBatch b);")]
    [InlineData("void Touches() { Other x = null!; }", "global using Other = Devmem.FragmentBatch;")]
    [InlineData("void Touches() { Other x = null!; var y = x[0]; }", "global using Other = System.Collections.Generic.List<Devmem.FragmentBatch>;")]
    [InlineData("void Touches() { var x = new Second().Value; }", "class First<T> { public T Value = default!; } class Second : First<FragmentBatch>;")]
    [InlineData("void Touches() { var x = new Third().Value; }", "class First<T> { public T Value = default!; } class Second : First<FragmentBatch>; class Third : Second;")]
    [InlineData("void Touches() { var x = Value; }", "partial class Body : First<FragmentBatch>; class First<T> { public T Value = default!; }")]
    [InlineData("void Touches() { var x = Inner.Get(); } class Inner : Body { public static object Get() => Value; }", "partial class Body : First<FragmentBatch>; class First<T> { public static T Value = default!; }")]
    [InlineData("void Touches() { var x = new Pool()[0]; }", "class Pool { public FragmentBatch this[int i] => null!; }")]
    [InlineData("void Touches() { foreach (var x in new Pool()) { } }", "class Pool { public Steps GetEnumerator() => default; } struct Steps { public FragmentBatch Current => null!; public bool MoveNext() => false; }")]
    [InlineData("void Touches() { foreach (var x in new Pool()) { } }", "class Pool; static class More { public static System.Collections.Generic.IEnumerator<FragmentBatch> GetEnumerator(this Pool pool) => null!; }")]
    [InlineData("void Touches() { foreach (var x in 3) { } }", "static class More { public static System.Collections.Generic.IEnumerator<FragmentBatch> GetEnumerator(this int n) => null!; }")]
    [InlineData("void Touches() { foreach (var x in this) { } }", "static class More { public static System.Collections.Generic.IEnumerator<FragmentBatch> GetEnumerator<T>(this T it) => null!; }")]
    [InlineData("async void Touches() { var x = await new Job(); }", "class Job { public System.Runtime.CompilerServices.TaskAwaiter<FragmentBatch> GetAwaiter() => default; }")]
    [InlineData("void Touches() { var (x, y) = new Pair(); }", "class Pair { public void Deconstruct(out FragmentBatch a, out int b) { a = null!; b = 0; } }")]
    [InlineData("void Touches() { var (x, y) = new Pair(null!, 1); }", "record Pair(FragmentBatch First, int Second);")]
    [InlineData("void Touches() { var x = new Pair(null!, 1) is (var y, _); }", "record Pair(FragmentBatch First, int Second);")]
    [InlineData("void Touches() { var x = new Number() + 1; }", "class Number { public static FragmentBatch operator +(Number n, int m) => null!; }")]
    [InlineData("void Touches() { Helper.Use(5); var y = new Number(); Helper.Use(y.It); }", "static class Helper { public static void Use(Mine m) { } } class Number { public Mine It => null!; } [MustRelease] class Mine { public static implicit operator Mine(int i) => null!; }")]
    [InlineData("void Touches() { Helper.Use(new()); }", "static class Helper { public static void Use(Mine m) { } } [MustRelease] class Mine;")]
    [InlineData("void Touches() { new Taker(new()); }", "class Taker { public Taker(Mine m) { } } [MustRelease] class Mine;")]
    [InlineData("void Touches() { Helper.Use(new(new())); }", "static class Helper { public static void Use(Taker t) { } } class Taker { public Taker(Mine m) { } } [MustRelease] class Mine;")]
    [InlineData("void Touches() { new Bag { new() }; }", "class Bag : System.Collections.IEnumerable { public void Add(Mine m) { } public System.Collections.IEnumerator GetEnumerator() => null!; } [MustRelease] class Mine;")]
    [InlineData("object x = Helper.It;", "static class Helper { public static FragmentBatch It => null!; }")]
    [InlineData("object X => Helper.It;", "static class Helper { public static FragmentBatch It => null!; }")]
    [InlineData("object X { get; } = Helper.It;", "static class Helper { public static FragmentBatch It => null!; }")]
    [InlineData("object X { get { return Helper.It; } }", "static class Helper { public static FragmentBatch It => null!; }")]
    [InlineData("System.Func<object> x = () => Helper.It;", "static class Helper { public static FragmentBatch It => null!; }")]
    [InlineData("void Touches() { object y() => Helper.It; }", "static class Helper { public static FragmentBatch It => null!; }")]
    [InlineData("void Touches() { var y = from x in new Pool() select x; }", "class Pool { public int Select(System.Func<FragmentBatch, int> f) => 0; public object Select(System.Func<FragmentBatch, FragmentBatch> f) => f; }")]
    [InlineData("void Touches() { var x = Given; }", "partial class Body { static FragmentBatch Given => null!; }")]
    [InlineData("void Touches() { var x = given; }", "partial class Body(FragmentBatch given);")]
    [InlineData("void Touches() { var x = Owned.Start(); }", "sealed class Owned : System.IDisposable { FragmentBatch? _b; public static Owned Start() => new(); public void Dispose() => _b?.Dispose(); }")]
    [InlineData("void Touches() { var x = Helper.Start(); }", "static class Helper { public static Owned Start() => new(); } sealed class Owned : System.IDisposable { FragmentBatch? _b; public void Dispose() => _b?.Dispose(); }")]
    [InlineData("void Touches() { var x = Helper.Start(); }", "static class Helper { public static Outer Start() => new(); } sealed class Outer : System.IDisposable { Owned? _o; public void Dispose() => _o?.Dispose(); } sealed class Owned : System.IDisposable { FragmentBatch? _b; public void Dispose() => _b?.Dispose(); }")]
    [InlineData("void Touches() { var x = Start(); }", "global using static Owned; [MustRelease] sealed class Owned { public static Owned Start() => new(); }")]
    [InlineData("void Touches<T>(T x) where T : Body { var y = x; x.Go(); } void Go() { }", "[MustRelease] partial class Body;")]
    [InlineData("void Touches() { var x = Helper.Fr\\u0061gment(); }", "static class Helper { public static FragmentBatch Fragment() => null!; }")]
    [InlineData("void Touches() { var x = Helper.@Fragment(); }", "static class Helper { public static FragmentBatch Fragm\\u0065nt() => null!; }")]
    [InlineData("void Touches() { var x = Helper.Stück(); }", "static class Helper { public static FragmentBatch Stück() => null!; }")]
    [InlineData("void Touches() { Mine x = null!; }", "[M] class Mine;", "global using M = Devmem.MustReleaseAttribute;")]
    [InlineData("void Touches() { var x = Helper.Make<Mine>(); }", "static class Helper { public static T Make<T>() where T : IMine => default!; } class Mine : IMine; [MustRelease] interface IMine;")]
    [InlineData("unsafe void Touches() { var x = Helper.Make(); }", "unsafe static class Helper { public static delegate*<FragmentBatch> Make() => null; }")]
    [InlineData("void Touches() { var x = new Anything(); var y = x.Value.Value; }", "class Anything { public Second Value = null!; } class First<T> { public T Value = default!; } class Second : First<FragmentBatch>;")]
    [InlineData("void Touches() { 3.Go(); }", "static class More { extension(int n) { public FragmentBatch It => null!; public void Go() { var x = n.It; } } }")]
    [InlineData("void Touches() { Helper.Give(1, 2, 3); }", "static class Helper { [System.Runtime.InteropServices.DllImport(\"libc\", EntryPoint = \"setsockopt\")] public static extern int Give(int a, int b, int c); }")]
    [InlineData("void Touches() { Helper.Give(1, 2, 3); }", "static class Helper { [I(\"libc\", EntryPoint = \"setsockopt\")] public static extern int Give(int a, int b, int c); }", "global using I = System.Runtime.InteropServices.DllImportAttribute;")]
    [InlineData("void Touches() { Give(1); [System.Runtime.InteropServices.DllImport(\"libc\", EntryPoint = \"ioctl\")] static extern int Give(int a); }")]
    [InlineData("void Touches(System.Net.Sockets.Socket s) { s.SetRawSocketOption(1, 80, new byte[8]); }")]
    [InlineData("void Touches(SimulatedDevice d) { d.BindRx(null!, []).Dispose(); }", "global using Devmem.Simulation;")]
    public void Everything_that_has_to_do_with_a_handle_is_looked_at(string member, params string[] others)
    {
        string body = "partial class Body\n{\n    " + member + "\n    int Far(int n) { int sum = n; for (int i = 0; i < n; i++) sum += i; return sum; }\n}\n";
        ImmutableArray<string> texts = [body, .. others.Select(other => other.StartsWith("global", StringComparison.Ordinal) ? other : "using Devmem;\n" + other), "global using Devmem;"];
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Subject", texts.Select((text, i) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Preview), $"/subject/{i}.cs")), s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        Assert.Empty(Dropped(compilation));
    }

    [Fact]
    public void What_has_nothing_to_do_with_handles_is_not_looked_at()
    {
        const string Text = """
            using Devmem;
            sealed class Mixed
            {
                private readonly System.Collections.Generic.List<int> _numbers = new();
                public void Add(int n) => _numbers.Add(n);
                public int Sum(int n) { foreach (int each in _numbers) n += each; return n; }
                public void Take(DevmemSocket socket, byte[] linear) { using FragmentBatch batch = socket.Receive(linear); Add(batch.Count); }
                public void Handle(FragmentBatch batch) => Add(batch.Count);
            }
            sealed class Other
            {
                public void Handle(string text) { Handle(text.Trim()); }
                public int Count { get; set; }
                public int Release() => Count--;
            }
            """;
        CSharpCompilation compilation = CSharpCompilation.Create("Subject", [CSharpSyntaxTree.ParseText(Text, cancellationToken: TestContext.Current.CancellationToken)], s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Equal(["Mixed.Handle", "Mixed.Take"], FilterCheck.Of(compilation, TestContext.Current.CancellationToken).Where(body => body.IsLookedAt).Select(body => body.Owner.ContainingType.Name + "." + body.Owner.Name).Order());
    }

    private static IEnumerable<string> Dropped(CSharpCompilation compilation) =>
        FilterCheck.Of(compilation, TestContext.Current.CancellationToken).Where(body => body.Mentions && !body.IsLookedAt).Select(body => $"{body.Owner.ToDisplayString()} {body.Syntax}");

    private static string ReferencePack() =>
        typeof(FilterTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ReferencePack").Value!;
}
