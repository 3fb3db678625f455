using System.Linq;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Awaiting what a task or a value task brings.</summary>
internal sealed partial class BodyLowerer
{
    private int LowerAwait(IAwaitOperation await)
    {
        var promise = LowerValue(await.Operation);
        if (promise < 0 && IsDisposal(await.Operation))
            return -1;
        return AwaitPlace(await, promise);
    }

    private int AwaitPlace(IOperation operation, int promise)
    {
        var origin = _builder.Origin(operation.Syntax);
        var target = NewTemporary(operation.Type);
        if (promise < 0)
        {
            MayThrowAt(operation.Syntax);
            return -1;
        }

        // What a promise of a tuple brings has its parts already; the promise itself stays behind.
        _builder.Emit(_completed.Contains(promise) ? new Await(origin, target, promise, -1) : new Await(origin, target, promise, _ownership.CallsThrow ? DispatchHere(null) : -1));
        if (_parts.ContainsKey(promise))
            AssignWhole(operation.Syntax, target, promise);
        return target;
    }
}
