using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>What has to be known of a whole graph before its first block is lowered: captures that are written through, references, delegates in locals.</summary>
internal sealed class GraphUsage
{
    private readonly List<(CaptureId Capture, IOperation Value)> _writes = [];

    private GraphUsage()
    {
    }

    /// <summary>The locations that a capture stands for; captures of plain values are here too, and are harmless.</summary>
    public Dictionary<CaptureId, List<IOperation>> Captured { get; } = [];

    /// <summary>Captures that something is written through.</summary>
    public HashSet<CaptureId> Written { get; } = [];

    /// <summary>What each `ref` local may stand for.</summary>
    public Dictionary<ISymbol, List<IOperation>> References { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>What is assigned to each delegate local.</summary>
    public Dictionary<ISymbol, List<IOperation>> Delegates { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Elements whose index is written more than once.</summary>
    public ElementKeys Elements { get; private set; } = null!;

    /// <summary>Numbers that are computed more than once.</summary>
    public PureExpressions Numbers { get; private set; } = null!;

    /// <summary>Parameters that are assigned.</summary>
    public HashSet<ISymbol> Assigned { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Delegate locals that are used otherwise than by calling, testing or renaming them.</summary>
    public HashSet<ISymbol> EscapingDelegates { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Captures of delegates that are used otherwise.</summary>
    public HashSet<CaptureId> EscapingCaptures { get; } = [];

    /// <summary>Where a captured delegate goes: calls of it, and locals.</summary>
    public Dictionary<CaptureId, List<IOperation>> Receivers { get; } = [];

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

        usage.FollowWrites();
        usage.Elements = ElementKeys.Of(graph);
        usage.Numbers = PureExpressions.Of(graph);
        if (usage.Delegates.Count > 0)
            usage.FindChangesInside(graph.OriginalOperation);
        return usage;
    }

    /// <summary>A delegate that is assigned through a capture is assigned to the variable.</summary>
    private void FollowWrites()
    {
        foreach (var (capture, value) in _writes)
        {
            foreach (var local in Captured.TryGetValue(capture, out var locations) ? locations.OfType<ILocalReferenceOperation>() : [])
                Add(Delegates, local.Local, value);
        }
    }

    /// <summary>A function inside may give a delegate of this body another value whenever it runs.</summary>
    private void FindChangesInside(IOperation root)
    {
        foreach (var function in root.Descendants().Where(operation => operation is IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            foreach (var assignment in function.Descendants().OfType<IAssignmentOperation>())
            {
                if (assignment.Target is ILocalReferenceOperation local && Delegates.ContainsKey(local.Local))
                    EscapingDelegates.Add(local.Local);
            }
        }
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
            case IAssignmentOperation { Target: IFlowCaptureReferenceOperation target } assignment:
                Written.Add(target.Id);
                if (target.Type is { TypeKind: TypeKind.Delegate })
                    _writes.Add((target.Id, assignment.Value));
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
            case IFlowCaptureReferenceOperation { Type.TypeKind: TypeKind.Delegate } reference:
                VisitDelegateCapture(reference);
                break;
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                VisitValue(declarator.Symbol, value);
                break;
        }
    }

    /// <summary>Whether a delegate is only called, tested or renamed here.</summary>
    private static bool IsCalledOrAssigned(IOperation reference) => reference.Parent switch
    {
        IInvocationOperation call => call.Instance == reference,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation or IDiscardOperation or IFlowCaptureReferenceOperation } => true,
        IFlowCaptureOperation or IIsNullOperation => true,
        IConversionOperation { IsImplicit: true } conversion => IsCalledOrAssigned(conversion),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
        _ => false,
    };

    private void VisitDelegateCapture(IFlowCaptureReferenceOperation reference)
    {
        if (!IsCalledOrAssigned(reference))
            EscapingCaptures.Add(reference.Id);
        var value = (IOperation)reference;
        while (value.Parent is IConversionOperation)
            value = value.Parent;
        var receiver = value.Parent switch
        {
            IInvocationOperation => reference,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target,
            _ => (IOperation?)null,
        };
        if (receiver is null)
            return;
        if (!Receivers.TryGetValue(reference.Id, out var receivers))
            Receivers.Add(reference.Id, receivers = []);
        receivers.Add(receiver);
    }

    private void VisitLocal(ILocalSymbol local, ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
            Add(References, local, assignment.Value);
        else
            VisitValue(local, assignment.Value);
        if (assignment is { IsRef: true, Value: IFlowCaptureReferenceOperation location })
            Written.Add(location.Id);
    }

    private void VisitValue(ILocalSymbol local, IOperation value)
    {
        if (local.Type.TypeKind == TypeKind.Delegate)
            Add(Delegates, local, value);
    }

    private static void Add(Dictionary<ISymbol, List<IOperation>> values, ISymbol local, IOperation value)
    {
        if (!values.TryGetValue(local, out var all))
            values.Add(local, all = []);
        all.Add(value);
    }
}
