using System.Linq;
using Devmem.Analyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Analysis;

/// <summary>A call that chooses, or fails to choose, the mode of a binding.</summary>
/// <param name="Call">The call.</param>
/// <param name="Modes">The modes it can choose.</param>
/// <param name="SaysMode">Whether it says one at all.</param>
internal sealed record BindingSite(IInvocationOperation Call, ValueSet Modes, bool SaysMode)
{
    /// <summary>The expression of the call.</summary>
    public SyntaxNode Syntax => Call.Syntax;

    /// <summary>The body that it stands in.</summary>
    public IOperation Root
    {
        get
        {
            IOperation root = Call;
            while (root.Parent is not null)
                root = root.Parent;
            return root;
        }
    }

    /// <summary>Whether <paramref name="operation"/> is such a call.</summary>
    public static bool IsBinding(IOperation operation) => operation is IInvocationOperation call && IsBinding(call.TargetMethod);

    public static bool IsBinding(IMethodSymbol method) => RuntimeNames.ModeParameterOf(method) is not null || RuntimeNames.TakesDefaultMode(method);

    /// <summary>The argument that says the mode, or null.</summary>
    public static IOperation? ModeArgumentOf(IInvocationOperation call) => RuntimeNames.ModeParameterOf(call.TargetMethod) is { } parameter
        ? call.Arguments.FirstOrDefault(each => each.Parameter?.Ordinal == parameter.Ordinal)?.Value : null;

    /// <summary>Whether the mode is one that the method around only passes on, so that its callers choose.</summary>
    public static bool IsPassedOn(IOperation? mode)
    {
        while (mode is IConversionOperation conversion)
            mode = conversion.Operand;
        return mode is IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol method } parameter }
            && SymbolEqualityComparer.Default.Equals(RuntimeNames.ModeParameterOf(method), parameter);
    }
}
