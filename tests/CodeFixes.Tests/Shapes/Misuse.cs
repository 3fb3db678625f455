using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace Devmem.CodeFixes.Tests.Shapes;

/// <summary>Statements that do one thing wrong, wherever they stand: they use `device`, `memory`, `binding`, `socket`, `other`, `raw` and `linear`.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Id">The rule that says so.</param>
/// <param name="Statements">One on each line; comments belong to them.</param>
public sealed record Misuse(string Name, string Id, params string[] Statements)
{
    /// <summary>Settings that it needs.</summary>
    public string? Settings { get; init; }

    /// <summary>What it needs beside the class, such as an interface whose parameter lacks a contract.</summary>
    public string Declarations { get; init; } = "";

    /// <summary>The language version that it needs.</summary>
    public LanguageVersion Language { get; init; }

    /// <summary>At least one for each rule that has a fix inside of a body.</summary>
    public static IReadOnlyList<Misuse> All { get; } =
    [
        new("forgotten", "DEVMEM001", "FragmentBatch batch = socket.Receive(linear); // got", "Console.WriteLine(batch.Count);"),
        new("dropped", "DEVMEM001", "// Skip one.", "socket.Receive(linear);"),
        new("overwritten", "DEVMEM001", "FragmentBatch batch = socket.Receive(linear);", "Console.WriteLine(batch.Count);", "batch = socket.Receive(linear); // next", "batch.Release();"),
        new("left in a list", "DEVMEM001", "List<FragmentBatch> held = new List<FragmentBatch>(); // all", "held.Add(socket.Receive(linear));", "Console.WriteLine(held.Count);"),
        new("lost by a throw", "DEVMEM004", "FragmentBatch batch = socket.Receive(linear);", "Work(); // may throw", "batch.Release();"),
        new("not closed", "DEVMEM008", "DevmemSocket inner = binding.Attach(raw); // opens", "Console.WriteLine(inner.Socket);"),
        new("kept until close", "DEVMEM015", "FragmentBatch batch = socket.Receive(linear); // got", "Console.WriteLine(batch.Count);") { Settings = "devmem.autorelease = on" },
        new("used after release", "DEVMEM005", "FragmentBatch batch = socket.Receive(linear);", "batch.Release(); // done", "Console.WriteLine(batch.Count);"),
        new("released twice", "DEVMEM006", "FragmentBatch batch = socket.Receive(linear);", "batch.Release();", "// Once more.", "batch.Release();"),
        new("unbound early", "DEVMEM002", "RxBinding own = device.BindRx(memory, new[] { 0 }, AutoreleaseMode.Off);", "DevmemSocket inner = own.Attach(raw);", "own.Unbind(); // first", "inner.Close();") { Settings = "devmem.exceptions = none" },
        new("closed early", "DEVMEM007", "DevmemSocket inner = binding.Attach(raw);", "FragmentBatch batch = inner.Receive(linear);", "inner.Close(); // first", "batch.Release();") { Settings = "devmem.exceptions = none" },
        new("received after unbind", "DEVMEM009", "RxBinding own = device.BindRx(memory, new[] { 0 }, AutoreleaseMode.Off);", "DevmemSocket inner = own.Attach(raw);", "own.Unbind(); // first", "inner.Receive(linear).Dispose();", "inner.Close();")
        {
            Settings = "devmem.exceptions = none",
        },
        new("released elsewhere", "DEVMEM010", "DevmemSocket inner = binding.Attach(raw);", "FragmentBatch batch = inner.Receive(linear);", "DevmemToken token = batch.Detach(0);", "batch.Release();", "other.Release(new[] { token }); // wrong", "inner.Close();")
        {
            Settings = "devmem.autorelease = on\ndevmem.exceptions = none",
        },
        new("no mode", "DEVMEM012", "RxBinding own = device.BindRx(memory, new[] { 0 } /* first */);", "own.Unbind();") { Settings = "devmem.exceptions = none" },
        new("written before sent", "DEVMEM016", "TxBinding own = device.BindTx(memory);", "DevmemSender outgoing = own.Attach(raw);", "SendOperation send = outgoing.Send(0, 16);", "// Next.", "memory.CopyFrom(0, linear);", "send.Wait();", "outgoing.Close();", "own.Unbind();") { Settings = "devmem.exceptions = none" },
        new("two modes", "DEVMEM003", "RxBinding own = device.BindRx(memory, new[] { 0 }, AutoreleaseMode.Off);", "RxBinding next = device.BindRx(memory, new[] { 1 }, AutoreleaseMode.On); // other", "next.Unbind();", "own.Unbind();") { Settings = "devmem.exceptions = none" },
        new("no contract", "DEVMEM013", "ISink sink = (ISink)AppContext.GetData(\"sink\");", "sink.Look(socket); // shows") { Declarations = "interface ISink { void Look(DevmemSocket shown); }\n" },
        new("broken contract", "DEVMEM017", "Take(socket.Receive(linear));", "void Take([Owning] FragmentBatch given) // takes", "{", "    Console.WriteLine(given.Count);", "}") { Language = LanguageVersion.CSharp9 },
        new("lent and released", "DEVMEM017", "Look(linear.Length);", "void Look(int length)", "{", "    FragmentBatch batch = socket.Receive(linear);", "    Show(batch);", "    void Show([NotOwning] FragmentBatch shown)", "    {", "        Console.WriteLine(length);", "        // Too much.", "        shown.Release();", "    }", "}") { Language = LanguageVersion.CSharp9, Settings = "devmem.exceptions = none" },
    ];

    /// <summary>Those that are a single statement, and stand where there is no place for more: as the body of an `if`, or behind an arrow.</summary>
    public static IReadOnlyList<Misuse> Single { get; } =
    [
        new("dropped", "DEVMEM001", "socket.Receive(linear);"),
        new("used and lost", "DEVMEM001", "Console.WriteLine(socket.Receive(linear).Count);"),
        new("discarded", "DEVMEM001", "_ = socket.Receive(linear);"),
        new("discarded by out", "DEVMEM001", "socket.TryReceive(linear, out _);"),
        new("opened and lost", "DEVMEM008", "binding.Attach(raw);"),
        new("kept until close", "DEVMEM015", "Console.WriteLine(socket.Receive(linear).Count);") { Settings = "devmem.autorelease = on" },
        new("no mode", "DEVMEM012", "device.BindRx(memory, new[] { 0 } /* first */).Unbind();"),
        new("two modes", "DEVMEM003", "Both(device.BindRx(memory, new[] { 0 }, AutoreleaseMode.Off), device.BindRx(memory, new[] { 1 }, AutoreleaseMode.On));") { Settings = "devmem.exceptions = none" },
        new("no contract", "DEVMEM013", "((ISink)AppContext.GetData(\"sink\")).Look(socket);") { Declarations = "interface ISink { void Look(DevmemSocket shown); }\n" },
    ];

    /// <summary>The statements, indented.</summary>
    public string At(string indentation) => string.Join("\n", Statements.Select(line => indentation + line));
}
