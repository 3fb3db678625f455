using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>Looks for what can throw in a body and is not caught there, with which type, and with which arguments alone.</summary>
internal sealed class ThrowFinder : OperationWalker
{
    private readonly Func<IMethodSymbol, Thrown> _thrownBy;
    private readonly Lazy<HashSet<IParameterSymbol>> _changed;
    private HashSet<ThrownKind> _found = [];
    private IReadOnlyList<ThrowGuard>? _guards;

    private ThrowFinder(IReadOnlyList<IOperation> body, Func<IMethodSymbol, Thrown> thrownBy)
    {
        _thrownBy = thrownBy;
        _changed = new Lazy<HashSet<IParameterSymbol>>(() => ArgumentTests.ChangedIn(body));
    }

    /// <summary>What comes out of a body.</summary>
    /// <param name="body">The operations of the body.</param>
    /// <param name="thrownBy">What comes out of what it calls.</param>
    public static Thrown Find(IReadOnlyList<IOperation> body, Func<IMethodSymbol, Thrown> thrownBy)
    {
        var finder = new ThrowFinder(body, thrownBy);
        foreach (var root in body)
            finder.Visit(root);
        return Thrown.Of(finder._found);
    }

    public override void Visit(IOperation? operation)
    {
        if (!_found.Contains(Thrown.Anything.Kinds[0]))
            base.Visit(operation);
    }

    public override void VisitThrow(IThrowOperation operation)
    {
        base.VisitThrow(operation);
        if (operation.Exception is not null)
            Add(ExceptionTypes.OfThrown(operation.Exception));
        else if (operation.Exception is null && Handler(operation) is { } handler)
            AddAll(handler.ExceptionType is { } type && !ExceptionTypes.IsRoot(type) ? [new ThrownKind(type, null)] : Inside(((ITryOperation)handler.Parent!).Body));
        else
            Add(null);
    }

    public override void VisitAwait(IAwaitOperation operation) => Add(null);

    public override void VisitDynamicInvocation(IDynamicInvocationOperation operation) => Add(null);

    public override void VisitInvocation(IInvocationOperation operation)
    {
        base.VisitInvocation(operation);
        AddCall(operation.TargetMethod, operation.Arguments);
    }

    public override void VisitObjectCreation(IObjectCreationOperation operation)
    {
        base.VisitObjectCreation(operation);
        AddCall(operation.Constructor, operation.Arguments);
    }

    public override void VisitPropertyReference(IPropertyReferenceOperation operation)
    {
        base.VisitPropertyReference(operation);
        var isSet = operation.Parent is IAssignmentOperation assignment && assignment.Target == operation;
        AddCall(isSet ? operation.Property.SetMethod : operation.Property.GetMethod, operation.Arguments);
    }

    public override void VisitConversion(IConversionOperation operation)
    {
        base.VisitConversion(operation);
        AddCall(operation.OperatorMethod, []);
    }

    public override void VisitBinaryOperator(IBinaryOperation operation)
    {
        base.VisitBinaryOperator(operation);
        AddCall(operation.OperatorMethod, []);
    }

    public override void VisitForEachLoop(IForEachLoopOperation operation)
    {
        base.VisitForEachLoop(operation);
        if (!Enumerations.AreFree(operation.Collection))
            Add(null);
    }

    public override void VisitConditional(IConditionalOperation operation)
    {
        Visit(operation.Condition);
        VisitGuarded(operation.WhenTrue, ArgumentTests.With(operation.Condition, true));
        VisitGuarded(operation.WhenFalse, ArgumentTests.With(operation.Condition, false));
    }

    public override void VisitCoalesce(ICoalesceOperation operation)
    {
        Visit(operation.Value);
        VisitGuarded(operation.WhenNull, ArgumentTests.WithNothing(operation.Value));
    }

    public override void VisitTry(ITryOperation operation)
    {
        AddAll(Inside(operation.Body).Where(kind => !operation.Catches.Any(handler => ExceptionTypes.IsCaught(kind.Type, handler))));
        foreach (var handler in operation.Catches)
            Visit(handler);
        Visit(operation.Finally);
    }

    // What is only declared here does not run here.
    public override void VisitAnonymousFunction(IAnonymousFunctionOperation operation)
    {
    }

    public override void VisitLocalFunction(ILocalFunctionOperation operation)
    {
    }

    /// <summary>What comes out of a part of the body.</summary>
    private IReadOnlyCollection<ThrownKind> Inside(IOperation part)
    {
        var around = _found;
        _found = [];
        Visit(part);
        (var inside, _found) = (_found, around);
        return inside;
    }

    private void VisitGuarded(IOperation? part, IReadOnlyList<ThrowGuard>? guards) => Under(guards, () => Visit(part));

    private void Under(IReadOnlyList<ThrowGuard>? guards, Action visit)
    {
        var around = _guards;
        _guards ??= guards is not null && guards.All(IsSure) ? guards : null;
        visit();
        _guards = around;
    }

    private bool IsSure(ThrowGuard guard) => !_changed.Value.Any(parameter => parameter.Ordinal == guard.Ordinal);

    private void AddCall(IMethodSymbol? method, IReadOnlyList<IArgumentOperation> arguments)
    {
        foreach (var kind in method is null ? [] : _thrownBy(method).Kinds)
        {
            if (_guards is not null || kind.Guard is not { } guard)
                Add(kind.Type);
            else
                AddGuarded(kind.Type, guard, arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == guard.Ordinal)?.Value);
        }
    }

    /// <summary>The callee throws with one value of an argument: so does this body, if it hands on an argument of its own.</summary>
    private void AddGuarded(ITypeSymbol? type, ThrowGuard guard, IOperation? argument)
    {
        if (argument is null)
            Add(type);
        else if (!ArgumentTests.IsNever(argument, guard.WhenNothing))
            Under(guard.WhenNothing ? ArgumentTests.WithNothing(argument) : ArgumentTests.WithSomething(argument), () => Add(type));
    }

    private void Add(ITypeSymbol? type) => AddAll(_guards is null ? [new ThrownKind(type, null)] : _guards.Select(guard => new ThrownKind(type, guard)));

    private void AddAll(IEnumerable<ThrownKind> kinds) => _found.UnionWith(kinds);

    private static ICatchClauseOperation? Handler(IOperation operation)
    {
        for (var each = operation.Parent; each is not null; each = each.Parent)
        {
            if (each is ICatchClauseOperation handler)
                return handler;
        }

        return null;
    }
}
