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

/// <summary>Which modes an expression can be: what its variables, fields and parameters are ever given in the compilation.</summary>
internal sealed class ModeValues
{
    private const int Deepest = 8;

    private readonly Compilation _compilation;
    private readonly Bodies _bodies;

    public ModeValues(Compilation compilation, Bodies bodies)
    {
        _compilation = compilation;
        _bodies = bodies;
    }

    public ModeSet Of(IOperation value) => Of(value, ImmutableHashSet.Create<ISymbol>(SymbolEqualityComparer.Default));

    private ModeSet Of(IOperation value, ImmutableHashSet<ISymbol> asked)
    {
        if (value.ConstantValue is { HasValue: true, Value: { } constant })
            return ModeSet.Of(Convert.ToInt64(constant));
        return value switch
        {
            IConversionOperation conversion => Of(conversion.Operand, asked),
            IParenthesizedOperation parenthesized => Of(parenthesized.Operand, asked),
            IConditionalOperation { WhenFalse: { } otherwise } conditional => ModeSet.OneOf([Of(conditional.WhenTrue, asked), Of(otherwise, asked)]),
            ISwitchExpressionOperation choice => ModeSet.OneOf(choice.Arms.Select(arm => Of(arm.Value, asked))),
            ICoalesceOperation coalesce => ModeSet.OneOf([Of(coalesce.Value, asked), Of(coalesce.WhenNull, asked)]),
            ILocalReferenceOperation local => Once(local.Local, asked, OfLocal, local),
            IParameterReferenceOperation parameter => Once(parameter.Parameter, asked, OfParameter, parameter),
            IFieldReferenceOperation field => Once(field.Field, asked, OfField, field),
            IPropertyReferenceOperation property => Once(property.Property, asked, OfProperty, property),
            IInvocationOperation call => Once(call.TargetMethod, asked, OfResult, call),
            _ => ModeSet.Open,
        };
    }

    private static ModeSet Once<T>(ISymbol symbol, ImmutableHashSet<ISymbol> asked, Func<T, ImmutableHashSet<ISymbol>, ModeSet> answer, T reference) =>
        asked.Count >= Deepest || asked.Contains(symbol) ? ModeSet.Open : answer(reference, asked.Add(symbol));

    private ModeSet OfLocal(ILocalReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        IOperation root = reference;
        while (root.Parent is not null)
            root = root.Parent;
        var values = new List<ModeSet>();
        foreach (var operation in root.DescendantsAndSelf())
        {
            if (operation is IVariableDeclaratorOperation declarator && SymbolEqualityComparer.Default.Equals(declarator.Symbol, reference.Local) && declarator.GetVariableInitializer() is { } initializer)
                values.Add(Of(initializer.Value, asked));
            else if (operation is ILocalReferenceOperation other && SymbolEqualityComparer.Default.Equals(other.Local, reference.Local) && Written(other, asked) is { } written)
                values.Add(written);
        }

        return ModeSet.OneOf(values);
    }

