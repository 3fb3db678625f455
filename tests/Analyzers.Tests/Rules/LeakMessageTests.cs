using System.Linq;
using System.Threading.Tasks;

namespace Devmem.Analyzers.Tests.Rules;

/// <summary>The words of a leak: which decision leads to it, and how it leaves, with the lines a person sees in the source. The method begins at line 10.</summary>
public class LeakMessageTests
{
    /// <summary>The rule, the lines between the braces of a method, and how the message goes on behind the colon.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { "DEVMEM001", "var batch = socket.Receive(linear);\nif (n == 0)\n    return;\nbatch.Release();", "when 'n == 0' is true at line 13: the method returns at line 14" },
        { "DEVMEM001", "var batch = socket.Receive(linear);\nif (n == 0 ||\n    n == 9)\n{\n    return;\n}\nbatch.Release();", "when 'n == 9' is true at line 14: the method returns at line 16" },
        { "DEVMEM001", "var batch = socket.Receive(linear);\nif (!(n == 0 && ok))\n    return;\nbatch.Release();", "is false at line 13: the method returns at line 14" },
        { "DEVMEM001", "var batch = socket.Receive(linear);\nif (n == 0)\n    batch.Release();\nelse\n    return;", "when 'n == 0' is false at line 13: the method returns at line 16" },
        { "DEVMEM001", "var batch = socket.Receive(linear);\nif (n == 0)\n    throw new InvalidOperationException();\nbatch.Release();", "when 'n == 0' is true at line 13 and InvalidOperationException is thrown at line 14" },
        { "DEVMEM001", "var batch = socket.Receive(linear);\nbatch = socket.Receive(linear);\nbatch.Release();", "the variable gets another value at line 13" },
        { "DEVMEM004", "var batch = socket.Receive(linear);\nsocket.Close();\nConsole.WriteLine(int.Parse(\"3\"));\nbatch.Release();", "'Parse' throws at line 14" },
        { "DEVMEM001", "var batch = socket.Receive(linear);\ntry\n{\n    if (n == 0)\n        throw new InvalidOperationException();\n}\ncatch (InvalidOperationException)\n{\n    n++;\n    throw;\n}\nbatch.Release();", "when 'n == 0' is true at line 15 and what was caught is thrown on at line 21" },
        { "DEVMEM001", "var batch = socket.Receive(linear);\ntry\n{\n    if (n == 0)\n        throw new InvalidOperationException();\n}\ncatch (InvalidOperationException)\n{\n    throw;\n}\nbatch.Release();", "when 'n == 0' is true at line 15 and what was caught is thrown on at line 20" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_decision_and_the_exit_are_named(string id, string lines, string end)
    {
        var header = id == "DEVMEM001" ? "//# devmem.exceptions = none\n" : "";
        var found = await Diagnosed.OfAsync(id, $"static void M(DevmemSocket socket, byte[] linear, int n, bool ok)\n{{\n{lines}\n}}", header);
        var shift = header.Length > 0 ? 1 : 0;
        Assert.EndsWith(end, string.Join("\n", found.Select(each => Renumbered(each.Message(), shift))));
    }

    private static string Renumbered(string message, int shift) =>
        System.Text.RegularExpressions.Regex.Replace(message, @"(?<=at line )\d+", line => (int.Parse(line.Value) - shift).ToString());
}
