using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.Analyzers.Contracts;

/// <summary>
/// The contracts that bodies showed, kept from one compilation of a project to the next: while code is typed there is a new one with every letter. What was found
/// is used again if the same is declared as before and no body was edited on which it rests, however far. It knows no symbol, and lives as long as what the project refers to.
/// </summary>
internal sealed class SummaryStore
{
    private static readonly ConditionalWeakTable<MetadataReference, ConcurrentDictionary<(string Project, bool CallsThrow), SummaryStore>> Last = new();

    private readonly ConcurrentDictionary<(SyntaxTree Tree, TextSpan Span, MethodKind Kind), StoredContract> _contracts = new();
    private readonly ImmutableArray<SyntaxTree> _trees;
    private readonly ImmutableArray<WeakReference<MetadataReference>> _references;
    private readonly CompilationOptions _options;
    private readonly (string, bool) _name;
    private readonly object _gate = new();
    private readonly WeakReference<Compilation> _compilation;
    private SummaryStore? _before;

    private SummaryStore(Compilation compilation, bool callsThrow)
    {
        _compilation = new WeakReference<Compilation>(compilation);
        _trees = [.. compilation.SyntaxTrees];
        _references = [.. compilation.References.Select(reference => new WeakReference<MetadataReference>(reference))];
        _options = Plain(compilation.Options);
        _name = (compilation.AssemblyName ?? "", callsThrow);
    }

    /// <summary>The store for <paramref name="compilation"/>, with what holds of the last one of the same project; null: the compilation has no reference to keep it with.</summary>
    public static SummaryStore? Of(Compilation compilation, bool callsThrow)
    {
        if (compilation.References.FirstOrDefault() is not { } first)
            return null;
        var store = new SummaryStore(compilation, callsThrow);
        store._before = Last.GetOrCreateValue(first).TryGetValue(store._name, out var before) ? before : null;
        return store;
    }

    /// <summary>What is known of <paramref name="method"/> from before; null: nothing.</summary>
    public (MethodContract Contract, Footprint On)? Find(IMethodSymbol method)
    {
        Restore();
        return !_contracts.IsEmpty && KeyOf(method) is { } key && _contracts.TryGetValue(key, out var stored) && _compilation.TryGetTarget(out var compilation) && stored.In(compilation) is { } contract ? (contract, stored.On) : null;
    }

    /// <summary>Keeps the contract of a method for the next compilation.</summary>
    public void Keep(IMethodSymbol method, MethodContract contract, Footprint on)
    {
        if (KeyOf(method) is { } key && StoredContract.Of(contract, on) is { } stored && _contracts.TryAdd(key, stored))
            Publish();
    }

    private void Publish()
    {
        if (_references.FirstOrDefault()?.TryGetTarget(out var first) == true)
            Last.GetOrCreateValue(first)[_name] = this;
    }

    /// <summary>A method that is declared in one place, and is no other one made of it.</summary>
    private static (SyntaxTree, TextSpan, MethodKind)? KeyOf(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition) && !method.IsImplicitlyDeclared && method.DeclaringSyntaxReferences is [var reference] ? (reference.SyntaxTree, reference.Span, method.MethodKind) : null;

    /// <summary>Takes over what still holds of the compilation before; the first who asks does it.</summary>
    private void Restore()
    {
        if (Volatile.Read(ref _before) is null)
            return;
        lock (_gate)
        {
            if (_before is { } before && Compare(before) is { } changes)
            {
                var mover = new FootprintMover(changes);
                foreach (var each in before._contracts)
                {
                    if (changes.Now(each.Key.Tree, each.Key.Span) is { } now && mover.Move(each.Value.On) is { } on)
                        _contracts.TryAdd((now.Tree, now.Span, each.Key.Kind), each.Value with { On = on });
                }
            }

            if (!_contracts.IsEmpty)
                Publish();
            _before = null;
        }
    }

