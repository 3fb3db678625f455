using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>
/// Turns the compiler's control-flow graph of one body into a flow program. This part walks blocks; the others lower branches, exceptions, values and calls.
/// Blocks wait in a queue instead of on the stack, so that no body is too deep.
/// </summary>
internal sealed partial class BodyLowerer
{
    private readonly ProgramBuilder _builder = new();
    private readonly Queue<(Frame Frame, Context Context, BasicBlock Block, int Target)> _waiting = new();
    private readonly Ownership _ownership;
    private readonly CancellationToken _cancellation;
    private readonly HashSet<SyntaxNode> _inlined = [];
    private Frame _frame = null!;
    private Context _context = null!;
    private BasicBlock _block = null!;

    private readonly bool _isProbe;

    private BodyLowerer(Ownership ownership, bool isProbe, CancellationToken cancellation)
    {
        _isProbe = isProbe;
        _ownership = ownership;
        _cancellation = cancellation;
    }

    /// <summary>Lowers a body.</summary>
    /// <param name="graph">The graph of the body.</param>
    /// <param name="owner">The method that it is the body of, if it is one's.</param>
    /// <param name="ownership">What methods and types mean.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="BodyTooLargeException">The program would be too large to solve.</exception>
    public static LoweredBody Lower(ControlFlowGraph graph, ISymbol owner, Ownership ownership, CancellationToken cancellation) =>
        Lower(graph, owner, ownership, isProbe: false, cancellation);

    /// <summary>Lowers a body so that the solver's observations tell what becomes of its parameters and what it returns.</summary>
    public static LoweredBody LowerProbe(ControlFlowGraph graph, IMethodSymbol method, Ownership ownership, CancellationToken cancellation) =>
        Lower(graph, method, ownership, isProbe: true, cancellation);

    private static LoweredBody Lower(ControlFlowGraph graph, ISymbol owner, Ownership ownership, bool isProbe, CancellationToken cancellation)
    {
        var lowerer = new BodyLowerer(ownership, isProbe, cancellation);
        lowerer.FollowMembers(owner);
        lowerer.LowerRoot(graph, owner);
        var body = lowerer.Built(owner);
        return isProbe ? body with { Program = body.Program with { Watched = GivenTo(body) } } : body;
    }

    /// <summary>The sites at which something comes in.</summary>
    private static HashSet<int> GivenTo(LoweredBody body) => [.. Enumerable.Range(0, body.Sites.Count).Where(site => body.Sites[site].Via is IParameterSymbol or INamedTypeSymbol)];

    private void LowerRoot(ControlFlowGraph graph, ISymbol owner)
    {
        var method = owner as IMethodSymbol;
        var entry = _builder.NewBlock();
        var returns = _builder.NewBlock();
        var throws = _builder.NewBlock();
        var origin = _builder.Origin(graph.OriginalOperation.Syntax);
        _frame = new Frame(graph, method, null, _builder.NewPlace(), returns, _ => throws);
        _context = _frame.Root;
        var root = _frame;
        _block = graph.Blocks[0];
        FindCaptures(graph);
        _builder.Current = entry;
        if (_isProbe)
            ProbeParameters(method!, origin);
        else
            LowerParameters(method, origin);
        EnterMembers(method, origin);
        _builder.End(new Goto(_hasNoBody ? returns : BlockFor(_frame, _frame.Root, graph.Blocks[0])));
        LowerWaiting();
        (_frame, _context) = (root, root.Root);
        LowerReturn(returns, method, origin);
        _builder.Current = throws;
        if (_isProbe)
            ProbeThrow(method!, origin);
        HandOverOuter(origin);
        KeepMembers(origin, member => !IsMadeBy(owner, member));
        _builder.End(new Exit(origin, ExitKind.Throw));
    }

    private void LowerWaiting()
    {
        while (_waiting.Count > 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            (_frame, _context, _block, _builder.Current) = _waiting.Dequeue();
            _builder.Call = _frame.Call;
            LowerBlock();
        }

        _builder.Call = -1;
    }

    /// <summary>The program's block for a block of the graph in a context; it is lowered later if it is new.</summary>
    private int BlockFor(Frame frame, Context context, BasicBlock block)
    {
        context = context.Holding(block.Ordinal);
        if (!frame.Blocks.TryGetValue((block.Ordinal, context), out var target))
        {
            target = _builder.NewBlock();
            frame.Blocks.Add((block.Ordinal, context), target);
            _waiting.Enqueue((frame, context, block, target));
        }

        return target;
    }

    private void LowerBlock()
    {
        foreach (var operation in _block.Operations)
        {
            LowerStatement(operation);
            EndStatement(operation);
        }

        if (_block.ConditionalSuccessor is { } conditional)
            LowerBranch(conditional, _block.FallThroughSuccessor!);
        else if (_block.FallThroughSuccessor is { } next)
            LowerSuccessor(next);
        else
            _builder.End(new Goto(_frame.ReturnTarget));
    }

