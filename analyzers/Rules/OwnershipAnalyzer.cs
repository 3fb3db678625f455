using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Devmem.Analyzers.Analysis;
using Devmem.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Devmem.Analyzers.Rules;

/// <summary>Asks the analysis of each body once and gives what it found to the rules.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OwnershipAnalyzer : DiagnosticAnalyzer
{
    private static readonly ImmutableArray<OwnershipRule> Rules =
    [
        new LeakOnSomePath(), new LeakOnException(), new HandleNotClosed(), new KeptUntilClose(), new UseAfterRelease(), new DoubleRelease(),
        new UnboundUnderSocket(), new ClosedUnderTokens(), new UsedAfterUnbind(), new ReleasedElsewhere(), new ReusedBeforeSent(), new TrustedOwnership(),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [.. Rules.Select(rule => rule.Descriptor), MixedModes.Rule, DefaultMode.Rule, RawDevmemCall.Rule];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            var provider = start.Options.AnalyzerConfigOptionsProvider;
            if (OwnershipAnalysis.Of(start.Compilation, tree => OwnershipOptions.Read(provider, tree), start.CancellationToken) is { } analysis)
            {
                start.RegisterOperationBlockAction(block => Analyze(block, analysis));
                start.RegisterOperationAction(call => AnalyzeCall(call, analysis), OperationKind.Invocation);
            }
        });
    }

    /// <summary>What a single call says by itself, or beside others of its kind.</summary>
    private static void AnalyzeCall(OperationAnalysisContext context, OwnershipAnalysis analysis)
    {
        var call = (IInvocationOperation)context.Operation;
        if (analysis.Raw.Of(call) is { } raw)
            context.ReportDiagnostic(RawDevmemCall.Report(raw));
        if (!BindingSite.IsBinding(call.TargetMethod))
            return;
        if (DefaultMode.Reports(call))
            context.ReportDiagnostic(DefaultMode.Report(call));
        if (analysis.Conflicts.At(call.Syntax) is { } conflict)
            context.ReportDiagnostic(MixedModes.Report(conflict));
    }

    private static void Analyze(OperationBlockAnalysisContext context, OwnershipAnalysis analysis)
    {
        var reported = new HashSet<(OwnershipRule, object)>();
        foreach (var root in context.OperationBlocks)
        {
            var options = OwnershipOptions.Read(context.Options.AnalyzerConfigOptionsProvider, root.Syntax.SyntaxTree);
            var verdict = analysis.Analyze(root, context.OwningSymbol, options, context.GetControlFlowGraph, context.CancellationToken);
            if (verdict.GaveUp != GaveUp.Nothing && context.OwningSymbol.Locations.Length > 0)
                context.ReportDiagnostic(TrustedOwnership.GaveUp(verdict.GaveUp, context.OwningSymbol));
            foreach (var finding in verdict.Findings)
            {
                foreach (var rule in Rules)
                {
                    if (rule.Reports(finding) && reported.Add((rule, rule.Key(finding))))
                        context.ReportDiagnostic(rule.Report(finding));
                }
            }
        }
    }
}
