using System.Collections.Generic;
using System.Linq;

namespace Devmem.Conformance.Generating;

/// <summary>What a careless program does that a careful one never would.</summary>
internal sealed partial class Generator
{
    /// <summary>Something ends too early, or in the wrong way. What the harness lends is left alone.</summary>
    private void Mishap(Scope scope)
    {
        List<string> ways = [];
        ways.AddRange(scope.Bindings.Select(binding => $"{binding}.Unbind();"));
        ways.AddRange(scope.Sockets.Where(socket => socket is not ("socket" or "second") && !socket.Contains('.')).Select(socket => $"{socket}.Close();"));
        ways.AddRange(scope.Batches.Concat(scope.Tokens).Select(handle => $"{handle}.Release();"));
        ways.AddRange(scope.Tokens.SelectMany(token => scope.Sockets.Select(socket => $"{socket}.Release([{token}]);")));
        if (_careless == 0 || ways.Count == 0 || !Chance(0.5))
        {
            Filler(scope);
            return;
        }

        _features.Add("mishap");
        _code.Line(Pick(ways));
    }
}