    private void LowerBranch(ControlFlowBranch conditional, ControlFlowBranch next)
    {
        var value = _block.BranchValue!;
        var condition = LowerToPlace(value);
        EndStatement(value, except: condition);
        var (onCondition, otherwise) = (Follow(conditional), Follow(next));
        var (whenTrue, whenFalse) = _block.ConditionKind == ControlFlowConditionKind.WhenTrue ? (onCondition, otherwise) : (otherwise, onCondition);
        foreach (var (sequence, isWhole) in _frame.Loops.SteppedBy(value))
        {
            var loop = _builder.Origin(value.Syntax);
            whenTrue = Before(whenTrue, new Cursor(loop, PlaceOf(sequence), CursorStep.Next));
            if (isWhole)
                whenFalse = Before(whenFalse, new Cursor(loop, PlaceOf(sequence), CursorStep.End));
        }

        foreach (var sequence in _frame.Loops.PassedBy(value))
            whenFalse = Before(whenFalse, new Cursor(_builder.Origin(value.Syntax), PlaceOf(sequence), CursorStep.End));
        foreach (var sequence in _frame.Loops.Counted.EmptiedBy(value))
            whenFalse = Before(whenFalse, new Cursor(_builder.Origin(value.Syntax), PlaceOf(sequence), CursorStep.Empty));
        _builder.End(new Branch(IsCompilersOwn(value) ? -1 : _builder.Origin(value.Syntax), condition, whenTrue, whenFalse));
    }

    /// <summary>Before a `using` or a `foreach` disposes of what it holds, the compiler asks whether there is anything: nobody decided that, so no path tells of it.</summary>
    private static bool IsCompilersOwn(IOperation value) => value is IIsNullOperation { IsImplicit: true }
        && (value.Syntax is VariableDeclaratorSyntax || value.Syntax.Parent is UsingStatementSyntax or CommonForEachStatementSyntax)
        || value is ILocalReferenceOperation { IsImplicit: true } && value.Syntax.Parent is LockStatementSyntax;

    private void LowerSuccessor(ControlFlowBranch next)
    {
        switch (next.Semantics)
        {
            case ControlFlowBranchSemantics.Return when _block.BranchValue is { } value:
                var result = LowerValue(value);
                if (result >= 0)
                    AssignWhole(value.Syntax, _frame.ReturnPlace, result);
                else
                    _builder.Emit(new AssignUnknown(_builder.Origin(value.Syntax), _frame.ReturnPlace));
                EndStatement(value);
                _builder.End(new Goto(Follow(next)));
                break;
            case ControlFlowBranchSemantics.Throw:
                LowerThrow(_block.BranchValue);
                break;
            case ControlFlowBranchSemantics.Rethrow:
                Leave(RethrowSyntax(), Rethrown(_block.EnclosingRegion), byCall: false);
                break;
            case ControlFlowBranchSemantics.StructuredExceptionHandling:
                _builder.End(new Goto(_context.Holding(_block.Ordinal).Continuation));
                break;
            case ControlFlowBranchSemantics.ProgramTermination or ControlFlowBranchSemantics.Error:
                _builder.End(new Exit(-1, ExitKind.Halt));
                break;
            default:
                if (next.Destination is null)
                    _builder.End(new Exit(-1, ExitKind.Halt));
                else
                    _builder.End(new Goto(Follow(next)));
                break;
        }
    }

    private void LowerThrow(IOperation? exception)
    {
        var type = exception is null ? null : StaticTypeOf(exception);
        var syntax = exception?.Syntax ?? LastSyntax();
        if (type?.Name == "SwitchExpressionException")
        {
            // No arm matches: the compiler's own safety net, not a way that the program goes.
            _builder.End(new Exit(-1, ExitKind.Halt));
            return;
        }

        if (exception is not null)
        {
            LowerValue(exception);
            EndStatement(exception);
        }

        Leave(syntax, type, byCall: false);
    }

    private void Leave(SyntaxNode syntax, ITypeSymbol? type, bool byCall)
    {
        _builder.Emit(new MayThrow(_builder.Origin(syntax), Dispatch(_frame, _context, _block.EnclosingRegion, type), byCall));
        _builder.End(new Exit(-1, ExitKind.Halt));
    }

    private static ITypeSymbol? StaticTypeOf(IOperation exception)
    {
        while (exception is IConversionOperation { IsImplicit: true } conversion)
            exception = conversion.Operand;
        return exception.Type;
    }

    private SyntaxNode LastSyntax() => _block.Operations.LastOrDefault()?.Syntax ?? _frame.Graph.OriginalOperation.Syntax;

