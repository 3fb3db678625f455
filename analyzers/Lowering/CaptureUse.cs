using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>What a lambda or local function does with the variables around it.</summary>
internal sealed class CaptureUse
{
    private readonly Ownership _ownership;

    private readonly HashSet<ISymbol> _steppedThrough = new(SymbolEqualityComparer.Default);

    private CaptureUse(Ownership ownership) => _ownership = ownership;

    /// <summary>Variables whose handle it releases or hands on.</summary>
    public HashSet<ISymbol> Ended { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Collections that it fills or empties.</summary>
    public HashSet<ISymbol> Changed { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Variables that it assigns.</summary>
    public HashSet<ISymbol> Written { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>Variables that it names at all.</summary>
    public HashSet<ISymbol> Used { get; } = new(SymbolEqualityComparer.Default);

    public static CaptureUse Of(ControlFlowGraph graph, Ownership ownership)
    {
        var use = new CaptureUse(ownership);
        use.Visit(graph);
        if (use.Ended.Count > 0)
            use.Changed.UnionWith(use._steppedThrough);
        return use;
    }

    private void Visit(ControlFlowGraph graph)
    {
        var captured = GraphUsage.Of(graph).Captured;
        foreach (var root in graph.Blocks.SelectMany(block => block.Operations.Concat(block.BranchValue is { } value ? [value] : [])))
        {
            foreach (var operation in root.DescendantsAndSelf())
                Visit(operation, graph, captured);
        }
    }

    private void Visit(IOperation operation, ControlFlowGraph graph, Dictionary<CaptureId, List<IOperation>> captured)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                var contract = _ownership.Methods.Of(call.TargetMethod);
                if (contract.Receiver.Effect != Effect.Borrow)
                    End(call.Instance, captured);
                if (Collections.Changes(call.TargetMethod))
                    ChangeBy(call.Instance ?? call.Arguments.FirstOrDefault()?.Value, Changed);
                else if (call.TargetMethod.Name is "GetEnumerator")
                    ChangeBy(call.Instance, _steppedThrough);
                foreach (var argument in call.Arguments.Where(argument => argument.Parameter is not null))
                {
                    if (Collections.IsConcurrent(argument.Value.Type))
                        ChangeBy(argument.Value, Changed);
                    if (contract.Arguments[argument.Parameter!.Ordinal].Effect != Effect.Borrow || Collections.Of(call.TargetMethod) is CollectionMember.Add or CollectionMember.AddAnywhere or CollectionMember.TryAdd)
                        End(argument.Value, captured);
                    if (argument.Parameter.RefKind is RefKind.Out or RefKind.Ref)
                        Write(argument.Value);
                }

                break;
            case IAssignmentOperation assignment:
                Write(assignment.Target);
                if (assignment.Target is not ILocalReferenceOperation)
                    End(assignment.Value, captured);
                break;
            case IIncrementOrDecrementOperation step:
                Write(step.Target);
                break;
            case ILocalReferenceOperation or IParameterReferenceOperation when _ownership.Handles.MayHold(operation.Type):
                Used.Add(SymbolOf(operation)!);
                break;
            case IFlowAnonymousFunctionOperation lambda:
                Visit(graph.GetAnonymousFunctionControlFlowGraph(lambda));
                break;
        }
    }

    /// <summary>The collection behind a name for it, such as the reader of a channel.</summary>
    private static void ChangeBy(IOperation? value, HashSet<ISymbol> changed)
    {
        while (value is IConversionOperation or IPropertyReferenceOperation { Instance: not null })
            value = value is IConversionOperation conversion ? conversion.Operand : ((IPropertyReferenceOperation)value).Instance!;
        if (value is not null && SymbolOf(value) is { } symbol)
            changed.Add(symbol);
    }

    private void Write(IOperation target)
    {
        if (SymbolOf(target) is { } symbol)
            Written.Add(symbol);
    }

    private void End(IOperation? value, Dictionary<CaptureId, List<IOperation>> captured)
    {
        while (value is IConversionOperation conversion)
            value = conversion.Operand;
        if (value is IFlowCaptureReferenceOperation reference && captured.TryGetValue(reference.Id, out var values))
        {
            foreach (var each in values.Where(each => each is not IFlowCaptureReferenceOperation))
                End(each, captured);
        }
        else if (value is not null && SymbolOf(value) is { } symbol)
        {
            Ended.Add(symbol);
        }
    }

    private static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };
}
