using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>What has to be known of a whole graph before its first block is lowered: captures that are written through, references, delegates in locals.</summary>
internal sealed class GraphUsage
{
    private GraphUsage()
    {
    }

    /// <summary>The locations that a capture stands for; captures of plain values are here too, and are harmless.</summary>
    public Dictionary<CaptureId, List<IOperation>> Captured { get; } = [];

    /// <summary>Captures that something is written through.</summary>
    public HashSet<CaptureId> Written { get; } = [];

    /// <summary>What a `ref` local stands for; null where it stands for several.</summary>
    public Dictionary<ISymbol, IOperation?> References { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The lambda that a delegate local holds; null where it may hold several.</summary>
    public Dictionary<ISymbol, IFlowAnonymousFunctionOperation?> Lambdas { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The method that a delegate local names; null where it may hold several.</summary>
    public Dictionary<ISymbol, IMethodReferenceOperation?> Methods { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Parameters that are assigned.</summary>
    public HashSet<ISymbol> Assigned { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Delegate locals that are used otherwise than by calling them.</summary>
    public HashSet<ISymbol> EscapingDelegates { get; } = new(SymbolEqualityComparer.Default);

    public static GraphUsage Of(ControlFlowGraph graph)
    {
        var usage = new GraphUsage();
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations)
                usage.Visit(operation);
            if (block.BranchValue is { } value)
                usage.Visit(value);
        }

        return usage;
    }

    private void Visit(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
            VisitOne(operation);
    }

    private void VisitOne(IOperation operation)
    {
        switch (operation)
        {
            case IFlowCaptureOperation capture:
                if (!Captured.TryGetValue(capture.Id, out var values))
                    Captured.Add(capture.Id, values = []);
                values.Add(capture.Value);
                break;
            case IAssignmentOperation { Target: IParameterReferenceOperation target }:
                Assigned.Add(target.Parameter);
                break;
            case IAssignmentOperation { Target: IFlowCaptureReferenceOperation target }:
                Written.Add(target.Id);
                break;
            case IIncrementOrDecrementOperation { Target: IFlowCaptureReferenceOperation target }:
                Written.Add(target.Id);
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: IFlowCaptureReferenceOperation target }:
                Written.Add(target.Id);
                break;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } assignment:
                VisitLocal(local.Local, assignment);
                break;
            case ILocalReferenceOperation { Local.Type.TypeKind: TypeKind.Delegate } local when !IsCalledOrAssigned(local):
                EscapingDelegates.Add(local.Local);
                break;
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                VisitValue(declarator.Symbol, value);
                break;
        }
    }

    private static bool IsCalledOrAssigned(ILocalReferenceOperation local) =>
        (local.Parent is IInvocationOperation call && call.Instance == local) || (local.Parent is IAssignmentOperation assignment && (assignment.Target == local || assignment.Target is IDiscardOperation));

    private void VisitLocal(ILocalSymbol local, ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
            References[local] = References.ContainsKey(local) ? null : assignment.Value;
        else
            VisitValue(local, assignment.Value);
    }

    private void VisitValue(ILocalSymbol local, IOperation value)
    {
        if (local.Type.TypeKind != TypeKind.Delegate)
            return;
        var first = !Lambdas.ContainsKey(local);
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        var target = value is IDelegateCreationOperation creation ? creation.Target : value;
        Lambdas[local] = first ? target as IFlowAnonymousFunctionOperation : null;
        Methods[local] = first ? target as IMethodReferenceOperation : null;
    }
}