    private void LowerReturn(int returns, IMethodSymbol? method, int origin)
    {
        _builder.Current = returns;
        if (_isProbe)
            ProbeExit(method!, origin);
        // What is only lent may be what the object keeps: that is the object's before it is shown.
        var promise = method is null ? Promise.None : _ownership.ResultPromiseOf(method);
        if (promise == Promise.NotOwning)
            KeepMembers(origin, _ => true);
        HandOut(_frame.ReturnPlace, promise, origin);
        foreach (var parameter in method?.Parameters.Where(parameter => parameter.RefKind is RefKind.Out or RefKind.Ref) ?? [])
            HandOut(PlaceOf(parameter), parameter.RefKind == RefKind.Out ? _ownership.PromiseOf(parameter) : Promise.None, origin);
        HandOverOuter(origin);
        KeepMembers(origin, _ => true, isReturn: true);
        _builder.End(new Exit(origin, ExitKind.Return));
    }

    private void HandOut(int place, Promise promise, int origin)
    {
        var kind = promise switch { Promise.Owning => TransferKind.Promised, Promise.NotOwning => TransferKind.Lent, _ => TransferKind.Returned };
        EmitParts(place, part => _builder.Emit(new Transfer(origin, part, kind)));
    }

    private void LowerParameters(IMethodSymbol? method, int origin)
    {
        foreach (var parameter in method is null ? [] : method.ContainingType?.ExtensionParameter is { } extended ? method.Parameters.Add(extended) : method.Parameters)
        {
            NameMemory(parameter, origin);
            LowerParameter(parameter, origin);
        }
    }

    private void LowerParameter(IParameterSymbol parameter, int origin)
    {
        if (parameter.Type.SpecialType == SpecialType.System_Boolean)
            _builder.Emit(new AssignUnknown(origin, PlaceOf(parameter), 0, 1));
        if (parameter.RefKind == RefKind.Out || !_ownership.Handles.MayHold(parameter.Type))
            return;
        var promise = _ownership.PromiseOf(parameter);
        if (promise is Promise.Owning or Promise.Releases && IsFollowedCollection(parameter.Type))
            ElementsOf(parameter, SyntaxOf(parameter), origin, ArrivalKind.OwnedParameter);
        if (_ownership.Handles.CarriedBy(parameter.Type) is { } handle)
            Arrives(parameter, handle, promise, origin);
    }

    /// <summary>Whether the body itself shows that it keeps what it gets.</summary>
    private bool IsKept(IParameterSymbol parameter) => parameter.ContainingSymbol is IMethodSymbol method && method.MethodKind is not (MethodKind.AnonymousFunction or MethodKind.LocalFunction)
        && _ownership.Methods.Of(method).Arguments[parameter.Ordinal].Effect is Effect.Take or Effect.Store;

    private static bool MayBeNothing(ITypeSymbol type) => type.IsValueType || type.NullableAnnotation != NullableAnnotation.NotAnnotated;

    /// <summary>A parameter brings a handle, which is this body's to end, or is not.</summary>
    private void Arrives(IParameterSymbol parameter, HandleType handle, Promise promise, int origin)
    {
        var owned = promise is Promise.Owning or Promise.Releases || (_isLife && IsKept(parameter));
        var syntax = SyntaxOf(parameter);
        var info = new SiteInfo(syntax, handle, owned ? ArrivalKind.OwnedParameter : ArrivalKind.Borrowed) { Via = parameter, Variable = parameter };
        var site = _builder.SiteAt(syntax, parameter.Ordinal, owned ? SiteKind.Owned : IsLent(parameter, promise) ? SiteKind.Lent : SiteKind.Borrowed, info);
        Acquired(new Acquire(origin, PlaceOf(parameter), site, Pending: HandleTypes.IsPromise(parameter.Type)), parameter.Type);
    }

    private SyntaxNode SyntaxOf(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation) ?? _frame.Graph.OriginalOperation.Syntax;

    /// <summary>Whether the body must not end it: by an attribute, or because callers see only a base that says nothing, and so borrows.</summary>
    private static bool IsLent(IParameterSymbol parameter, Promise promise) => promise == Promise.NotOwning
        || (promise == Promise.None && parameter is { RefKind: RefKind.None or RefKind.In, ContainingSymbol: IMethodSymbol { IsStatic: false } method } && Promises.IsCalledThroughBase(method, parameter.Ordinal));

    /// <summary>A parameter may be null or default unless its type says no.</summary>
    private void Acquired(Acquire acquire, ITypeSymbol type)
    {
        if (!MayBeNothing(type))
        {
            _builder.Emit(acquire);
            return;
        }

        var (some, none, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Choice(acquire.Origin, [some, none]), some);
        _builder.Emit(acquire);
        _builder.Continue(new Goto(join), none);
        _builder.Emit(new AssignConstant(acquire.Origin, acquire.Target, 0));
        _builder.Continue(new Goto(join), join);
    }
}
