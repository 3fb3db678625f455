using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Devmem.Analyzers;
using Devmem.CodeFixes.Editing;
using Devmem.CodeFixes.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Devmem.CodeFixes.Edits;

/// <summary>Writes the mode of a binding, or another mode: the one that the diagnostic names; or each in turn, first the one that agrees with more of the other bindings, then `Off`.</summary>
internal sealed class WriteMode : IEdit
{
    /// <inheritdoc/>
    public bool Reaches => true;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Proposal>> ProposeAsync(FixTarget target, Recheck recheck, CancellationToken cancellation)
    {
        Proposal[] choices = [.. Propose(target)];
        if (choices.Length < 2)
            return choices;
        var burdens = new List<int>();
        foreach (var choice in choices)
            burdens.Add(await recheck.BurdenOfAsync(choice.Text, cancellation).ConfigureAwait(false));
        return [.. choices.Zip(burdens, (choice, burden) => (Choice: choice, Burden: burden)).OrderBy(each => each.Burden).Select(each => each.Choice)];
    }

    private static IEnumerable<Proposal> Propose(FixTarget target)
    {
        if (target.Node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call || target.Model.GetSymbolInfo(call).Symbol is not IMethodSymbol method || Parameter(method) is not { Type: var type } parameter)
            yield break;
        (string Action, string Mode)[] choices = target.OtherMode is { } other ? [(FixActions.UseOtherMode, other)]
            : target.Diagnostic.Id == RuleIds.DefaultMode ? [(FixActions.WriteOff, "Off"), (FixActions.WriteOn, "On")] : [];
        foreach (var (action, mode) in choices)
        {
            var value = $"{type.ToMinimalDisplayString(target.Model, call.SpanStart)}.{mode}";
            if (Write(call, parameter, method, value, target) is { } text)
                yield return new Proposal(action, target.Diagnostic.Id == RuleIds.DefaultMode ? $"Say that the binding is in mode '{mode}'" : $"Bind in mode '{mode}', as elsewhere", text);
        }
    }

    /// <summary>The parameter for the mode, of the method or of the overload that has one.</summary>
    private static IParameterSymbol? Parameter(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
        .OrderBy(each => !SymbolEqualityComparer.Default.Equals(each, method.OriginalDefinition)).Select(each => each.Parameters.LastOrDefault())
        .FirstOrDefault(last => last is { Type.TypeKind: TypeKind.Enum });

    private static SourceText? Write(InvocationExpressionSyntax call, IParameterSymbol parameter, IMethodSymbol method, string value, FixTarget target)
    {
        var changes = new Changes();
        var arguments = call.ArgumentList.Arguments;
        var given = arguments.FirstOrDefault(argument => argument.NameColon?.Name.Identifier.ValueText == parameter.Name)
            ?? (method.Parameters.Length == parameter.Ordinal + 1 && arguments.Count > parameter.Ordinal && arguments[parameter.Ordinal].NameColon is null ? arguments[parameter.Ordinal] : null);
        if (given is not null)
            changes.Replace(given.Expression.Span, value);
        else
            changes.Insert(arguments.Count == 0 ? call.ArgumentList.OpenParenToken.Span.End : arguments.Last().Span.End,
                (arguments.Count == 0 ? "" : ", ") + (arguments.Any(argument => argument.NameColon is not null) ? parameter.Name + ": " : "") + value);
        return changes.ApplyTo(target.Text);
    }
}
