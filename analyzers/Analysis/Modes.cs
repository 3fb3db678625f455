using System;
using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>The mode that the compilation as a whole binds in, for handles whose binding dataflow does not show.</summary>
internal sealed class Modes
{
    private readonly Lazy<bool> _isOnEverywhere;

    public Modes(Compilation compilation, Bodies bodies) => _isOnEverywhere = new Lazy<bool>(() => Read(compilation, bodies));

    /// <summary>Whether there is a binding and each one says `On`.</summary>
    public bool IsOnEverywhere => _isOnEverywhere.Value;

    private static bool Read(Compilation compilation, Bodies bodies)
    {
        var modes = compilation.SyntaxTrees.SelectMany(tree => Bindings(tree, bodies)).ToArray();
        return modes.Length > 0 && modes.All(mode => mode == RuntimeNames.AutoreleaseOn);
    }

    private static IEnumerable<long> Bindings(SyntaxTree tree, Bodies bodies)
    {
        foreach (var call in tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(IsNamedBindRx))
        {
            if (bodies.ModelOf(tree).GetOperation(call) is IInvocationOperation operation && IsBinding(operation.TargetMethod))
                yield return ModeOf(operation);
        }
    }

    private static bool IsNamedBindRx(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText == RuntimeNames.BindRx,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText == RuntimeNames.BindRx,
        SimpleNameSyntax name => name.Identifier.ValueText == RuntimeNames.BindRx,
        _ => false,
    };

    private static bool IsBinding(IMethodSymbol method) => RuntimeNames.ModeParameterOf(method) is not null || RuntimeNames.TakesDefaultMode(method);

    private static long ModeOf(IInvocationOperation call)
    {
        var parameter = RuntimeNames.ModeParameterOf(call.TargetMethod);
        var argument = call.Arguments.FirstOrDefault(each => parameter is not null && each.Parameter?.Ordinal == parameter.Ordinal);
        return argument?.Value.ConstantValue is { HasValue: true, Value: { } value } ? Convert.ToInt64(value) : RuntimeNames.DefaultMode;
    }
}
