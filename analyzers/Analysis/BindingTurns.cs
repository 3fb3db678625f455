using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>
/// Whether flow shows that two bindings of different methods are never alive together. That is so where both run under one method, which calls all that is between and waits for it, and either
/// each has ended, with all that was made from it, when its own method returns, and neither method runs while the other's binding is alive, or no path takes both ways.
/// </summary>
internal sealed class BindingTurns
{
    private const int Deepest = 8;

    private readonly Compilation _compilation;
    private readonly Bodies _bodies;
    private readonly CallSites _calls;

    public BindingTurns(Compilation compilation, Bodies bodies, CallSites calls)
    {
        _compilation = compilation;
        _bodies = bodies;
        _calls = calls;
    }

    /// <summary>Whether the bindings of two sites, or two of one site, are in turn.</summary>
    public bool AreInTurn(BindingSite site, BoundProgram? program, BindingSite other, BoundProgram? otherProgram, Func<IOperation, IReadOnlyList<BoundProgram>> programs)
    {
        if (Above(site.Call) is not { } above || Above(other.Call) is not { } otherAbove)
            return false;
        var roots = new HashSet<IMethodSymbol>(above.Roots.Concat(otherAbove.Roots), SymbolEqualityComparer.Default);
        if (roots.Count != 1)
            return false;
        if (LivesOf(site.Call, site.Syntax, program, above, programs) is { } lives && LivesOf(other.Call, other.Syntax, otherProgram, otherAbove, programs) is { } otherLives)
            return !lives.Exists(life => RunsMeanwhile(otherAbove, life)) && !otherLives.Exists(life => RunsMeanwhile(above, life)) && !lives.Exists(life => otherLives.Exists(with => Meet(life, with)));
        return site != other && !MayDoBoth(roots.First(), above, otherAbove, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default));
    }

    /// <summary>Whether a path of the method leads to both.</summary>
    private bool MayDoBoth(IMethodSymbol method, Chain chain, Chain other, HashSet<IMethodSymbol> asked) => !asked.Add(method)
        || chain.StepsIn(method).Any(step => other.StepsIn(method).Any(with => step.Call == with.Call ? IsRepeated(step.Call) || MayDoBoth(step.Callee, chain, other, asked) : CanFollow(step.Call, with.Call)));

    private bool IsRepeated(SyntaxNode call) => RootOf(call) is not { } root || BodyGraphs.Of(root, default) is not { } graph || BlockOf(graph, call) is not { } block || Reaches(block, block);

    /// <summary>Whether one of two calls can be made after the other, by the same body or by different ones.</summary>
    public bool CanFollow(SyntaxNode call, SyntaxNode other)
    {
        if (RootOf(call) is not { } root || root.Syntax != RootOf(other)?.Syntax || BodyGraphs.Of(root, default) is not { } graph)
            return true;
        var (first, second) = (BlockOf(graph, call), BlockOf(graph, other));
        return first is null || second is null || first == second || Reaches(first, second) || Reaches(second, first);
    }

    /// <summary>Where a binding lives till it ends: in the body that binds, or, where that returns it, in those that call it. Null: it may live longer.</summary>
    private List<(SyntaxNode Binding, BoundProgram Program)>? LivesOf(IOperation call, SyntaxNode binding, BoundProgram? program, Chain chain, Func<IOperation, IReadOnlyList<BoundProgram>> programs, int depth = 0)
    {
        if (program is null || depth > Deepest)
            return null;
        if (!program.Visits.Any(visit => visit.Binding == binding && visit.Call is null))
            return [(binding, program)];
        // What a constructor binds ends with the object that keeps it.
        if (FunctionAround(call) is not { } function || !(RuntimeNames.BringsBinding(function) || function.MethodKind == MethodKind.Constructor) || chain.Roots.Contains(function))
            return null;
        var lives = new List<(SyntaxNode Binding, BoundProgram Program)>();
        foreach (var step in chain.Steps.Where(step => SymbolEqualityComparer.Default.Equals(step.Callee, function) && !SymbolEqualityComparer.Default.Equals(step.Caller, function)))
        {
            if (RootOf(step.Call) is not { } root || _bodies.ModelOf(step.Call.SyntaxTree).GetOperation(step.Call) is not { } outer
                || LivesOf(outer, step.Call, programs(root).FirstOrDefault(each => each.Marks.Any(mark => mark.Syntax == step.Call)), chain, programs, depth + 1) is not { } found)
                return null;
            lives.AddRange(found);
        }

        return lives;
    }

    /// <summary>Whether what begins at two places of one body is alive together there.</summary>
    private static bool Meet((SyntaxNode Binding, BoundProgram Program) life, (SyntaxNode Binding, BoundProgram Program) other) => life.Program == other.Program
        && life.Program.Marks.Any(mark => (mark.Syntax == life.Binding && mark.Other == other.Binding) || (mark.Syntax == other.Binding && mark.Other == life.Binding));

    private bool RunsMeanwhile(Chain chain, (SyntaxNode Binding, BoundProgram Program) life) =>
        life.Program.Visits.Any(visit => visit.Binding == life.Binding && visit.Call is { } call && MethodAt(call) is { } called && chain.Methods.Contains(called));

    private IMethodSymbol? MethodAt(SyntaxNode call) => CalledBy(_bodies.ModelOf(call.SyntaxTree).GetOperation(call))?.OriginalDefinition;

    private static IMethodSymbol? CalledBy(IOperation? call) => call switch
    {
        IInvocationOperation invocation => invocation.TargetMethod.ReducedFrom ?? invocation.TargetMethod,
        IObjectCreationOperation creation => creation.Constructor,
        _ => null,
    };

    /// <summary>The method around a call, with all that call it, and the ones of these that nobody is seen to call; null: something runs at a time that is not known.</summary>
    private Chain? Above(IOperation call)
    {
        var chain = new Chain();
        if (FunctionAround(call) is not { } function || !Climb(function, chain))
            return null;
        chain.Steps.Add((function, call.Syntax, function));
        return chain;
    }

    private bool Climb(IMethodSymbol function, Chain chain)
    {
        if (!chain.Methods.Add(function))
            return true;
        var calls = IsClosed(function) ? _calls.Of(function).ToList() : [];
        if (calls.Count == 0)
        {
            chain.Roots.Add(function);
            return true;
        }

        return calls.TrueForAll(each => each.Call is { } call && IsWaitedFor(call, function) && FunctionAround(call) is { } caller && Step(caller, call, function, chain));
    }

    private bool Step(IMethodSymbol caller, IOperation call, IMethodSymbol callee, Chain chain)
    {
        chain.Steps.Add((caller, call.Syntax, callee));
        return Climb(caller, chain);
    }

    /// <summary>Whether all calls of the method are in sight.</summary>
    private bool IsClosed(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
            return true;
        if (method.MethodKind == MethodKind.Constructor && (_derivedFrom ??= FindBases()).Contains(method.ContainingType.OriginalDefinition))
            return false;
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.Constructor) || method.IsVirtual || method.IsOverride || method.IsAbstract || ImplementsInterface(method) || IsEntry(method))
            return false;
        return _compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication || !IsVisibleOutside(method);
    }

    private HashSet<INamedTypeSymbol>? _derivedFrom;

    /// <summary>The types that others derive from: a constructor of theirs may run without a call that is written.</summary>
    private HashSet<INamedTypeSymbol> FindBases() => new(_compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>().Select(type => type.BaseType?.OriginalDefinition).OfType<INamedTypeSymbol>(), SymbolEqualityComparer.Default);

    private bool IsEntry(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(_compilation.GetEntryPoint(default), method);

    private static bool ImplementsInterface(IMethodSymbol method) => method.ExplicitInterfaceImplementations.Length > 0
        || method.ContainingType.AllInterfaces.SelectMany(each => each.GetMembers(method.Name)).Any(member => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method));

    private static bool IsVisibleOutside(ISymbol symbol)
    {
        for (var each = symbol; each is not null and not INamespaceSymbol; each = each.ContainingSymbol)
        {
            if (each.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
                return false;
        }

        return true;
    }

    /// <summary>Whether what the call begins is over when control goes on: it is awaited, or passed on to who has to await it.</summary>
    private static bool IsWaitedFor(IOperation call, IMethodSymbol called)
    {
        if (called.ReturnsVoid)
            return !called.IsAsync;
        if (called.ReturnType is not INamedTypeSymbol { ContainingNamespace: { } space } type || space.ToDisplayString() is not ("System.Threading.Tasks" or "System.Collections.Generic" or "System.Collections"))
            return true;
        if (!type.Name.EndsWith("Task", StringComparison.Ordinal))
            return !Streams.IsIterator(called);
        for (var each = call.Parent; ; each = each.Parent)
        {
            switch (each)
            {
                case IAwaitOperation or IReturnOperation { Parent: not null }:
                    return true;
                case IInvocationOperation { TargetMethod.Name: "Wait" or "GetResult" } or IPropertyReferenceOperation { Property.Name: "Result" }:
                    return true;
                case IConversionOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "AsTask" or "GetAwaiter" }:
                    continue;
                default:
                    return false;
            }
        }
    }

    /// <summary>The method or local function that an operation is part of; null in a lambda, an initialiser, and all else that runs at a time of its own.</summary>
    private IMethodSymbol? FunctionAround(IOperation operation)
    {
        for (var node = operation.Syntax; node is not null; node = node.Parent)
        {
            switch (node)
            {
                case AnonymousFunctionExpressionSyntax:
                    return null;
                case CompilationUnitSyntax:
                    return _compilation.GetEntryPoint(default);
                case LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax:
                    return _bodies.ModelOf(node.SyntaxTree).GetDeclaredSymbol(node) as IMethodSymbol;
                case MemberDeclarationSyntax and not GlobalStatementSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>The body that a call stands in.</summary>
    public IOperation? RootOf(SyntaxNode call)
    {
        var operation = _bodies.ModelOf(call.SyntaxTree).GetOperation(call);
        while (operation?.Parent is not null)
            operation = operation.Parent;
        return operation;
    }

    private static BasicBlock? BlockOf(ControlFlowGraph graph, SyntaxNode call) => graph.Blocks.FirstOrDefault(block =>
        block.Operations.Concat(block.BranchValue is { } value ? [value] : []).Any(root => root.DescendantsAndSelf().Any(each => each.Syntax == call)));

    private static bool Reaches(BasicBlock from, BasicBlock to)
    {
        var seen = new HashSet<BasicBlock>();
        var waiting = new Stack<BasicBlock>([from]);
        while (waiting.Count > 0)
        {
            var block = waiting.Pop();
            foreach (var next in new[] { block.FallThroughSuccessor?.Destination, block.ConditionalSuccessor?.Destination })
            {
                if (next == to)
                    return true;
                if (next is not null && seen.Add(next))
                    waiting.Push(next);
            }
        }

        return false;
    }

    /// <summary>Methods that call each other, from the one that binds upwards.</summary>
    private sealed class Chain
    {
        public HashSet<IMethodSymbol> Methods { get; } = new(SymbolEqualityComparer.Default);

        public List<(IMethodSymbol Caller, SyntaxNode Call, IMethodSymbol Callee)> Steps { get; } = [];

        /// <summary>The calls in a method that lead to the binding, or the binding itself.</summary>
        public IEnumerable<(IMethodSymbol Caller, SyntaxNode Call, IMethodSymbol Callee)> StepsIn(IMethodSymbol method) => Steps.Where(step => SymbolEqualityComparer.Default.Equals(step.Caller, method));

        public HashSet<IMethodSymbol> Roots { get; } = new(SymbolEqualityComparer.Default);
    }
}
