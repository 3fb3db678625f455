using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Reflection;
using Devmem.Analyzers.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.Lowering.Tests.Support;

/// <summary>A small program with handles of its own: <c>Handle</c> is a class, <c>Token</c> a struct, <c>Scope</c> a ref struct. What is extern may throw; nothing else does.</summary>
internal sealed class Sample
{
    private const string Declarations = """
        #pragma warning disable
        using System; using System.Collections.Generic; using System.Diagnostics.CodeAnalysis; using System.IO; using System.Linq;
        using System.Threading; using System.Threading.Tasks; using Devmem;

        [MustRelease("Close", "Dispose", "DisposeAsync")]
        public sealed class Handle : IDisposable, IAsyncDisposable
        {
            public static extern Handle Open(string name);
            public static extern bool TryOpen(string name, [NotNullWhen(true)] out Handle? handle);
            public static extern Task<Handle> OpenAsync(string name);
            public Handle(string name) { }
            public extern void Use();
            public extern void Close();
            public extern void Dispose();
            public extern ValueTask DisposeAsync();
            public int Number;
            public Handle? Next { get; set; }
        }

        [MustRelease("Release")]
        public struct Token
        {
            public static extern Token Take(string name);
            public extern void Use();
            public extern void Release();
            public int Length;
            public extern bool IsDefault { get; }
        }

        [MustRelease("Dispose")]
        public ref struct Scope { public static extern Scope Enter(string name); public extern void Dispose(); }

        public static partial class Do
        {
            public static extern void Work();
            public static extern bool Ask();
            public static extern Task WorkAsync();
            public static void Nothing() { }
            [DoesNotReturn] public static extern void Fail();
            public static void Look(Handle handle) { }
            public static extern void Check([DoesNotReturnIf(false)] bool holds);
            public static extern void Keep([Owning] Handle handle);
            public static bool flag; public static int number; public static string? text;
        }


        """;

    private static readonly ImmutableArray<MetadataReference> References =
        [.. Directory.EnumerateFiles(ReferencePack(), "*.dll").Append(Assembly.Load("Devmem").Location).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles <paramref name="members"/> into a class; the program must bind.</summary>
    public Sample(string members)
        : this(members, "static class Case {\n" + members + "\n}")
    {
    }

    private Sample(string members, string text, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Preview);
        var compilation = CSharpCompilation.Create(
            "Sample", [CSharpSyntaxTree.ParseText(kind == OutputKind.ConsoleApplication ? Usings + text : Declarations + text, parsing), .. kind == OutputKind.ConsoleApplication ? [CSharpSyntaxTree.ParseText(Declarations, parsing)] : (SyntaxTree[])[]], References,
            new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error));
        Bodies = [.. FlowDump.Of(compilation, TestContext.Current.CancellationToken).Where(body => body.Origins.Count > 0)];
        Members = members;
    }

    private static string Usings => Declarations[..Declarations.IndexOf("[MustRelease", System.StringComparison.Ordinal)];

    public string Members { get; }

    public IReadOnlyList<DumpedBody> Bodies { get; }

    /// <summary>The body of the member with this name; the last one of the program if there are several.</summary>
    public DumpedBody Body(string name) => Bodies.Last(body => body.Owner.Name == name);

    /// <summary>A file of top-level statements.</summary>
    public static Sample TopLevel(string statements) => new(statements, statements, OutputKind.ConsoleApplication);

    /// <summary>Declarations that stand beside classes instead of inside one.</summary>
    public static Sample Types(string types) => new(types, types);

    /// <summary>All that the method <c>M</c> of <paramref name="members"/> may do, a line for each way through it.</summary>
    public static string Ways(string members) => new Sample(members).WaysOf("M");

    public string WaysOf(string member) => string.Join("\n", new Walk(Body(member)).Ways());

    private static string ReferencePack() =>
        typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ReferencePack").Value!;
}
