using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Nodes of linked lists: another name for the element in them. A walk from the first node on, or from the last back, is an enumeration.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>A member of a list that brings a node, or one of a node; -1: it is neither.</summary>
    private int LowerNodeMember(IPropertyReferenceOperation property, int receiver)
    {
        if (Collections.Of(property.Property) is CollectionMember.PeekFront or CollectionMember.PeekBack)
            return StepToNode(property, receiver, isFirst: true);
        if (property.Instance?.Type is not INamedTypeSymbol { Name: "LinkedListNode" } node || !Collections.IsFramework(node))
            return -1;
        return property.Property.Name switch
        {
            "Value" => receiver,
            "Next" or "Previous" when ListOf(property.Instance) is { } list => StepToNode(property, PlaceOf(list), isFirst: false),
            _ => -1,
        };
    }

    /// <summary>The node that a walk comes to, or null where there is none.</summary>
    private int StepToNode(IPropertyReferenceOperation property, int list, bool isFirst)
    {
        var (target, origin) = (NewTemporary(property.Type), _builder.Origin(property.Syntax));
        var (found, none, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Choice(-1, [found, none]), found);
        if (isFirst)
            _builder.Emit(new Cursor(origin, list, CursorStep.Start));
        _builder.Emit(new Cursor(origin, list, CursorStep.Next));
        EmitPeek(property, target, property.Type, list, ElementKind.AtCursor, memory: isFirst ? MemoryOfNext(property.Instance) : -1);
        _builder.Continue(new Goto(join), none);
        _builder.Emit(new Cursor(origin, list, isFirst ? CursorStep.Empty : CursorStep.End));
        _builder.Emit(new AssignConstant(origin, target, 0));
        _builder.Continue(new Goto(join), join);
        return target;
    }

    /// <summary>The list that a variable walks through: all that it is ever set to is an end of that list, or a node beside its own.</summary>
    private ISymbol? ListOf(IOperation node)
    {
        if (CursorLoop.SymbolOf(Unwrapped(node)) is not { } walker)
            return null;
        var lists = _frame.Graph.OriginalOperation.Descendants().Select(operation => operation switch
        {
            IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, walker) => declarator.GetVariableInitializer()?.Value,
            IAssignmentOperation { Target: { } target, Value: { } value } when SymbolEqualityComparer.Default.Equals(CursorLoop.SymbolOf(target), walker) => value,
            _ => null,
        }).OfType<IPropertyReferenceOperation>().Where(value => value.Property.Name is "First" or "Last").Select(value => CursorLoop.SymbolOf(value.Instance!)).ToList();
        return lists.Count > 0 && lists.TrueForAll(list => SymbolEqualityComparer.Default.Equals(list, lists[0])) ? lists[0] : null;
    }
}
