using System.Collections.Generic;
using System.Linq;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Contracts;
using Devmem.Analyzers.Flow;
using Devmem.Analyzers.Lowering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Rules;

/// <summary>Words for handles, decisions and exits, shared by the rules so that all of them speak alike.</summary>
internal static class Wording
{
    private const int LongestExpression = 60;

    /// <summary>The handle: its type, its variable, and what brought it.</summary>
    public static string Handle(BodyFinding finding)
    {
        var site = finding.Site;
        var type = site.Handle?.Type.Name ?? "handle";
        var name = VariableOf(site) is { } variable ? $"{type} '{variable}'" : type;
        return site.Via is { Name.Length: > 0 } via && site.Kind == ArrivalKind.Call ? $"{name} from '{NameOf(via)}' at line {Line(site.Syntax)}" : name;
    }

    /// <summary>What a call brings: its type, its variable, and the call, with its place where <paramref name="where"/> says it.</summary>
    public static string Handle(IInvocationOperation call, string? where = null)
    {
        var type = call.Type?.Name ?? "handle";
        var variable = VariableOf(new SiteInfo(call.Syntax, null, ArrivalKind.Call) { Via = call.TargetMethod });
        return $"{type}{(variable is null ? "" : $" '{variable}'")} from '{call.TargetMethod.Name}'{(where is null ? "" : $" at {where}")}";
    }

    /// <summary>What the handle came from: its type and variable.</summary>
    public static string Parent(BodyFinding finding)
    {
        var parent = finding.Body.Sites[finding.Finding.Parent];
        var type = parent.Handle?.Type.Name ?? "handle";
        return VariableOf(parent) is { } variable ? $"{type} '{variable}'" : type;
    }

