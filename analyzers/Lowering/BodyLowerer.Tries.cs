using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Lowering;

/// <summary>Members of a collection that say whether they found, took, or put something.</summary>
internal sealed partial class BodyLowerer
{
    /// <summary>A channel without bounds takes all that is written, as long as nobody completes it.</summary>
    private bool AlwaysAccepts(IInvocationOperation call)
    {
        if (call.Instance is not IPropertyReferenceOperation { Property.Name: "Writer", Instance: ILocalReferenceOperation channel })
            return false;
        var body = _frame.Graph.OriginalOperation.DescendantsAndSelf().ToList();
        var values = body.Select(operation => operation switch
        {
            IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, channel.Local) => value,
            IAssignmentOperation { Target: ILocalReferenceOperation target, Value: { } value } when SymbolEqualityComparer.Default.Equals(target.Local, channel.Local) => value,
            _ => null,
        }).Where(value => value is not null).ToList();
        return values.Count > 0 && values.TrueForAll(value => value is IInvocationOperation { TargetMethod.Name: "CreateUnbounded" })
            && !body.Exists(operation => operation is IInvocationOperation { TargetMethod.Name: "Complete" or "TryComplete" } completion && (completion.Syntax.SpanStart < call.Syntax.SpanStart || LoopsAround(completion.Syntax).Any(loop => loop.Span.Contains(call.Syntax.Span))));
    }

    /// <summary>Both outcomes of a call that returns whether it did something.</summary>
    private int Either(IOperation call, System.Action<bool> outcome)
    {
        var result = NewTemporary(call.Type);
        var origin = _builder.Origin(call.Syntax);
        var (did, didNot, join) = (_builder.NewBlock(), _builder.NewBlock(), _builder.NewBlock());
        _builder.Continue(new Choice(origin, [did, didNot]), did);
        _builder.Emit(new AssignConstant(origin, result, 1));
        outcome(true);
        _builder.Continue(new Goto(join), didNot);
        _builder.Emit(new AssignConstant(origin, result, 0));
        outcome(false);
        _builder.Continue(new Goto(join), join);
        return result;
    }

    private int LowerTry(IInvocationOperation call, CollectionMember meaning, int container, List<IOperation> arguments)
    {
        var output = call.Arguments.LastOrDefault(argument => argument.Parameter?.RefKind == RefKind.Out && CarriesHandle(argument.Parameter.Type));
        foreach (var argument in call.Arguments.Where(argument => argument.Parameter?.RefKind != RefKind.Out))
            LowerValue(argument.Value);
        var where = meaning == CollectionMember.TryTakeFront ? ElementKind.Front : meaning == CollectionMember.TryTakeBack ? ElementKind.Back : ElementKind.Anywhere;
        var memory = ElementKeys.IsLookAtNext(call) || meaning is CollectionMember.TryTakeFront or CollectionMember.TryTakeBack ? MemoryOfNext(call.Instance) : MemoryOf(call);
        if (output is null && meaning == CollectionMember.TryTakeAny && call.Parent is IExpressionStatementOperation)
        {
            // Where nobody asks whether there was one, there was.
            DropKeyed(call, container, memory);
            return -1;
        }

        return Either(call, found =>
        {
            if (!found)
            {
                if (output is not null && (meaning is CollectionMember.TryTakeFront or CollectionMember.TryTakeBack || call.TargetMethod.Name is "TryTake" or "TryPeek"))
                    _builder.Emit(new Cursor(_builder.Origin(call.Syntax), container, CursorStep.Empty));
                if (memory >= 0 && (meaning is CollectionMember.TryPeek or CollectionMember.TryTakeAny) && !ElementKeys.IsLookAtNext(call))
                    _builder.Emit(new Absent(_builder.Origin(call.Syntax), memory));
                if (output is not null)
                    AssignTo(output.Value, Constant(call, 0), output.Syntax);
                return;
            }

            if (output is not null)
                AssignTo(output.Value, Found(call, meaning, container, output.Parameter!.Type, where, memory), output.Syntax);
            else if (meaning == CollectionMember.TryPeek && memory >= 0 && Collections.ElementOf(call.Instance?.Type) is { } type)
                PeekAnything(call, container, type, memory);
            else if (meaning == CollectionMember.TryTakeAny)
                DropKeyed(call, container, memory);
        });
    }

    /// <summary>The element that was found. One that leaves a map leaves nothing under its key.</summary>
    private int Found(IInvocationOperation call, CollectionMember meaning, int container, ITypeSymbol type, ElementKind where, int memory)
    {
        if (meaning == CollectionMember.TryPeek)
            return PeekAnything(call, container, type, memory);
        var taken = LowerTake(call, container, where, type, memory);
        if (meaning == CollectionMember.TryTakeAny && memory >= 0)
            _builder.Emit(new AssignConstant(_builder.Origin(call.Syntax), memory, 0));
        return taken;
    }

    /// <summary>What a key names leaves the map, and nobody gets it. A key that is made of a handle is that handle's.</summary>
    private void DropKeyed(IInvocationOperation call, int container, int memory)
    {
        var origin = _builder.Origin(call.Syntax);
        var named = memory >= 0 ? -1 : ElementKeys.KeyArgumentOf(call)!.DescendantsAndSelf().Where(part => part is ILocalReferenceOperation or IParameterReferenceOperation && part.Type is { } type && CarriesHandle(type)).Select(LowerValue).DefaultIfEmpty(-1).First();
        _builder.Emit(new Drop(origin, container, memory >= 0 ? memory : named, ElementKind.Anywhere) { IsMemory = memory >= 0 });
        if (memory >= 0)
            _builder.Emit(new AssignConstant(origin, memory, 0));
    }

    private int PeekAnything(IOperation call, int container, ITypeSymbol type, int memory)
    {
        var target = NewTemporary(type);
        var where = !ElementKeys.IsLookAtNext(call) ? ElementKind.Anywhere : ((IInvocationOperation)call).TargetMethod.ContainingType.Name.Contains("Stack") ? ElementKind.Back : ElementKind.Front;
        EmitPeek(call, target, type, container, where, memory: memory);
        return target;
    }

    /// <summary>Whether the call may run many times on the same collection.</summary>
    private bool IsInLoop(IInvocationOperation call)
    {
        // An initialiser adds to what was made just before.
        var sequence = call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
        if (sequence is IFlowCaptureReferenceOperation capture && _frame.Usage.Captured.TryGetValue(capture.Id, out var captured) && captured.TrueForAll(value => value is IObjectCreationOperation))
            return false;
        var declaration = sequence is null ? null : CursorLoop.SymbolOf(sequence)?.DeclaringSyntaxReferences.FirstOrDefault();
        return LoopsAround(call.Syntax).Any(loop => declaration is null || !loop.Span.Contains(declaration.Span));
    }

    private static IEnumerable<SyntaxNode> LoopsAround(SyntaxNode syntax) => syntax.Ancestors()
        .TakeWhile(ancestor => ancestor is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
        .Where(ancestor => ancestor is ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax or CommonForEachStatementSyntax or LabeledStatementSyntax);
}
