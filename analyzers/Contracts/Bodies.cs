using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Contracts;

/// <summary>The bodies of the compilation's own methods, bound when somebody asks.</summary>
internal sealed class Bodies
{
    private readonly ConcurrentDictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Memo<IMethodSymbol, ControlFlowGraph?> _graphs = new(SymbolEqualityComparer.Default);
    private readonly Memo<IMethodSymbol, IReadOnlyList<IMethodSymbol>> _callees = new(SymbolEqualityComparer.Default);
    private readonly Lazy<Dictionary<SyntaxTree, int>> _files;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;

    public Bodies(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _files = new Lazy<Dictionary<SyntaxTree, int>>(() => compilation.SyntaxTrees.Select((tree, i) => (tree, i)).ToDictionary(each => each.tree, each => each.i));
        _cancellation = cancellation;
    }

    /// <summary>The operations of the body of <paramref name="method"/>; null: it has none that can be seen.</summary>
    public IReadOnlyList<IOperation>? Of(IMethodSymbol method)
    {
        var operations = new List<IOperation>();
        foreach (var reference in (method.PartialImplementationPart ?? method).DeclaringSyntaxReferences)
        {
            // In an editor a referenced project is there with its sources. They belong to another compilation: what holds is its contracts, as in a build.
            if (!_compilation.ContainsSyntaxTree(reference.SyntaxTree))
                continue;
            if (RootOf(reference.GetSyntax(_cancellation)) is not { } root)
                continue;
            Footprint.Read(root);
            if (ModelOf(root.SyntaxTree).GetOperation(root, _cancellation) is { } operation)
                operations.Add(operation);
        }

        return operations.Count == 0 ? null : operations;
    }

    /// <summary>Where <paramref name="method"/> is declared: its file among those of the compilation, and the place there.</summary>
    public (int File, int Start, string Name) PlaceOf(IMethodSymbol method)
    {
        var reference = method.DeclaringSyntaxReferences.Concat(method.ContainingType?.DeclaringSyntaxReferences ?? []).FirstOrDefault();
        return reference is null ? (-1, 0, method.Name) : (_files.Value.TryGetValue(reference.SyntaxTree, out var file) ? file : -1, reference.Span.Start, method.Name);
    }

    /// <summary>What the body of <paramref name="method"/> calls: methods, constructors, accessors and operators whose own bodies this compilation has, as they are declared, each once.</summary>
    public IReadOnlyList<IMethodSymbol> CalleesOf(IMethodSymbol method) => _callees.GetOrAdd(method, each =>
    {
        var callees = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
        return [.. (Of(each) ?? []).SelectMany(root => root.DescendantsAndSelf()).SelectMany(CalledBy).OfType<IMethodSymbol>()
            .Select(callee => callee.OriginalDefinition).Where(callee => callees.Add(callee) && IsDeclaredHere(callee))];
    });

    private bool IsDeclaredHere(IMethodSymbol method) => SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, _compilation.Assembly);

    private static IEnumerable<IMethodSymbol?> CalledBy(IOperation operation) => operation switch
    {
        IInvocationOperation call => [call.TargetMethod],
        IObjectCreationOperation creation => [creation.Constructor],
        IPropertyReferenceOperation reference => [reference.Property.GetMethod, reference.Property.SetMethod],
        IMethodReferenceOperation reference => [reference.Method],
        IBinaryOperation { OperatorMethod: { } method } => [method],
        IUnaryOperation { OperatorMethod: { } method } => [method],
        IConversionOperation { OperatorMethod: { } method } => [method],
        _ => [],
    };

    /// <summary>The control-flow graph of the body of <paramref name="method"/>; null: it has none that can be seen.</summary>
    public ControlFlowGraph? GraphOf(IMethodSymbol method) => _graphs.GetOrAdd(method.PartialImplementationPart ?? method, each => Of(each) is [var body, ..] ? GraphOf(body) : null);

    /// <summary>The graphs of what the fields and properties of <paramref name="type"/> begin with, in the order in which they run.</summary>
    public IReadOnlyList<ControlFlowGraph> InitialisersOf(INamedTypeSymbol type, bool isStatic) => [.. type.GetMembers()
        .Where(member => member is IFieldSymbol or IPropertySymbol && member.IsStatic == isStatic)
        .SelectMany(member => member.DeclaringSyntaxReferences).Where(reference => _compilation.ContainsSyntaxTree(reference.SyntaxTree))
        .Select(reference => InitialiserOf(reference.GetSyntax(_cancellation))).OfType<SyntaxNode>()
        .Select(Footprint.Read).Select(syntax => ModelOf(syntax.SyntaxTree).GetOperation(syntax, _cancellation)).OfType<IOperation>().Select(GraphOf).OfType<ControlFlowGraph>()];

    private static SyntaxNode? InitialiserOf(SyntaxNode member) => member switch
    {
        VariableDeclaratorSyntax field => field.Initializer,
        PropertyDeclarationSyntax property => property.Initializer,
        _ => null,
    };

    private ControlFlowGraph? GraphOf(IOperation body) => body switch
    {
        _ when body.DescendantsAndSelf().Any(operation => operation is IInvalidOperation) => null,
        IMethodBodyOperation root => ControlFlowGraph.Create(root, _cancellation),
        IConstructorBodyOperation root => ControlFlowGraph.Create(root, _cancellation),
        IFieldInitializerOperation root => ControlFlowGraph.Create(root, _cancellation),
        IPropertyInitializerOperation root => ControlFlowGraph.Create(root, _cancellation),
        IBlockOperation { Parent: null } root => ControlFlowGraph.Create(root, _cancellation),
        _ => null,
    };

    /// <summary>The model of a tree of the compilation.</summary>
    public SemanticModel ModelOf(SyntaxTree tree) => _models.GetOrAdd(tree, Model);

    private static SyntaxNode? RootOf(SyntaxNode declaration) => declaration switch
    {
        BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        AccessorDeclarationSyntax { Body: null, ExpressionBody: null } => null,
        LocalFunctionStatementSyntax { Body: null, ExpressionBody: null } => null,
        ArrowExpressionClauseSyntax => declaration,
        BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or LocalFunctionStatementSyntax => declaration,
        _ => null,
    };

    // The rule against asking for models is about models that an analyzer makes anew; here the host's own cache answers, and a body is asked for once.
#pragma warning disable RS1030
    private SemanticModel Model(SyntaxTree tree) => _compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
}
