using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Which numbers an expression can be: what its variables, fields and parameters are ever given in the compilation.</summary>
internal sealed class KnownValues
{
    private const int Deepest = 8;

    private readonly Bodies _bodies;
    private readonly CallSites _calls;

    public KnownValues(Bodies bodies, CallSites calls)
    {
        _bodies = bodies;
        _calls = calls;
    }

    public ValueSet Of(IOperation value) => Of(value, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));

    private ValueSet Of(IOperation value, ImmutableHashSet<ISymbol> asked)
    {
        if (value.ConstantValue is { HasValue: true, Value: { } constant })
            return constant is IConvertible and not (string or float or double or decimal or ulong) ? ValueSet.Of(Convert.ToInt64(constant)) : ValueSet.Open;
        return value switch
        {
            IConversionOperation conversion => Of(conversion.Operand, asked),
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, asked),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => ValueSet.OneOf([Of(conditional.WhenTrue, asked), Of(otherwise, asked)]),
            ISwitchExpressionOperation choice => ValueSet.OneOf(choice.Arms.Select(arm => Of(arm.Value, asked))),
            ICoalesceOperation coalesce => ValueSet.OneOf([Of(coalesce.Value, asked), Of(coalesce.WhenNull, asked)]),
            IBinaryOperation binary => OfBinary(binary, asked),
            ILocalReferenceOperation local => Once(local.Local, asked, OfLocal, local),
            IParameterReferenceOperation parameter => Once(parameter.Parameter, asked, OfParameter, parameter),
            IFieldReferenceOperation field => Once(field.Field, asked, OfField, field),
            IPropertyReferenceOperation property => Once(property.Property, asked, OfProperty, property),
            IInvocationOperation call => Once(call.TargetMethod, asked, OfResult, call),
            _ => ValueSet.Open,
        };
    }

    private ValueSet OfBinary(IBinaryOperation binary, ImmutableHashSet<ISymbol> asked)
    {
        Func<long, long, long>? combine = binary.OperatorKind switch
        {
            BinaryOperatorKind.Or => (left, right) => left | right,
            BinaryOperatorKind.ExclusiveOr => (left, right) => left ^ right,
            BinaryOperatorKind.And => (left, right) => left & right,
            BinaryOperatorKind.Add => (left, right) => unchecked(left + right),
            BinaryOperatorKind.Subtract => (left, right) => unchecked(left - right),
            BinaryOperatorKind.Multiply => (left, right) => unchecked(left * right),
            BinaryOperatorKind.LeftShift => (left, right) => left << (int)right,
            BinaryOperatorKind.RightShift => (left, right) => left >> (int)right,
            _ => null,
        };
        return combine is null ? ValueSet.Open : Of(binary.LeftOperand, asked).With(Of(binary.RightOperand, asked), combine, binary.OperatorKind is BinaryOperatorKind.Or);
    }

    private static ValueSet Once<T>(ISymbol symbol, ImmutableHashSet<ISymbol> asked, Func<T, ImmutableHashSet<ISymbol>, ValueSet> answer, T reference) =>
        asked.Count >= Deepest || asked.Contains(symbol) ? ValueSet.Open : answer(reference, asked.Add(symbol));

    private ValueSet OfLocal(ILocalReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        IOperation root = reference;
        while (root.Parent is not null)
            root = root.Parent;
        var writes = new List<(SyntaxNode Syntax, ValueSet Value)>();
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (InitializerOf(operation, reference.Local) is { } initializer)
                writes.Add((operation.Syntax, Of(initializer, asked)));
            else if (operation is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, reference.Local) && Written(other, asked) is { } written)
                writes.Add((other.Parent is ISimpleAssignmentOperation ? other.Parent.Syntax : other.Syntax, written));
        }

        return ValueSet.OneOf(Reaching(writes, reference.Syntax).Select(write => write.Value));
    }

    private static IOperation? InitializerOf(IOperation operation, ILocalSymbol local) =>
        operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, local) ? declarator.GetVariableInitializer()?.Value : null;

    /// <summary>What a local is made with, where nothing else is ever written into it.</summary>
    public IOperation? OnlyValueOf(ILocalReferenceOperation reference)
    {
        IOperation root = reference;
        while (root.Parent is not null)
            root = root.Parent;
        var asked = ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default, reference.Local);
        var isWritten = root.DescendantsAndSelf().Any(each => each is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, reference.Local) && Written(other, asked) is not null);
        return isWritten ? null : root.DescendantsAndSelf().Select(each => InitializerOf(each, reference.Local)).FirstOrDefault(each => each is not null);
    }

    /// <summary>The writes that can be seen where the variable is read: the last one that every way there passes, and those after it; in a loop, also those further down.</summary>
    private static IEnumerable<(SyntaxNode Syntax, ValueSet Value)> Reaching(List<(SyntaxNode Syntax, ValueSet Value)> writes, SyntaxNode read)
    {
        var last = writes.FindLastIndex(write => write.Syntax.SpanStart < read.SpanStart && IsPassed(write.Syntax, read));
        if (last < 0)
            return writes;
        var loop = read.Ancestors().LastOrDefault(IsLoopOrFunction);
        return writes.Where((write, i) => i == last
            || (i > last && write.Syntax.SpanStart < read.SpanStart)
            || (write.Syntax.SpanStart > read.SpanStart && loop is not null && loop.Span.Contains(write.Syntax.Span) && (!loop.Span.Contains(writes[last].Syntax.Span) || IsFunction(loop))));
    }

    /// <summary>Whether the write is a statement of a block around what is read, or of its `for`, so that control comes by it.</summary>
    private static bool IsPassed(SyntaxNode write, SyntaxNode read)
    {
        var statement = write.FirstAncestorOrSelf<StatementSyntax>();
        return statement is LocalDeclarationStatementSyntax or ExpressionStatementSyntax && statement.Parent is { } block && block.Span.Contains(read.Span)
            && (statement is LocalDeclarationStatementSyntax || statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } && assignment == write)
            && !read.AncestorsAndSelf().TakeWhile(node => node != block).Any(IsFunction);
    }

    private static bool IsLoopOrFunction(SyntaxNode node) => IsFunction(node) || node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax;

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    /// <summary>What is written into the variable where it stands; null: it is only read there.</summary>
    private ValueSet? Written(IOperation reference, ImmutableHashSet<ISymbol> asked) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => Of(assignment.Value, asked),
        ICoalesceAssignmentOperation assignment when assignment.Target == reference => Of(assignment.Value, asked),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => ValueSet.Open,
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Or } assignment when assignment.Target == reference => ValueSet.OneOf([Of(assignment.Value, asked), ValueSet.Open]),
        ICompoundAssignmentOperation assignment when assignment.Target == reference => ValueSet.Open,
        IIncrementOrDecrementOperation or IDeclarationExpressionOperation or IAddressOfOperation or ITupleOperation { Parent: IDeconstructionAssignmentOperation } => ValueSet.Open,
        _ => null,
    };

    private ValueSet OfParameter(IParameterReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        var parameter = reference.Parameter;
        if (parameter.RefKind is RefKind.Ref or RefKind.Out || parameter.ContainingSymbol is not IMethodSymbol method)
            return ValueSet.Open;
        var callers = new List<(ValueSet, SyntaxNode)>();
        foreach (var (call, syntax) in _calls.Of(method))
        {
            if (CallSites.ArgumentsOf(call) is not { } passed)
                return ValueSet.Open;
            if (passed.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } argument)
                callers.Add((Of(argument.Value, asked), syntax));
        }

        return ValueSet.OfCallers(callers);
    }

    private ValueSet OfField(IFieldReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        var field = reference.Field;
        var isSettable = !field.IsReadOnly && field.DeclaredAccessibility is not Accessibility.Private;
        return isSettable || field.DeclaringSyntaxReferences.IsEmpty ? ValueSet.Open : OfMember(field, asked);
    }

    private ValueSet OfProperty(IPropertyReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        var property = reference.Property;
        if (property.DeclaringSyntaxReferences.IsEmpty || property.IsVirtual || property.IsAbstract || property.IsOverride)
            return ValueSet.Open;
        if (property.GetMethod is { } getter && _bodies.Of(getter) is { } body && body.Any(root => root.DescendantsAndSelf().OfType<IReturnOperation>().Any()))
            return OfReturns(body, asked);
        return property.SetMethod is { DeclaredAccessibility: not Accessibility.Private } ? ValueSet.Open : OfMember(property, asked);
    }

    /// <summary>All that a field or a property without a body of its own is given.</summary>
    private ValueSet OfMember(ISymbol member, ImmutableHashSet<ISymbol> asked)
    {
        var values = new List<ValueSet>();
        foreach (var syntax in member.DeclaringSyntaxReferences.Select(each => each.GetSyntax()))
        {
            var initializer = syntax switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax property => property.Initializer, _ => null };
            if (initializer is not null)
                values.Add(_bodies.ModelOf(syntax.SyntaxTree).GetOperation(initializer.Value) is { } value ? Of(value, asked) : ValueSet.Open);
            else if (syntax is ParameterSyntax)
                values.Add(ValueSet.Open);
        }

        foreach (var (operation, _) in _calls.Mentions(member.Name))
        {
            if (operation is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member.OriginalDefinition) && Written(reference, asked) is { } written)
                values.Add(written);
        }

        // What is never written is 0.
        return values.Count == 0 ? ValueSet.Of(0) : ValueSet.OneOf(values);
    }

    private ValueSet OfResult(IInvocationOperation call, ImmutableHashSet<ISymbol> asked)
    {
        var method = call.TargetMethod;
        return method.IsVirtual || method.IsAbstract || method.IsOverride || _bodies.Of(method) is not { } body ? ValueSet.Open : OfReturns(body, asked);
    }

    private ValueSet OfReturns(IReadOnlyList<IOperation> body, ImmutableHashSet<ISymbol> asked) =>
        ValueSet.OneOf(body.SelectMany(root => root.DescendantsAndSelf()).OfType<IReturnOperation>().Select(each => each.ReturnedValue is { } value ? Of(value, asked) : ValueSet.Open));
}
