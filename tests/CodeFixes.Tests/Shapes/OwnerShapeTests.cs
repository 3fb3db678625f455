using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Devmem.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests.Shapes;

/// <summary>Every kind of type that lets go what a field owns (DEVMEM011), in every kind of file.</summary>
public class OwnerShapeTests
{
    private const string Usings = "using System;\nusing System.Collections.Generic;\nusing System.Net.Sockets;\nusing System.Threading.Tasks;\nusing Devmem;\n\n";

    private static readonly Dictionary<string, string> s_owners = new()
    {
        ["no release"] = "internal sealed class Owner\n{\n    // Ours.\n    private readonly DevmemSocket _socket;\n\n    public Owner(RxBinding binding, Socket raw)\n    {\n        _socket = binding.Attach(raw);\n    }\n\n    public Socket Raw => _socket.Socket;\n}\n",
        ["not sealed"] = "internal class Owner\n{\n    private readonly DevmemSocket _socket; // ours\n\n    public Owner(RxBinding binding, Socket raw)\n    {\n        _socket = binding.Attach(raw);\n    }\n}\n\ninternal class Derived : Owner\n{\n    public Derived(RxBinding binding, Socket raw)\n        : base(binding, raw)\n    {\n    }\n}\n",
        ["forgotten"] = "internal sealed class Owner : IDisposable\n{\n    private readonly DevmemSocket _socket;\n\n    public Owner(RxBinding binding, Socket raw)\n    {\n        _socket = binding.Attach(raw);\n    }\n\n    public void Dispose()\n    {\n        // The end.\n        Console.WriteLine(1);\n    }\n}\n",
        ["forgotten by an arrow"] = "internal sealed class Owner : IDisposable\n{\n    private readonly DevmemSocket _socket;\n\n    public Owner(RxBinding binding, Socket raw)\n    {\n        _socket = binding.Attach(raw);\n    }\n\n    public void Dispose() => Console.WriteLine(1);\n}\n",
        ["Dispose(bool)"] = "internal class Owner : IDisposable\n{\n    private readonly DevmemSocket _socket;\n\n    public Owner(RxBinding binding, Socket raw)\n    {\n        _socket = binding.Attach(raw);\n    }\n\n    public void Dispose()\n    {\n        Dispose(true);\n        GC.SuppressFinalize(this);\n    }\n\n    protected virtual void Dispose(bool disposing)\n    {\n        // Nothing yet.\n    }\n}\n",
        ["one of two"] = "internal sealed class Owner : IDisposable\n{\n    private readonly RxBinding _binding;\n    private readonly DevmemSocket _socket; // inner\n\n    public Owner([Owning] RxBinding binding, [Owning] DevmemSocket socket)\n    {\n        _binding = binding;\n        _socket = socket;\n    }\n\n    public void Dispose()\n    {\n        _binding.Dispose(); // outer\n    }\n}\n",
        ["collection"] = "internal sealed class Owner : IDisposable\n{\n    private readonly List<FragmentBatch> _held = new List<FragmentBatch>();\n\n    public void Keep([Owning] FragmentBatch batch)\n    {\n        _held.Add(batch);\n    }\n\n    public void Dispose()\n    {\n        Console.WriteLine(_held.Count); // how many\n    }\n}\n",
        ["overwritten"] = "internal sealed class Owner : IDisposable\n{\n    private FragmentBatch _last;\n\n    public void Keep([Owning] FragmentBatch batch)\n    {\n        // The newest.\n        _last = batch;\n    }\n\n    public void Dispose()\n    {\n        _last?.Dispose();\n    }\n}\n",
        ["asynchronous"] = "internal sealed class Owner : IAsyncDisposable\n{\n    private readonly DevmemSocket _socket;\n\n    public Owner([Owning] DevmemSocket socket)\n    {\n        _socket = socket;\n    }\n\n    public async ValueTask DisposeAsync()\n    {\n        // Later.\n        await Task.Yield();\n    }\n}\n",
        ["released only asynchronously"] = "internal sealed class Inner : IAsyncDisposable\n{\n    private readonly DevmemSocket _socket;\n\n    public Inner([Owning] DevmemSocket socket)\n    {\n        _socket = socket;\n    }\n\n    public async ValueTask DisposeAsync()\n    {\n        await Task.Yield();\n        _socket.Dispose();\n    }\n}\n\ninternal sealed class Owner\n{\n    private readonly Inner _inner; // ours\n\n    public Owner([Owning] DevmemSocket socket)\n    {\n        _inner = new Inner(socket);\n    }\n}\n",
        ["struct"] = "internal struct Owner\n{\n    private readonly DevmemSocket _socket;\n\n    public Owner([Owning] DevmemSocket socket)\n    {\n        _socket = socket;\n    }\n}\n",
        ["property"] = "internal sealed class Owner\n{\n    public Owner([Owning] DevmemSocket socket)\n    {\n        Connection = socket;\n    }\n\n    // Shown.\n    public DevmemSocket Connection { get; }\n}\n",
    };