    /// <summary>The variable that gets the handle where it comes, or null.</summary>
    public static string? VariableOf(SiteInfo site)
    {
        if (site.Variable is { } known)
            return known.Name;
        var syntax = site.Syntax;
        if (site.Via is IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Boolean } attempt)
            return OutVariableOf(syntax, attempt);
        while (syntax.Parent is AwaitExpressionSyntax or ParenthesizedExpressionSyntax or CastExpressionSyntax or PostfixUnaryExpressionSyntax or ConditionalExpressionSyntax
            || (syntax.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax && syntax.Parent.ToString().EndsWith(")", System.StringComparison.Ordinal) && syntax.Parent.ToString().Contains("ConfigureAwait"))
            || syntax.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait" })
            syntax = syntax.Parent!;
        return syntax.Parent switch
        {
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText,
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name } => name.Identifier.ValueText,
            _ => OutVariableOf(site.Syntax, site.Via as IMethodSymbol),
        };
    }

    /// <summary>The method that a fix would call: `Dispose` where there is one.</summary>
    public static string ReleaseMethodOf(HandleType handle)
    {
        var methods = handle.ReleasingMethods.Where(name => IsThere(handle.Type, name)).DefaultIfEmpty("Dispose").ToArray();
        return methods.Contains("Dispose") ? "Dispose" : methods.Contains("DisposeAsync") && methods.Length == 1 ? "DisposeAsync" : methods.First();
    }

    private static bool IsThere(ITypeSymbol type, string method)
    {
        for (var each = type; each is not null; each = each.BaseType)
        {
            if (!each.GetMembers(method).IsEmpty)
                return true;
        }

        return type.AllInterfaces.Any(each => type.TypeKind == TypeKind.Interface && !each.GetMembers(method).IsEmpty);
    }

    /// <summary>How the last name goes: "when 'x' throws at line 3", "when 'count == 0' is true at line 4 and the method returns at line 5".</summary>
    public static string HowItLeaks(BodyFinding finding)
    {
        var decisions = finding.Decisions.Where(step => step.Kind is StepKind.WhenTrue or StepKind.WhenFalse or StepKind.CallThrew or StepKind.Threw).ToList();
        var thrown = decisions.FindLastIndex(step => step.Kind is StepKind.CallThrew or StepKind.Threw);
        var exit = Exit(finding, thrown >= 0 ? decisions[thrown].Syntax : null);
        if (thrown >= 0 && finding.Finding.Exit == LeakExit.Throw)
            return Condition(decisions.Take(thrown)) is { } before && decisions[thrown].Kind == StepKind.Threw ? $"{before} and {exit}" : exit;
        if (thrown >= 0 && decisions[thrown].Kind == StepKind.CallThrew)
            return $"when '{Short(CalleeOf(decisions[thrown].Syntax))}' throws at line {Line(decisions[thrown].Syntax)}: {exit}";
        return Condition(decisions) is { } condition ? $"{condition}: {exit}" : exit;
    }

    /// <summary>What ended the handle before: "'Release' at line 3".</summary>
    public static string End(BodyFinding finding) => finding.SyntaxOf(finding.Finding.EndedAt) switch
    {
        null => "its release",
        { } end when IsUsing(end) => $"the end of the 'using' at line {Line(end)}",
        { } end => $"'{Short(CalleeOf(end))}' at line {Line(end)}",
    };

    /// <summary>What becomes, too late, of a handle that outlives what it came from: "it is closed only at line 3", with the verb of the rule.</summary>
    public static string LateEnd(BodyFinding finding, string ended)
    {
        var late = finding.SyntaxOf(finding.Finding.Origin)!;
        if (!finding.Finding.Outlives && !finding.Finding.HandOvers.Contains(finding.Finding.Origin))
            return finding.SyntaxOf(finding.Finding.EndedAt) == late && late is InvocationExpressionSyntax ? $"'{CalleeOf(late)}' has it {ended} only afterwards"
                : IsUsing(late) ? $"it is {ended} only where its 'using' of line {Line(late)} ends" : $"it is {ended} only at line {Line(late)}";
        return late is MemberDeclarationSyntax or LocalFunctionStatementSyntax or BlockSyntax or ArrowExpressionClauseSyntax ? finding.Site.Kind == ArrivalKind.Member ? "it is left open" : "it outlives the method" : $"it is handed on at line {Line(late)}";
    }

    private static bool IsUsing(SyntaxNode syntax) => syntax is VariableDeclaratorSyntax || syntax.Parent is UsingStatementSyntax;

    /// <summary>What happens to the handle at the finding: "is ended by 'Release' at line 3".</summary>
    public static string Ending(BodyFinding finding) =>
        finding.SyntaxOf(finding.Finding.Origin) is { } end ? $"'{Short(CalleeOf(end))}' at line {Line(end)} ends it" : "it is ended";

    /// <summary>What keeps it: "'_socket = socket' at line 3 keeps it where it will be released".</summary>
    public static string Keeping(BodyFinding finding) => finding.SyntaxOf(finding.Finding.Origin) switch
    {
        EqualsValueClauseSyntax { Parent: { } declared } => $"'{Short(declared.ToString())}' at line {Line(declared)} keeps it where it will be released",
        { } store => $"'{Short(CalleeOf(store))}' at line {Line(store)} keeps it where it will be released",
        _ => "it is kept where it will be released",
    };

    /// <summary>The decision that leads to the finding, if one does: ", when 'end' is true at line 3".</summary>
    public static string When(BodyFinding finding) => Condition(finding.Decisions) is { } condition ? $", {condition}" : "";

    /// <summary>Nothing where every path is meant; else the decision that leads there.</summary>
    public static string Certainty(BodyFinding finding) => finding.Finding.Always ? ""
        : Condition(finding.Decisions) is { } condition ? $" on a path, {condition}" : " on some path";

    /// <summary>The last decision of the path; null: it has none.</summary>
    public static string? LastCondition(BodyFinding finding) => Condition(finding.Decisions);

    /// <summary>How a member loses what it holds: "where 'Next' gives it another value at line 12".</summary>
    public static string HowMemberLoses(MemberFinding finding)
    {
        var line = finding.LostAt is { } at ? $" at line {Line(at)}" : "";
        return finding.Leak.Finding.Exit switch
        {
            LeakExit.Clear => $"where the collection is cleared{line}",
            LeakExit.Overwrite => $"where it gets another value{line}",
            _ => $"where what it held is dropped{line}",
        };
    }

    /// <summary>The line of a node, counted from 1.</summary>
    public static int Line(SyntaxNode node) => node.GetLocation().GetLineSpan().StartLinePosition.Line + 1;

    /// <summary>A piece of source on one line, cut where it is long.</summary>
    public static string Short(string text)
    {
        var line = string.Join(" ", text.Split(['\r', '\n', ' ', '\t'], System.StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestExpression ? line : line.Substring(0, LongestExpression - 1) + "…";
    }

    private static string? Condition(IEnumerable<(StepKind Kind, SyntaxNode Syntax)> decisions)
    {
        var last = decisions.LastOrDefault(step => step.Kind is StepKind.WhenTrue or StepKind.WhenFalse);
        return last.Syntax is null ? null : $"{Decision(last.Syntax, last.Kind == StepKind.WhenTrue)} at line {Line(last.Syntax)}";
    }

    /// <summary>A decision in the words of the construct that makes it.</summary>
    private static string Decision(SyntaxNode syntax, bool holds)
    {
        // Of an arm the compiler's graph names the whole; what decides is what stands before the arrow.
        if (syntax is SwitchExpressionArmSyntax arm)
            syntax = arm.Pattern;
        var text = Short(syntax.ToString());
        return syntax.Parent switch
        {
            CaseSwitchLabelSyntax or CasePatternSwitchLabelSyntax => holds ? $"in 'case {text}'" : $"when 'case {text}' does not match",
            SwitchExpressionArmSyntax => holds ? $"in the arm '{text}'" : $"when the arm '{text}' does not match",
            CommonForEachStatementSyntax => holds ? $"with an element of '{text}'" : $"after the last element of '{text}'",
            ConditionalAccessExpressionSyntax or BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } => holds ? $"when '{text}' is null" : $"when '{text}' is not null",
            _ => $"when '{text}' is {(holds ? "true" : "false")}",
        };
    }

    private static string Exit(BodyFinding finding, SyntaxNode? thrown)
    {
        var at = finding.SyntaxOf(finding.Finding.Origin);
        var line = at is null ? 0 : LineOfEnd(at, finding.Finding.Exit);
        return finding.Finding.Exit switch
        {
            LeakExit.Return => $"the method returns at line {line}",
            LeakExit.Throw => thrown is null ? "an exception leaves the method"
                : thrown is ThrowStatementSyntax { Expression: null } ? $"what was caught is thrown on at line {Line(thrown)}"
                : Thrown(thrown) is { } exception ? $"{exception} is thrown at line {Line(thrown)}"
                : $"'{Short(CalleeOf(thrown))}' throws at line {Line(thrown)}",
            LeakExit.Abandon => $"the iterator may be abandoned at the 'yield' at line {line}",
            LeakExit.Overwrite => $"the variable gets another value at line {line}",
            LeakExit.Discard => "the result is not kept",
            LeakExit.LoopAgain => "the loop goes round",
            LeakExit.Clear => $"the collection is cleared at line {line}",
            _ => "its block ends",
        };
    }

    /// <summary>What a `throw` that is written throws: "InvalidOperationException", "'error'". Null: it is something else that throws.</summary>
    private static string? Thrown(SyntaxNode syntax)
    {
        var exception = syntax switch
        {
            ThrowStatementSyntax statement => statement.Expression,
            ThrowExpressionSyntax expression => expression.Expression,
            ExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } expression => expression,
            _ => null,
        };
        return exception is ObjectCreationExpressionSyntax { Type: var type } ? type.ToString() : exception is null ? null : $"'{Short(exception.ToString())}'";
    }

    private static int LineOfEnd(SyntaxNode at, LeakExit exit) => exit == LeakExit.Return && at is MemberDeclarationSyntax or LocalFunctionStatementSyntax or BlockSyntax
        ? at.GetLocation().GetLineSpan().EndLinePosition.Line + 1
        : Line(at);

    /// <summary>What is called, in short.</summary>
    public static string Callee(SyntaxNode call) => call is BaseObjectCreationExpressionSyntax ? Short("new " + (call as ObjectCreationExpressionSyntax)?.Type) : Short(CalleeOf(call));

    private static string CalleeOf(SyntaxNode syntax) => syntax switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } => access.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        InvocationExpressionSyntax { Expression: SimpleNameSyntax name } => name.Identifier.ValueText,
        _ => syntax.ToString(),
    };

    private static string NameOf(ISymbol via) => via is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? "new " + constructor.ContainingType.Name : via.Name;

    private static string? OutVariableOf(SyntaxNode call, IMethodSymbol? method)
    {
        var ordinal = method?.Parameters.FirstOrDefault(parameter => parameter.RefKind == RefKind.Out)?.Ordinal ?? -1;
        var argument = (call as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault(each => each.RefKindKeyword.IsKind(SyntaxKind.OutKeyword));
        return ordinal < 0 ? null : argument?.Expression switch
        {
            DeclarationExpressionSyntax { Designation: SingleVariableDesignationSyntax designation } => designation.Identifier.ValueText,
            IdentifierNameSyntax name => name.Identifier.ValueText,
            _ => null,
        };
    }
}