    private SourceChanges? Compare(SummaryStore before) => _options.Equals(before._options) && IsSame(_references, before._references) ? SourceChanges.Between(before._trees, _trees) : null;

    private static bool IsSame(ImmutableArray<WeakReference<MetadataReference>> first, ImmutableArray<WeakReference<MetadataReference>> second) =>
        first.Length == second.Length && first.Zip(second, (one, other) => one.TryGetTarget(out var a) && other.TryGetTarget(out var b) && ReferenceEquals(a, b)).All(isSame => isSame);

    /// <summary>Without what says how diagnostics are shown.</summary>
    private static CompilationOptions Plain(CompilationOptions options) => ((CSharpCompilationOptions)options).WithSyntaxTreeOptionsProvider(null).WithSpecificDiagnosticOptions([]).WithGeneralDiagnosticOption(ReportDiagnostic.Default);
}

/// <summary>A contract without symbols.</summary>
/// <param name="Contract">All of it but the exceptions.</param>
/// <param name="Thrown">The exceptions, by the names of their types.</param>
/// <param name="On">What it rests on.</param>
internal sealed record StoredContract(MethodContract Contract, ImmutableArray<(string? Assembly, string Type, ThrowGuard? Guard)> Thrown, Footprint On)
{
    /// <summary>The contract as it can be stored; null: a type in it has no name by which it can be found again.</summary>
    public static StoredContract? Of(MethodContract contract, Footprint on) => contract.Throws.Kinds.All(kind => kind.Type is null || NameOf(kind.Type) is not null)
        ? new StoredContract(contract with { Throws = Contracts.Thrown.Nothing }, [.. contract.Throws.Kinds.Select(kind => (kind.Type?.ContainingAssembly.Name, NameOf(kind.Type) ?? "", kind.Guard))], on) : null;

    /// <summary>The contract with the types of <paramref name="compilation"/>; null: there is not one of each name.</summary>
    public MethodContract? In(Compilation compilation)
    {
        var kinds = new List<ThrownKind>();
        foreach (var (assembly, name, guard) in Thrown)
        {
            var type = assembly is null ? null : compilation.GetTypesByMetadataName(name).Where(each => each.ContainingAssembly.Name == assembly).ToList() is [var only] ? only : null;
            if (assembly is not null && type is null)
                return null;
            kinds.Add(new ThrownKind(type, guard));
        }

        return Contract with { Throws = Contracts.Thrown.Of(kinds) };
    }

    private static string? NameOf(ITypeSymbol? type) => type is INamedTypeSymbol { Arity: 0, ContainingType: null, TypeKind: not TypeKind.Error, IsFileLocal: false, ContainingAssembly: not null } named ? FullNames.Of(named) : null;
}

/// <summary>Follows footprints into the next compilation. What was asked once is not asked again, and nothing is done on the stack: chains of answers are long.</summary>
internal sealed class FootprintMover(SourceChanges changes)
{
    private readonly Dictionary<Footprint, Footprint?> _moved = [];

    /// <summary>The footprint as it is now; null: something that it rests on was edited.</summary>
    public Footprint? Move(Footprint root)
    {
        var waiting = new Stack<Footprint>([root]);
        while (waiting.Count > 0)
        {
            var top = waiting.Peek();
            var open = waiting.Count;
            foreach (var used in _moved.ContainsKey(top) ? [] : top.Uses.Where(used => !_moved.ContainsKey(used)))
                waiting.Push(used);
            if (waiting.Count > open)
                continue;
            waiting.Pop();
            if (!_moved.ContainsKey(top))
                _moved.Add(top, MoveOne(top));
        }

        return _moved[root];
    }

    private Footprint? MoveOne(Footprint footprint)
    {
        var reads = footprint.Reads.Select(read => changes.Now(read.Tree, read.Span)).ToList();
        var uses = footprint.Uses.Select(used => _moved[used]).ToList();
        return reads.Contains(null) || uses.Contains(null) ? null : Footprint.Of(reads.Select(read => read!.Value), uses.Select(used => used!));
    }
}
