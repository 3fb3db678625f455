using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Analysis.Filter;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>Where a compilation chooses modes, and the mode that it binds in as a whole, for handles whose binding dataflow does not show.</summary>
internal sealed class Modes
{
    private readonly Compilation _compilation;
    private readonly Bodies _bodies;
    private readonly CallSites _calls;
    private readonly Func<SyntaxTree, OwnershipOptions> _options;
    private readonly Lazy<IReadOnlyList<BindingSite>> _sites;
    private readonly Lazy<bool> _isOnEverywhere;

    public Modes(Compilation compilation, Bodies bodies, CallSites calls, Func<SyntaxTree, OwnershipOptions> options)
    {
        _compilation = compilation;
        _bodies = bodies;
        _calls = calls;
        _options = options;
        _sites = new Lazy<IReadOnlyList<BindingSite>>(Read);
        _isOnEverywhere = new Lazy<bool>(() => Sites.Count > 0 && Sites.All(site => site.SaysMode && site.Modes.Single == RuntimeNames.AutoreleaseOn));
    }

    /// <summary>All calls that choose a mode, in the order of the paths of their files.</summary>
    public IReadOnlyList<BindingSite> Sites => _sites.Value;

    /// <summary>Whether there is a binding and each one says `On`.</summary>
    public bool IsOnEverywhere => _isOnEverywhere.Value;

    private IReadOnlyList<BindingSite> Read()
    {
        var calls = _compilation.SyntaxTrees.OrderBy(tree => tree.FilePath, StringComparer.Ordinal).SelectMany(Bindings).ToList();
        var values = new KnownValues(_bodies, _calls);
        var called = new HashSet<ISymbol>(calls.Select(call => (call.TargetMethod.ReducedFrom ?? call.TargetMethod).OriginalDefinition), SymbolEqualityComparer.Default);
        return [.. calls.Where(call => !IsChosenByCallers(call, called)).Select(call => Site(call, values))];
    }

    private static bool IsChosenByCallers(IInvocationOperation call, HashSet<ISymbol> called)
    {
        var mode = BindingSite.ModeArgumentOf(call);
        return BindingSite.IsPassedOn(mode) && mode!.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(each => called.Contains(each.Parameter.ContainingSymbol.OriginalDefinition));
    }

    private BindingSite Site(IInvocationOperation call, KnownValues values)
    {
        if (BindingSite.ModeArgumentOf(call) is { } mode)
            return new BindingSite(call, values.Of(mode), SaysMode: true);
        var on = _options(call.Syntax.SyntaxTree).AutoreleaseOn ?? false;
        return new BindingSite(call, ValueSet.Of(on ? RuntimeNames.AutoreleaseOn : RuntimeNames.DefaultMode), SaysMode: false);
    }

    private IEnumerable<IInvocationOperation> Bindings(SyntaxTree tree)
    {
        var words = TreeWords.Of(tree);
        if (!words.Has(RuntimeNames.BindRx) && !Wrappers.Any(words.Has))
            yield break;
        foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsNamedAsBinding))
        {
            if (_bodies.ModelOf(tree).GetOperation(call) is IInvocationOperation operation && BindingSite.IsBinding(operation))
                yield return operation;
        }
    }

    private bool IsNamedAsBinding(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => IsNameOfBinding(access.Name),
        MemberBindingExpressionSyntax binding => IsNameOfBinding(binding.Name),
        SimpleNameSyntax name => IsNameOfBinding(name),
        _ => false,
    };

    private bool IsNameOfBinding(SimpleNameSyntax name) => name.Identifier.ValueText == RuntimeNames.BindRx || Wrappers.Contains(name.Identifier.ValueText);

    private HashSet<string> Wrappers => _wrappers ??= [.. _compilation.SyntaxTrees.Where(tree => TreeWords.Of(tree).Has(RuntimeNames.AutoreleaseModeName)).SelectMany(tree => tree.GetRoot().DescendantNodes()).Select(WrapperName).OfType<string>()];

    private HashSet<string>? _wrappers;

    /// <summary>The name of a method of this compilation that looks as if it chose a mode; whether it does is asked of its symbol.</summary>
    private static string? WrapperName(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method when TakesMode(method.ParameterList) => method.Identifier.ValueText,
        LocalFunctionStatementSyntax function when TakesMode(function.ParameterList) => function.Identifier.ValueText,
        _ => null,
    };

    private static bool TakesMode(ParameterListSyntax parameters) => parameters.Parameters.Any(parameter => parameter.Type is not null && parameter.Type.ToString().EndsWith(RuntimeNames.AutoreleaseModeName, StringComparison.Ordinal));
}
