using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>A method that becomes a delegate whose type says more: it is called once as the delegate will be, so that it is seen whether it does what that promises.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>The part of a site's syntax that stands for the first argument of such a call.</summary>
    private const int AdapterPart = 200;

    private void CallAsDelegate(IOperation conversion, IMethodReferenceOperation reference)
    {
        if (_isProbe || (conversion.Type as INamedTypeSymbol)?.DelegateInvokeMethod is not { } invoke || reference.Method.Parameters.Length != invoke.Parameters.Length)
            return;
        var contract = _ownership.Methods.Of(reference.Method);
        foreach (var parameter in invoke.Parameters)
        {
            if (parameter.PromiseOf() is var promise and not Promise.None && _ownership.Handles.CarriedBy(parameter.Type) is { } handle && parameter.Ordinal < contract.Arguments.Count)
                PassAsDelegate(reference.Syntax, parameter, handle, promise, contract.Arguments[parameter.Ordinal]);
        }
    }

    private void PassAsDelegate(SyntaxNode syntax, IParameterSymbol parameter, HandleType handle, Promise promise, InContract taken)
    {
        var isOwned = promise is Promise.Owning or Promise.Releases;
        var (origin, place) = (_builder.Origin(syntax), NewTemporary(parameter.Type));
        var info = new SiteInfo(syntax, handle, isOwned ? ArrivalKind.OwnedParameter : ArrivalKind.Borrowed) { Via = parameter, Variable = parameter };
        _builder.Emit(new Acquire(origin, place, _builder.SiteAt(syntax, AdapterPart + parameter.Ordinal, isOwned ? SiteKind.Owned : SiteKind.Lent, info)));
        if (taken.When == Outcome.Always || !isOwned)
        {
            ApplyEffect(taken.Effect == Effect.FoundEmpty ? Effect.Borrow : taken.Effect, place, -1, syntax);
        }
        else
        {
            var (ended, next) = (_builder.NewBlock(), _builder.NewBlock());
            _builder.Continue(new Choice(-1, [ended, next]), ended);
            ApplyEffect(taken.Effect, place, -1, syntax);
            _builder.Continue(new Goto(next), next);
        }

        _builder.Emit(new Kill(origin, PlaceSet.Of(place), LeakExit.Return));
    }
}