    private static readonly Dictionary<string, Func<string, string>> s_files = new()
    {
        ["plain"] = owner => Usings + owner,
        ["directives"] = owner => Usings + "#region Owners\n" + owner + "#endregion\n\n#if NEVER\nclass Owner { }\n#endif\n",
        ["block namespace"] = owner => Usings + "namespace Some\n{\n" + Indented(owner) + "}\n",
        ["file-scoped namespace"] = owner => Usings + "namespace Some;\n\n" + owner,
        ["nested"] = owner => Usings + "internal static class Outer\n{\n" + Indented(owner.Replace("internal ", "public ")) + "}\n",
        ["braces at the end of lines"] = owner => Usings + owner.Replace("\n{", " {").Replace("\n    {", " {"),
        ["tabs and CRLF"] = owner => (Usings + owner).Replace("    ", "\t").Replace("\n", "\r\n"),
        ["C# 7.3"] = owner => Usings + owner,
        ["unrelated errors"] = owner => Usings + owner + "\nclass Other { Unknown field = ; }\n",
    };

    public static TheoryData<string, string> Cases { get; } = [.. s_owners.Keys.SelectMany(owner => s_files.Keys.Select(file => (owner, file)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Every_offer_ends_the_finding_and_all_at_once_do_so_once(string owner, string file)
    {
        string text = s_files[file](s_owners[owner]);
        Document document = TestProject.Document(text, file == "C# 7.3" ? LanguageVersion.CSharp7_3 : LanguageVersion.Latest, "devmem.exceptions = none");
        Diagnostic[] before = [.. await Fixing.FindingsAsync(document)];
        Diagnostic finding = before.First(each => each.Id == "DEVMEM011");
        IReadOnlyList<CodeAction> offers = await Fixing.OffersAsync(document, finding);

        Assert.True(offers.Count > 0, $"Nothing is offered for {finding.GetMessage()} in\n{text}");
        foreach (CodeAction offer in offers)
            await AfterFix.CheckAsync(document, await Fixing.ApplyAsync(offer, document), before, before.Length - 1);
        Document all = (await Fixing.FixAllAsync(document, "DEVMEM011", FixAllScope.Solution)).GetDocument(document.Id)!;
        await AfterFix.CheckAsync(document, all, before, 0);
        Document again = (await Fixing.FixAllAsync(all, "DEVMEM011", FixAllScope.Solution)).GetDocument(document.Id)!;
        Assert.Equal(await AfterFix.TextOf(all), await AfterFix.TextOf(again));
    }

    [Theory]
    [InlineData("public void Dispose()\n    {\n        Console.WriteLine(1);\n    }", "Release '_socket' in 'Dispose'")]
    [InlineData("public void Dispose() => Dispose(true);\n\n    protected virtual void Dispose(bool disposing)\n    {\n        if (disposing)\n            Console.WriteLine(1);\n    }", "Release '_socket' in 'Dispose'")]
    public async Task Release_method_in_another_file_of_the_type(string methods, string title)
    {
        const string Field = Usings + "public partial class Owner\n{\n    private readonly DevmemSocket _socket;\n\n    public Owner([Owning] DevmemSocket socket)\n    {\n        _socket = socket;\n    }\n}\n";
        string release = Usings + "public partial class Owner : IDisposable\n{\n    " + methods + "\n}\n";
        Document document = TestProject.Solution([Field, release]).Projects.Single().Documents.First();
        Diagnostic finding = Assert.Single(await Fixing.FindingsAsync(document.Project));

        CodeAction offer = (await Fixing.OffersAsync(document, finding))[0];
        Assert.Equal(title, offer.Title);
        Project one = (await Fixing.ApplyAsync(offer)).Projects.Single();
        Project all = (await Fixing.FixAllAsync(document, "DEVMEM011", FixAllScope.Project)).Projects.Single();

        Assert.Empty(await Fixing.FindingsAsync(one));
        Assert.Equal([Field, await AfterFix.TextOf(one.Documents.Last())], [await AfterFix.TextOf(all.Documents.First()), await AfterFix.TextOf(all.Documents.Last())]);
        Assert.Contains("_socket.Dispose();", await AfterFix.TextOf(all.Documents.Last()));
    }

    private static string Indented(string text) => string.Concat(text.TrimEnd('\n').Split('\n').Select(line => (line.Length == 0 ? "" : "    " + line) + "\n"));
}
