using System.Threading.Tasks;

namespace Devmem.Analyzers.Tests.Rules;

/// <summary>What an order message says of the handle that ends too late. The first line of the body is line 13.</summary>
public class OrderMessageTests
{
    [Theory]
    [InlineData("var socket = binding.Attach(raw);\nbinding.Unbind();\nsocket.Close();", "it is closed only at line 15")]
    [InlineData("using var socket = binding.Attach(raw);\nbinding.Unbind();", "it is closed only where its 'using' of line 13 ends")]
    public async Task The_late_end_is_named(string lines, string end)
    {
        var found = await Diagnosed.OfAsync("DEVMEM002", $"static void M(RxBinding binding, System.Net.Sockets.Socket raw)\n{{\n{lines}\n}}", "//# devmem.exceptions = none\n");
        Assert.EndsWith(end, Assert.Single(found).Message());
    }
}
