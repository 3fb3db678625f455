using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Flow;

namespace Devmem.Lowering.Tests.Support;

/// <summary>The steps of a program without their order, for tests of its shape.</summary>
internal sealed class DumpedOps(DumpedBody body)
{
    public IEnumerable<Op> All => body.Program.Blocks.SelectMany(block => block.Ops);
}