    /// <summary>What is written into the variable where it stands; null: it is only read there.</summary>
    private ModeSet? Written(IOperation reference, ImmutableHashSet<ISymbol> asked) => reference.Parent switch
    {
        ISimpleAssignmentOperation assignment when assignment.Target == reference => Of(assignment.Value, asked),
        ICoalesceAssignmentOperation assignment when assignment.Target == reference => Of(assignment.Value, asked),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } => ModeSet.Open,
        ICompoundAssignmentOperation assignment when assignment.Target == reference => ModeSet.Open,
        IIncrementOrDecrementOperation or IDeclarationExpressionOperation or IAddressOfOperation or ITupleOperation { Parent: IDeconstructionAssignmentOperation } => ModeSet.Open,
        _ => null,
    };

    private ModeSet OfParameter(IParameterReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        var parameter = reference.Parameter;
        if (parameter.RefKind is RefKind.Ref or RefKind.Out || parameter.ContainingSymbol is not IMethodSymbol method)
            return ModeSet.Open;
        var callers = new List<(ModeSet, SyntaxNode)>();
        foreach (var (arguments, syntax) in CallsOf(method))
        {
            if (arguments is not { } passed)
                return ModeSet.Open;
            if (passed.FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal) is { } argument)
                callers.Add((Of(argument.Value, asked), syntax));
        }

        return ModeSet.OfCallers(callers);
    }

    /// <summary>The calls of a method of this compilation with what they pass; null arguments: something else is done with it, so that not all calls are seen.</summary>
    private IEnumerable<(ImmutableArray<IArgumentOperation>? Arguments, SyntaxNode Syntax)> CallsOf(IMethodSymbol method)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor or MethodKind.LocalFunction) || method.IsVirtual || method.IsOverride || method.IsAbstract)
        {
            yield return (null, null!);
            yield break;
        }

        foreach (var (operation, syntax) in method.MethodKind == MethodKind.Constructor ? Creations() : Mentions(method.Name))
        {
            switch (operation)
            {
                case IInvocationOperation call when Is(call.TargetMethod, method):
                    yield return (call.Arguments, syntax);
                    break;
                case IObjectCreationOperation creation when Is(creation.Constructor, method):
                    yield return (creation.Arguments, syntax);
                    break;
                case IMethodReferenceOperation group when Is(group.Method, method):
                    yield return (null, syntax);
                    break;
            }
        }
    }

    private static bool Is(IMethodSymbol? called, IMethodSymbol method) =>
        called is not null && SymbolEqualityComparer.Default.Equals((called.ReducedFrom ?? called).OriginalDefinition, method.OriginalDefinition);

    private IEnumerable<(IOperation? Operation, SyntaxNode Syntax)> Creations()
    {
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax)
                    yield return (_bodies.ModelOf(tree).GetOperation(node), node);
            }
        }
    }

    /// <summary>What stands where a name is mentioned: the reference, or the call of it.</summary>
    private IEnumerable<(IOperation? Operation, SyntaxNode Syntax)> Mentions(string name)
    {
        foreach (var tree in _compilation.SyntaxTrees)
        {
            foreach (var mention in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>().Where(each => each.Identifier.ValueText == name))
            {
                SyntaxNode node = mention.Parent is MemberAccessExpressionSyntax access && access.Name == mention ? access : mention.Parent is MemberBindingExpressionSyntax binding ? binding : mention;
                node = node.Parent is InvocationExpressionSyntax call && call.Expression == node ? call : node;
                yield return (_bodies.ModelOf(tree).GetOperation(node), node);
            }
        }
    }

    private ModeSet OfField(IFieldReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        var field = reference.Field;
        var isSettable = !field.IsReadOnly && field.DeclaredAccessibility is not Accessibility.Private;
        return isSettable || field.DeclaringSyntaxReferences.IsEmpty ? ModeSet.Open : OfMember(field, asked);
    }

    private ModeSet OfProperty(IPropertyReferenceOperation reference, ImmutableHashSet<ISymbol> asked)
    {
        var property = reference.Property;
        if (property.DeclaringSyntaxReferences.IsEmpty || property.IsVirtual || property.IsAbstract || property.IsOverride)
            return ModeSet.Open;
        if (property.GetMethod is { } getter && _bodies.Of(getter) is { } body && body.Any(root => root.DescendantsAndSelf().OfType<IReturnOperation>().Any()))
            return OfReturns(body, asked);
        return property.SetMethod is { DeclaredAccessibility: not Accessibility.Private } ? ModeSet.Open : OfMember(property, asked);
    }

    /// <summary>All that a field or a property without a body of its own is given.</summary>
    private ModeSet OfMember(ISymbol member, ImmutableHashSet<ISymbol> asked)
    {
        var values = new List<ModeSet>();
        foreach (var syntax in member.DeclaringSyntaxReferences.Select(each => each.GetSyntax()))
        {
            var initializer = syntax switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax property => property.Initializer, _ => null };
            if (initializer is not null)
                values.Add(_bodies.ModelOf(syntax.SyntaxTree).GetOperation(initializer.Value) is { } value ? Of(value, asked) : ModeSet.Open);
            else if (syntax is ParameterSyntax)
                values.Add(ModeSet.Open);
        }

        foreach (var (operation, _) in Mentions(member.Name))
        {
            if (operation is IMemberReferenceOperation reference && SymbolEqualityComparer.Default.Equals(reference.Member.OriginalDefinition, member.OriginalDefinition) && Written(reference, asked) is { } written)
                values.Add(written);
        }

        // What is never written is 0.
        return values.Count == 0 ? ModeSet.Of(0) : ModeSet.OneOf(values);
    }

    private ModeSet OfResult(IInvocationOperation call, ImmutableHashSet<ISymbol> asked)
    {
        var method = call.TargetMethod;
        return method.IsVirtual || method.IsAbstract || method.IsOverride || _bodies.Of(method) is not { } body ? ModeSet.Open : OfReturns(body, asked);
    }

    private ModeSet OfReturns(IReadOnlyList<IOperation> body, ImmutableHashSet<ISymbol> asked) =>
        ModeSet.OneOf(body.SelectMany(root => root.DescendantsAndSelf()).OfType<IReturnOperation>().Select(each => each.ReturnedValue is { } value ? Of(value, asked) : ModeSet.Open));
}
