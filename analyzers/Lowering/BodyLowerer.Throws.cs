using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Where an exception may come from, and where an iterator may be left.</summary>
internal sealed partial class BodyLowerer
{
    private int DispatchHere(ITypeSymbol? type) => Dispatch(_frame, _context, _block.EnclosingRegion, type);

    /// <summary>An exception may come from here.</summary>
    private void MayThrowAt(SyntaxNode syntax, ITypeSymbol? type = null)
    {
        if (_ownership.CallsThrow)
            _builder.Emit(new MayThrow(_builder.Origin(syntax), DispatchHere(type)));
    }

    /// <summary>The exceptions of a callee may come from here, some of them with one value of an argument alone.</summary>
    private void MayThrowAt(SyntaxNode syntax, Thrown thrown, int[] arguments)
    {
        foreach (var kind in thrown.Kinds)
        {
            if (kind.Guard is not { } guard || arguments[guard.Ordinal] < 0)
            {
                MayThrowAt(syntax, kind.Type);
                continue;
            }

            var (throws, next) = (_builder.NewBlock(), _builder.NewBlock());
            _builder.Continue(new Branch(-1, arguments[guard.Ordinal], guard.WhenNothing ? next : throws, guard.WhenNothing ? throws : next), throws);
            MayThrowAt(syntax, kind.Type);
            _builder.Continue(new Exit(-1, ExitKind.Halt), next);
        }
    }

    private void LowerYield(IReturnOperation yield)
    {
        var value = LowerValue(yield.ReturnedValue);
        var origin = _builder.Origin(yield.Syntax);
        if (value >= 0 && _isProbe && _frame.Caller is null)
            EmitParts(value, part => _builder.Emit(new Observe(origin, part, YieldKey, _frame.ReturnPlace)));
        if (value >= 0)
            EmitParts(value, part => _builder.Emit(new Transfer(origin, part, TransferKind.Returned)));
        ForgetWritten(null, yield.Syntax);
        var next = _builder.NewBlock();
        _builder.Continue(new Choice(origin, [next, Abandoned(_frame, _context, _block.EnclosingRegion, yield.Syntax)]), next);
    }
}
